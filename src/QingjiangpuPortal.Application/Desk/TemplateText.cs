using System.Globalization;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Desk;

namespace QingjiangpuPortal.Application.Desk;

/// <summary>A template with the places of one report filled in. In Chinese whoever reads it: the answer is the district's.</summary>
public static class TemplateText
{
    public static string Fill(string template, string number, string address, string category, DateTimeOffset? dueAt) =>
        Placeholders.Fill(template, number, address, category, dueAt is { } due ? Moment(due) : "办理完成后");

    private static string Moment(DateTimeOffset at)
    {
        var local = ChinaTime.ToLocal(at);
        return string.Create(CultureInfo.InvariantCulture, $"{local.Month} 月 {local.Day} 日 {local:HH:mm}");
    }
}
