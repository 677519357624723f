using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Dashboard;

/// <summary>The dashboard's numbers as a table (XLSX) or a picture (PNG): sums only, nobody's data.</summary>
public sealed class ExportModel(IMediator mediator, IStringLocalizer<Texts> texts) : DashboardPage(mediator)
{
    /// <summary><c>xlsx</c> or <c>png</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Format { get; set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await LoadNumbersAsync() is { } refused) return refused;
        var text = new DashboardTexts(texts, this);
        var name = $"{NameOf(Numbers.Unit)}-{DashboardTexts.Day(Numbers.Period.First)}-{DashboardTexts.Day(Numbers.Period.Until)}";
        return Format switch
        {
            "xlsx" => File(DashboardWorkbook.Write(this, text, Words), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx"),
            "png" => File(DashboardPicture.Draw(this, text, Words), "image/png", name + ".png"),
            _ => NotFound(),
        };
    }
}
