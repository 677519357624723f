using ErrorOr;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Pages.Shared;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Insurance;

/// <summary>参保登记: who may not join reads why before they choose anything.</summary>
public sealed class ApplyModel(IMediator mediator, IPlaceDirectory places, PhotoUploads uploads, IStringLocalizer<Texts> texts)
    : QuestionsPage(mediator, places, uploads, "/insurance", Questions)
{
    public static readonly IReadOnlyList<Question> Questions =
    [
        new("scheme", "办哪一种？", [nameof(Scheme)]),
        new(Who, "您替谁办？", [nameof(By)]),
        new("person", "参保人是谁？", [nameof(PersonName), nameof(PersonIdNumber), nameof(Phone)]),
        new(AtHome, "参保人住在哪里？", [nameof(InsuranceAnswers.Latitude), nameof(InsuranceAnswers.Address)]),
        new("situation", "参保人有这些情况吗？", [nameof(Circumstances), nameof(Remark)]),
        new("tier", "可以参加，选怎么缴", [nameof(Tier)]),
        new(Last, "核对后提交", [nameof(Consents)]),
    ];

    /// <summary>A link of another page can begin with one.</summary>
    [BindProperty(SupportsGet = true)]
    public InsuranceScheme? Scheme { get; set; }

    [BindProperty]
    public InsuranceApplicant? By { get; set; }

    [BindProperty]
    public string? PersonName { get; set; }

    [BindProperty]
    public string? PersonIdNumber { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public List<InsuredCircumstances> Circumstances { get; set; } = [];

    [BindProperty]
    public string? Remark { get; set; }

    [BindProperty]
    public long? Tier { get; set; }

    public InsuranceAnswers Answers { get; private set; } = new();

    /// <summary>What of the answers the population register says, and whom it could answer for beside.</summary>
    public KnownAnswers<InsuredCircumstances>? Known { get; private set; }
    public IReadOnlyList<MyLedgerPerson> People { get; private set; } = [];

    /// <summary>Whether the person may join, and what there is to choose.</summary>
    public TierChoices Tiers { get; private set; } = null!;

    /// <summary>每年缴 1,000 元，政府补 120 元</summary>
    public string PayOf(TierConsequence choice) => Answers.Scheme switch
    {
        InsuranceScheme.FlexiblePension => texts["每月缴 {0}（基数是平均工资的 {1}%）", Words.Fen(choice.PayFen), choice.Tier],
        _ => texts["每年缴 {0}，政府补 {1}", Words.Fen(choice.PayFen), Words.Fen(choice.SubsidyFen)],
    };

    public string ConsequenceOf(TierConsequence choice) => choice.Pension is { } pension
        ? texts["缴满 {0} 年，每月大约领 {1}（基础 {2} ＋ 个人账户 {3}）", choice.Years, Words.Money(pension.Total), Words.Money(pension.Basic), Words.Money(pension.Account)]
        : Answers.Scheme == InsuranceScheme.ResidentsMedical ? texts["管一个年度，从缴费的下一年 1 月起；新生儿从出生起"] : "";

    public Task<IActionResult> OnPostDiscardAsync() => SendAsync(new DiscardInsuranceDraft(), _ => GoTo("/insurance", texts["草稿已删除"]));

    protected override (double? Latitude, double? Longitude) Point => (Answers.Latitude, Answers.Longitude);

    protected override Task<IActionResult?> ReadDraftAsync() => ReadAsync(new GetInsuranceDraft(), draft => (Answers, People, Known) = (draft.Answers, draft.People, draft.Known));

    protected override Task<ErrorOr<SavedAnswers>> KeepAsync(IReadOnlyList<string> fields) => Mediator.Send(new SaveInsuranceDraft(Merge(Answers), fields), HttpContext.RequestAborted);

    protected override ICommand<Success> Take(Guid? registerId) => new FillInsuranceDraft(registerId);

    protected override KnownSince? KnownHome => Known?.Address;

    protected override Task<IActionResult> SubmitAsync(IReadOnlyList<Guid> papers)
    {
        Answers = Answers with { Consents = Consents };
        return SendAsync(new SubmitInsuranceEnrollment(SubmissionKey, Answers, papers), id => LocalRedirect($"/my/insurance/{id}?sent=true"));
    }

    protected override async Task<IActionResult?> LoadAsync() =>
        await base.LoadAsync() ?? (Step == "tier" ? await ReadAsync(new GetTierChoices(), tiers => Tiers = tiers) : null);

    protected override void Fill()
    {
        Scheme = Answers.Scheme ?? Scheme;
        (By, PersonName, PersonIdNumber, Phone) = (Answers.By, Answers.PersonName, Answers.PersonIdNumber, Answers.Phone);
        (Latitude, Longitude, Home, Remark, Tier) = (Answers.Latitude, Answers.Longitude, Answers.Address, Answers.Remark, Answers.Tier);
        Circumstances = [.. InsuranceWords.Circumstances.Where(c => Answers.Circumstances.HasFlag(c))];
    }

    /// <summary>The answers with those of this page; another scheme has other things to choose.</summary>
    private InsuranceAnswers Merge(InsuranceAnswers answers) => Step switch
    {
        "scheme" => answers with { Scheme = Scheme, Tier = Scheme == answers.Scheme ? answers.Tier : null },
        Who => answers with { By = By },
        "person" => answers with { PersonName = PersonName, PersonIdNumber = PersonIdNumber, Phone = Phone },
        AtHome => answers with { Latitude = Latitude, Longitude = Longitude, Address = Home },
        "situation" => answers with { Circumstances = Circumstances.Aggregate(InsuredCircumstances.None, (all, one) => all | one), Remark = Remark },
        _ => answers with { Tier = Tier },
    };
}
