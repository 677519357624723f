using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Pages.Shared;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.My;

/// <summary>
/// The reporter's own report, by account (/my/reports/{id}) or by private link (/my/r/{token}, no account): like the
/// public page, and what the reporter can do about it, one form each.
/// </summary>
public sealed class ReportModel(IMediator mediator, IPlaceDirectory places, ICurrentUser user, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    public const string PrivatePath = "/my/r";
    public const string PrivateRoute = PrivatePath + "/{token}";

    private string _reasonField = "";

    [FromRoute]
    public Guid? Id { get; set; }

    [FromRoute]
    public string? Token { get; set; }

    /// <summary>The version that the forms of the page were made for.</summary>
    [BindProperty]
    public uint? Version { get; set; }

    [BindProperty]
    public bool? Solved { get; set; }

    [BindProperty]
    public string? AnswerReason { get; set; }

    [BindProperty]
    public Solution? Solution { get; set; }

    [BindProperty]
    public Satisfaction? Satisfaction { get; set; }

    [BindProperty]
    public string? RatingReason { get; set; }

    [BindProperty]
    public string? ReopenReason { get; set; }

    [BindProperty]
    public string? WithdrawReason { get; set; }

    public ReportSheet Sheet { get; private set; } = null!;

    public ReportView Report => Sheet.Report;

    public bool CanAnswer => Report.PossibleVerbs.Contains(GridReportVerb.Verify);

    public bool CanRate => Report.CanRate && Report.PossibleVerbs.Contains(GridReportVerb.Rate);

    public bool CanRemoveDetails => Report.DetailsRemovedAt is null;

    public bool CanWithdraw => Report.PossibleVerbs.Contains(GridReportVerb.Withdraw);

    private OwnReport Which => new(Id, Token);

    private uint ShownVersion => Version ?? 0;

    private string Address => Token is null ? $"/my/reports/{Id}" : $"{PrivatePath}/{Token}";

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (Token is null && !user.IsSignedIn) context.Result = Challenge();
    }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAnswerAsync()
    {
        _reasonField = nameof(AnswerReason);
        return SendAsync(new AnswerWhetherSolved(Which, ShownVersion, Solved, AnswerReason),
            _ => GoTo(Address, Solved == true ? texts["已经结案，谢谢您的答复。请再评价一下。"] : texts["已经退回，经办人会接着办。"]));
    }

    public Task<IActionResult> OnPostRateAsync()
    {
        _reasonField = nameof(RatingReason);
        return SendAsync(new RateGridReport(Which, ShownVersion, Solution, Satisfaction, RatingReason), _ => GoTo(Address, texts["收到您的评价，谢谢。"]));
    }

    public Task<IActionResult> OnPostReopenAsync()
    {
        _reasonField = nameof(ReopenReason);
        return SendAsync(new ReopenGridReport(Which, ShownVersion, ReopenReason), _ => GoTo(Address, texts["已经重开，会有人接着办。"]));
    }

    public Task<IActionResult> OnPostWithdrawAsync()
    {
        _reasonField = nameof(WithdrawReason);
        return SendAsync(new WithdrawGridReport(Which, ShownVersion, WithdrawReason), _ => GoTo(Address, texts["已经撤回。"]));
    }

    public Task<IActionResult> OnPostRemoveDetailsAsync() =>
        // By account it is theirs no longer; the private link still opens it.
        SendAsync(new RemoveMyDetails(Which, ShownVersion), _ => GoTo(Token is null ? "/my" : Address, texts["您的姓名、手机号和账号已从这件事里删除。"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        return await ReadAsync(new GetOwnReport(Which), report =>
        {
            Sheet = new(report, map.PathOf(report.PlaceCode), Token);
            Version ??= report.Version;
        });
    }

    protected override Task OnConflictAsync()
    {
        Version = null;
        ModelState.Remove(nameof(Version));
        // Closed while "no, it is not solved" was being written: the same words are what reopening asks for.
        ReopenReason ??= AnswerReason;
        return Task.CompletedTask;
    }

    // Each form has a reason of its own.
    protected override string FieldName(string property) => property == "Reason" ? _reasonField : property;
}
