using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Dashboard;

/// <summary>The dashboard's numbers as a table (XLSX) or a picture (PNG): sums only, nobody's data.</summary>
public sealed class ExportModel(IMediator mediator, ICurrentUser user, IStringLocalizer<Texts> texts) : DashboardPage(mediator, user, texts)
{
    /// <summary><c>xlsx</c> or <c>png</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Format { get; set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await LoadNumbersAsync() is { } refused) return refused;
        var name = $"{NameOf(Numbers.Unit)}-{DashboardTexts.Day(Numbers.Period.First)}-{DashboardTexts.Day(Numbers.Period.Until)}";
        return Format switch
        {
            "xlsx" => File(DashboardWorkbook.Write(this, Text, Words), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx"),
            "png" => File(DashboardPicture.Draw(this, Text, Words), "image/png", name + ".png"),
            _ => NotFound(),
        };
    }
}
