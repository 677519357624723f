using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Domain.SchoolEnrollment;
using QingjiangpuPortal.Web.Pages.Shared;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.My.Schools;

/// <summary>A registration as its family sees it: the receipt for ten minutes, then how far it is and what is to be done.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DetailsModel(IMediator mediator, PhotoUploads uploads, TimeProvider clock, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public List<IFormFile> Photos { get; set; } = [];

    [BindProperty]
    public List<string> PhotoTickets { get; set; } = [];

    public ApplicationView Application { get; private set; } = null!;

    /// <summary>The form of appealing was sent and came back: it stays open.</summary>
    public bool IsAppealing { get; private set; }

    public bool MayTakeBack => Application.Status == ApplicationStatus.Submitted && clock.GetUtcNow() < Application.EffectiveAt;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostTakeBackAsync() =>
        await LoadAsync() ?? await SendAsync(new TakeBackEnrollment(Id, Version), _ => GoTo($"/schools/apply/{Application.Round.Id}/check", texts["已收回，改好后再提交"]));

    public Task<IActionResult> OnPostWithdrawAsync() => DoAsync(new WithdrawEnrollment(Id, Version), texts["报名已撤回"]);

    public Task<IActionResult> OnPostConfirmAsync() => DoAsync(new ConfirmSchoolPlace(Id, Version), texts["已确认入学"]);

    public Task<IActionResult> OnPostDeclineAsync() => DoAsync(new DeclineSchoolPlace(Id, Version), texts["已放弃学位"]);

    public Task<IActionResult> OnPostAppealAsync()
    {
        IsAppealing = true;
        return DoAsync(new AppealEnrollment(Id, Version, Text), texts["已申请复核"]);
    }

    public async Task<IActionResult> OnPostPapersAsync()
    {
        // Whose it is not stores no picture either.
        if (await LoadAsync() is { } refused) return refused;
        var (tickets, errors) = await uploads.TakeAsync(Mediator, Photos, PhotoTickets, HttpContext.RequestAborted, areSealed: true);
        PhotoTickets = tickets;
        return errors.Count > 0 ? await ShowErrorsAsync(errors) : await DoAsync(new AddEnrollmentPapers(Id, Version, Note, uploads.Open(tickets)), texts["材料已补交"]);
    }

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetMyApplication(Id), application => Application = application);

    private Task<IActionResult> DoAsync(OwnApplicationCommand command, string notice) => SendAsync(command, _ => GoTo($"/my/schools/{Id}", notice));
}
