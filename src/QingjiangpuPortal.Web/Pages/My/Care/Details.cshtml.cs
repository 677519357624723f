using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Pages.Shared;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.My.Care;

/// <summary>One's own request: where it stands, what is missing, what was decided and why, and the visits.</summary>
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
    public Guid OrderId { get; set; }

    [BindProperty]
    public Satisfaction? Satisfaction { get; set; }

    [BindProperty]
    public Guid AdaptationId { get; set; }

    [BindProperty]
    public bool? Agrees { get; set; }

    /// <summary>What the family would rather have than the plan.</summary>
    [BindProperty]
    public string? Wish { get; set; }

    /// <summary>Anchors what is wrong with <see cref="Agrees"/>: a yes or no keeps no error of its own.</summary>
    public string? Answer => null;

    [BindProperty]
    public List<IFormFile> Photos { get; set; } = [];

    [BindProperty]
    public List<string> PhotoTickets { get; set; } = [];

    private bool _isAnswer;

    public CareRequestView Care { get; private set; } = null!;

    /// <summary>Nobody works on it yet: taking it back leaves nothing to undo.</summary>
    public bool CanUndo => clock.GetUtcNow() < Care.EffectiveAt && May(CareVerb.Withdraw);

    public bool May(CareVerb verb) => Care.Possible.Contains(verb);

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostWithdrawAsync() => DoAsync(new WithdrawCareRequest(Id, Version, Note), texts["申请已撤回"]);

    public Task<IActionResult> OnPostAppealAsync() => DoAsync(new AppealCareRefusal(Id, Version, Reason), texts["申诉已提交，会由另一位工作人员重新看"]);

    public Task<IActionResult> OnPostRateAsync() => SendAsync(new RateVisit(OrderId, Satisfaction), _ => GoTo($"/my/care/{Id}", texts["谢谢您的评价"]));

    public Task<IActionResult> OnPostAnswerAsync()
    {
        _isAnswer = true;
        return SendAsync(new AnswerAdaptation(AdaptationId, Version, Agrees, Wish), _ => GoTo($"/my/care/{Id}", texts[Agrees == true ? "已同意，施工单位会和您约时间" : "已告诉街道，会重新做方案"]));
    }

    public async Task<IActionResult> OnPostSupplyAsync()
    {
        // Whose request it is not stores no picture either.
        if (await LoadAsync() is { } refused) return refused;
        var (tickets, errors) = await uploads.TakeAsync(Mediator, Photos, PhotoTickets, HttpContext.RequestAborted, areSealed: true);
        PhotoTickets = tickets;
        return errors.Count > 0 ? await ShowErrorsAsync(errors) : await DoAsync(new SupplyCarePapers(Id, Version, Note, uploads.Open(tickets)), texts["材料已补上，接着办理"]);
    }

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetMyCareRequest(Id), care => Care = care);

    protected override string FieldName(string property) => property switch
    {
        nameof(SupplyCarePapers.PaperIds) => nameof(Photos),
        nameof(AnswerAdaptation.Agrees) => nameof(Answer),
        nameof(AnswerAdaptation.Note) when _isAnswer => nameof(Wish),
        _ => property,
    };

    private Task<IActionResult> DoAsync(ICareCommand command, string notice) => SendAsync(command, _ => GoTo($"/my/care/{Id}", notice));
}
