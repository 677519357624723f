using ErrorOr;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Pages.Shared;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Care;

/// <summary>养老服务申请.</summary>
public sealed class ApplyModel(IMediator mediator, IPlaceDirectory places, PhotoUploads uploads, ICurrentUser user, IStringLocalizer<Texts> texts)
    : QuestionsPage(mediator, places, uploads, "/care", Questions)
{
    public static readonly IReadOnlyList<Question> Questions =
    [
        new(Who, "您替谁申请？", [nameof(By)]),
        new("elder", "老人是谁？", [nameof(ElderName), nameof(ElderIdNumber), nameof(Phone)]),
        new(AtHome, "老人住在哪里？", [nameof(CareAnswers.Latitude), nameof(CareAnswers.Address)]),
        new("wants", "需要什么帮助？", [nameof(Wanted)]),
        new("situation", "老人有这些情况吗？", [nameof(Circumstances), nameof(Remark)]),
        new(Last, "核对后提交", [nameof(Consents)]),
    ];

    [BindProperty]
    public CareApplicant? By { get; set; }

    [BindProperty]
    public string? ElderName { get; set; }

    [BindProperty]
    public string? ElderIdNumber { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public List<CareServices> Wanted { get; set; } = [];

    [BindProperty]
    public List<ElderCircumstances> Circumstances { get; set; } = [];

    [BindProperty]
    public string? Remark { get; set; }

    public CareAnswers Answers { get; private set; } = new();

    /// <summary>What of the answers the population register says, and whom it could answer for beside.</summary>
    public KnownAnswers<ElderCircumstances>? Known { get; private set; }
    public IReadOnlyList<MyLedgerPerson> Elders { get; private set; } = [];
    public bool MayAskForOthers => !user.ScopeFor(Permission.AskForCareOfOthers).IsEmpty;

    public Task<IActionResult> OnPostDiscardAsync() => SendAsync(new DiscardCareDraft(), _ => GoTo("/care", texts["草稿已删除"]));

    protected override (double? Latitude, double? Longitude) Point => (Answers.Latitude, Answers.Longitude);

    protected override Task<IActionResult?> ReadDraftAsync() => ReadAsync(new GetCareDraft(), draft => (Answers, Elders, Known) = (draft.Answers, draft.Elders, draft.Known));

    protected override Task<ErrorOr<SavedAnswers>> KeepAsync(IReadOnlyList<string> fields) => Mediator.Send(new SaveCareDraft(Merge(Answers), fields), HttpContext.RequestAborted);

    protected override ICommand<Success> Take(Guid? registerId) => new FillCareDraft(registerId);

    protected override KnownSince? KnownHome => Known?.Address;

    protected override Task<IActionResult> SubmitAsync(IReadOnlyList<Guid> papers)
    {
        Answers = Answers with { Consents = Consents };
        return SendAsync(new SubmitCareRequest(SubmissionKey, Answers, papers), id => LocalRedirect($"/my/care/{id}?sent=true"));
    }

    protected override void Fill()
    {
        (By, ElderName, ElderIdNumber, Phone) = (Answers.By, Answers.ElderName, Answers.ElderIdNumber, Answers.Phone);
        (Latitude, Longitude, Home, Remark) = (Answers.Latitude, Answers.Longitude, Answers.Address, Answers.Remark);
        Wanted = [.. CareWords.Services.Where(s => Answers.Wanted.HasFlag(s))];
        Circumstances = [.. CareWords.Circumstances.Where(c => Answers.Circumstances.HasFlag(c))];
    }

    /// <summary>The answers with those of this page.</summary>
    private CareAnswers Merge(CareAnswers answers) => Step switch
    {
        Who => answers with { By = By },
        "elder" => answers with { ElderName = ElderName, ElderIdNumber = ElderIdNumber, Phone = Phone },
        AtHome => answers with { Latitude = Latitude, Longitude = Longitude, Address = Home },
        "wants" => answers with { Wanted = Wanted.Aggregate(CareServices.None, (all, one) => all | one) },
        _ => answers with { Circumstances = Circumstances.Aggregate(ElderCircumstances.None, (all, one) => all | one), Remark = Remark },
    };
}
