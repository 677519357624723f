using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Web.Pages.Shared;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.My.Insurance;

/// <summary>One's own enrolment: where it stands, what is missing, what was decided and why, bills, payments and the account.</summary>
public sealed class DetailsModel(IMediator mediator, PhotoUploads uploads, TimeProvider clock, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>It was sent a moment ago.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Sent { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public Guid BillId { get; set; }

    [BindProperty]
    public List<IFormFile> Photos { get; set; } = [];

    [BindProperty]
    public List<string> PhotoTickets { get; set; } = [];

    public InsuranceView Insurance { get; private set; } = null!;

    /// <summary>Nobody works on it yet: taking it back leaves nothing to undo.</summary>
    public bool CanUndo => clock.GetUtcNow() < Insurance.EffectiveAt && May(InsuranceVerb.Withdraw);

    public bool May(InsuranceVerb verb) => Insurance.Possible.Contains(verb);

    public bool IsOverdue(BillRow bill) => bill.State == BillState.Open && bill.DueOn < ChinaTime.DayOf(clock.GetUtcNow());

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostWithdrawAsync() => DoAsync(new WithdrawInsuranceEnrollment(Id, Version, Note), texts["申请已撤回"]);

    public Task<IActionResult> OnPostAppealAsync() => DoAsync(new AppealInsuranceRefusal(Id, Version, Reason), texts["申诉已提交，会由另一位工作人员重新看"]);

    public Task<IActionResult> OnPostLeaveAsync() => DoAsync(new LeaveInsurance(Id, Version, Reason), texts["10 分钟后停保，在这之前可以不停"]);

    public Task<IActionResult> OnPostKeepAsync() => DoAsync(new KeepInsurance(Id, Version), texts["没有停保，照常参保"]);

    /// <summary>On to the gateway, which is another site but in the demo.</summary>
    public Task<IActionResult> OnPostPayAsync() => SendAsync(new BeginPayment(BillId), begun => Redirect(begun.GatewayAddress));

    public async Task<IActionResult> OnPostSupplyAsync()
    {
        // Whose enrolment it is not stores no picture either.
        if (await LoadAsync() is { } refused) return refused;
        var (tickets, errors) = await uploads.TakeAsync(Mediator, Photos, PhotoTickets, HttpContext.RequestAborted, areSealed: true);
        PhotoTickets = tickets;
        return errors.Count > 0 ? await ShowErrorsAsync(errors) : await DoAsync(new SupplyInsurancePapers(Id, Version, Note, uploads.Open(tickets)), texts["材料已补上，接着办理"]);
    }

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetMyInsuranceEnrollment(Id), one => Insurance = one);

    protected override string FieldName(string property) => property == nameof(SupplyInsurancePapers.PaperIds) ? nameof(Photos) : property;

    private Task<IActionResult> DoAsync(IInsuranceCommand command, string notice) => SendAsync(command, _ => GoTo($"/my/insurance/{Id}", notice));
}
