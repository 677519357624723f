using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Dashboards;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Web.Pages.Shared;

namespace QingjiangpuPortal.Web.Pages;

/// <summary>The first page: what can be done here, how it goes in the district, and what was just closed.</summary>
public sealed class IndexModel(IMediator mediator, IPlaceDirectory places) : PortalPage(mediator)
{
    public HomePage Home { get; private set; } = null!;

    public IReadOnlyList<ReportItem> JustClosed { get; private set; } = [];

    /// <summary>How the on-time share changed against the thirty days before, in percentage points.</summary>
    public double? OnTimeChange => (Home.Last30Days.OnTimeShare - Home.PeriodBefore.OnTimeShare) * 100;

    public async Task<IActionResult> OnGetAsync()
    {
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        return await ReadAsync(new GetHomePage(), home =>
        {
            Home = home;
            JustClosed = [.. home.JustClosed.Select(r => new ReportItem(r, map.StreetOf(r.PlaceCode), $"/reports/{r.Number}"))];
        }) ?? Page();
    }
}
