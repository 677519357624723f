using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Web.Pages.Shared;

namespace QingjiangpuPortal.Web.Pages.Reports;

/// <summary>A public report by its number. One that is private is not found, as if it were not there.</summary>
public sealed class DetailsModel(IMediator mediator, IPlaceDirectory places) : PortalPage(mediator)
{
    public ReportSheet Sheet { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string number)
    {
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        if (await ReadAsync(new GetPublicReport(number), report => Sheet = new(report, map.PathOf(report.PlaceCode))) is { } refused) return refused;
        // One address for one report, however its number was typed.
        return number == Sheet.Report.Number ? Page() : RedirectPermanent($"/reports/{Sheet.Report.Number}");
    }
}
