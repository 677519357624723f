using System.Globalization;
using ErrorOr;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.Desk;

/// <summary>
/// A failure as a row keeps it, so that its sentence can be said later and in either language: the code, then one argument
/// after another, each with its kind before a colon, parted by tabs.
/// </summary>
public static class Refusals
{
    public static string Write(Error error) => string.Join('\t', error.Arguments().Select(Argument).Prepend(error.Code));

    public static Error Read(string text)
    {
        var parts = text.Split('\t');
        return Failure.Conflict(parts[0], [.. parts[1..].Select(Value)]);
    }

    private static string Argument(object value) => value switch
    {
        GridReportVerb verb => $"verb:{verb}",
        GridReportStatus status => $"status:{status}",
        int number => string.Create(CultureInfo.InvariantCulture, $"number:{number}"),
        _ => $"text:{value.ToString()!.Replace('\t', ' ')}",
    };

    private static object Value(string part) => part.Split(':', 2) switch
    {
        ["verb", var verb] when Enum.TryParse<GridReportVerb>(verb, out var value) => value,
        ["status", var status] when Enum.TryParse<GridReportStatus>(status, out var value) => value,
        ["number", var number] when int.TryParse(number, CultureInfo.InvariantCulture, out var value) => value,
        [_, var text] => text,
        _ => part,
    };
}
