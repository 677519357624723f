using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Web.Pages.Shared;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Reports;

/// <summary>A public report by its number. One that is private is not found, as if it were not there.</summary>
public sealed class DetailsModel(IMediator mediator, IPlaceDirectory places, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [FromRoute]
    public string Number { get; set; } = "";

    [BindProperty]
    public string? SubmissionKey { get; set; }

    [BindProperty]
    public string? ContactPhone { get; set; }

    public ReportSheet Sheet { get; private set; } = null!;
    public Following Following { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await ShowAsync();
        // What goes on as part of another report is followed, and looked at, there.
        if (answer is PageResult && Sheet.Report.Primary is { } primary)
            return GoTo($"/reports/{primary.Number}", texts["{0} 已与这一件合并办理。", Sheet.Report.Number]);
        // One address for one report, however its number was typed.
        return answer is not PageResult || Number == Sheet.Report.Number ? answer : RedirectPermanent($"/reports/{Sheet.Report.Number}");
    }

    public Task<IActionResult> OnPostFollowAsync() => SendAsync(new FollowReport(SubmissionKey, Number, Words: null, ContactPhone), followed =>
    {
        if (followed.LinkToken is null) return GoTo($"/reports/{followed.Number}", texts["已关注，在“我的上报”里能找到。"]);
        TempData[Report.FollowedModel.Number] = followed.Number;
        TempData[Report.FollowedModel.LinkToken] = followed.LinkToken;
        return LocalRedirect("/report/followed");
    });

    public Task<IActionResult> OnPostUnfollowAsync() =>
        SendAsync(new UnfollowReport(Token: null, Number), _ => GoTo($"/reports/{Number}", texts["已取消关注。"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        SubmissionKey = KeyOrFresh(SubmissionKey);
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        return await ReadAsync(new GetPublicReport(Number), report => Sheet = new(report, map.PathOf(report.PlaceCode)))
            ?? await ReadAsync(new GetFollowing(Number), following => Following = following);
    }
}
