using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Web.Pages.Shared;

namespace QingjiangpuPortal.Web.Pages.My;

/// <summary>我的上报: what the account filed; whoever is not signed in is told the other ways to a report.</summary>
public sealed class IndexModel(IMediator mediator, IPlaceDirectory places, ICurrentUser user) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary><see cref="FollowedView"/>, or the account's own reports.</summary>
    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    public const string FollowedView = "followed";

    public bool ShowsFollowed => View == FollowedView;

    public bool IsSignedIn => user.IsSignedIn;

    public IReadOnlyList<ReportItem> Reports { get; private set; } = [];

    public string? NextHref { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!IsSignedIn) return Page();
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        return ShowsFollowed
            ? await ReadAsync(new ListFollowedReports(After), page => Take(page, map)) ?? Page()
            : await ReadAsync(new ListMyReports(After), page => Take(page, map)) ?? Page();
    }

    private void Take(Page<ReportRow> page, PlaceMap map)
    {
        Reports = [.. page.Items.Select(r => new ReportItem(
            r, map.StreetOf(r.PlaceCode), ShowsFollowed ? $"/reports/{r.Number}" : $"/my/reports/{r.Id}", AsksReporter: !ShowsFollowed))];
        NextHref = page.Next is { } next ? $"/my?{(ShowsFollowed ? $"view={FollowedView}&" : "")}after={next}" : null;
    }
}
