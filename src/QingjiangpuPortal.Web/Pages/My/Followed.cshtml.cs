using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Web.Pages.Shared;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.My;

/// <summary>What a follower without an account comes to by the private link: the public page, and the way out.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class FollowedModel(IMediator mediator, IPlaceDirectory places, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [FromRoute]
    public string Token { get; set; } = "";

    public FollowedReportView Followed { get; private set; } = null!;

    /// <summary><c>null</c> when the report is not public any more.</summary>
    public ReportSheet? Sheet { get; private set; }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync() => SendAsync(new UnfollowReport(Token, Number: null), _ => GoTo("/reports", texts["已取消关注。"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new GetFollowedReport(Token), followed => Followed = followed) is { } refused) return refused;
        if (!Followed.IsPublic) return null;
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        return await ReadAsync(new GetPublicReport(Followed.Number), report => Sheet = new(report, map.PathOf(report.PlaceCode)));
    }
}
