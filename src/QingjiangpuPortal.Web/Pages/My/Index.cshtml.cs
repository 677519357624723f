using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Web.Pages.Shared;

namespace QingjiangpuPortal.Web.Pages.My;

/// <summary>我的上报: what the account filed; whoever is not signed in is told the other ways to a report.</summary>
public sealed class IndexModel(IMediator mediator, IPlaceDirectory places, ICurrentUser user) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public bool IsSignedIn => user.IsSignedIn;

    public IReadOnlyList<ReportItem> Reports { get; private set; } = [];

    public string? NextHref { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!IsSignedIn) return Page();
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        return await ReadAsync(new ListMyReports(After), page =>
        {
            Reports = [.. page.Items.Select(r => new ReportItem(r, map.StreetOf(r.PlaceCode), $"/my/reports/{r.Id}", AsksReporter: true))];
            NextHref = page.Next is { } next ? $"/my?after={next}" : null;
        }) ?? Page();
    }
}
