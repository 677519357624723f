using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Pages.Shared;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Insurance;

/// <param name="Fields">The answers' properties that it asks for.</param>
public sealed record InsuranceStep(string Key, string Title, string[] Fields);

/// <summary>
/// 参保登记, one question a page. Each answer is kept as it was typed before anything is said about it, so that whoever breaks off
/// comes back to it; who may not join reads why before they choose anything, and at the end everything is shown once more and sent.
/// </summary>
public sealed class ApplyModel(IMediator mediator, IPlaceDirectory places, PhotoUploads uploads, IStringLocalizer<Texts> texts) : PlacePage(mediator, places)
{
    private const string Last = "check";

    public static readonly IReadOnlyList<InsuranceStep> Steps =
    [
        new("scheme", "办哪一种？", [nameof(Scheme)]),
        new("who", "您替谁办？", [nameof(By)]),
        new("person", "参保人是谁？", [nameof(PersonName), nameof(PersonIdNumber), nameof(Phone)]),
        new("home", "参保人住在哪里？", [nameof(InsuranceAnswers.Latitude), nameof(InsuranceAnswers.Address)]),
        new("situation", "参保人有这些情况吗？", [nameof(Circumstances), nameof(Remark)]),
        new("tier", "可以参加，选怎么缴", [nameof(Tier)]),
        new(Last, "核对后提交", [nameof(Consents)]),
    ];

    [BindProperty(SupportsGet = true)]
    public string? Step { get; set; }

    /// <summary>Came from the last page to change one answer, and goes back there.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Change { get; set; }

    [BindProperty]
    public string? SubmissionKey { get; set; }

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

    /// <summary>The door itself; the picker's address only finds the place.</summary>
    [BindProperty]
    public string? Home { get; set; }

    [BindProperty]
    public List<InsuredCircumstances> Circumstances { get; set; } = [];

    [BindProperty]
    public string? Remark { get; set; }

    [BindProperty]
    public long? Tier { get; set; }

    [BindProperty]
    public bool Consents { get; set; }

    [BindProperty]
    public List<IFormFile> Photos { get; set; } = [];

    [BindProperty]
    public List<string> PhotoTickets { get; set; } = [];

    public InsuranceAnswers Answers { get; private set; } = new();

    /// <summary>Whether the person may join, and what there is to choose.</summary>
    public TierChoices Tiers { get; private set; } = null!;
    public InsuranceStep Current => Steps.First(s => s.Key == Step);
    public int Position => Steps.ToList().IndexOf(Current);

    /// <summary>Of the answers, where the last page shows them.</summary>
    public string? PlacePath { get; private set; }

    /// <summary>Anchors what is wrong with <see cref="Consents"/>: a tick box keeps no error of its own.</summary>
    public string? Agreement => null;

    /// <summary>每年缴 1,000 元，政府补 120 元</summary>
    public string PayOf(TierConsequence choice) => Answers.Scheme switch
    {
        InsuranceScheme.FlexiblePension => texts["每月缴 {0}（基数是平均工资的 {1}%）", Words.Fen(choice.PayFen), choice.Tier],
        _ => texts["每年缴 {0}，政府补 {1}", Words.Fen(choice.PayFen), Words.Fen(choice.SubsidyFen)],
    };

    public string ConsequenceOf(TierConsequence choice) => choice.Pension is { } pension
        ? texts["缴满 {0} 年，每月大约领 {1}（基础 {2} ＋ 个人账户 {3}）", choice.Years, Words.Money(pension.Total), Words.Money(pension.Basic), Words.Money(pension.Account)]
        : Answers.Scheme == InsuranceScheme.ResidentsMedical ? texts["管一个年度，从缴费的下一年 1 月起；新生儿从出生起"] : "";

    public async Task<IActionResult> OnGetAsync()
    {
        if (Step is null) return LocalRedirect($"/insurance/apply/{Steps[0].Key}");
        if (!IsStep) return NotFound();
        if (await ReadAsync(new GetInsuranceDraft(), draft => Answers = draft.Answers) is { } refused) return refused;
        Fill(Answers);
        return await ShowAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!IsStep || Step == Last) return NotFound();
        if (await ReadAsync(new GetInsuranceDraft(), draft => Answers = draft.Answers) is { } refused) return refused;
        var unclear = Step == "home" ? await TakePlaceAsync() : null;
        Answers = Merge(Answers);
        var saved = await Mediator.Send(new SaveInsuranceDraft(Answers, Current.Fields), HttpContext.RequestAborted);
        if (saved.IsError) return await ShowErrorsAsync(saved.Errors);
        var errors = saved.Value.Wrong.ToList();
        if (unclear is { } choose)
        {
            errors.RemoveAll(e => e.Field() == nameof(InsuranceAnswers.Latitude));
            errors.Insert(0, choose);
        }
        if (errors.Count > 0) return await ShowErrorsAsync(errors);
        return LocalRedirect(Change ? $"/insurance/apply/{Last}" : $"/insurance/apply/{Steps[Position + 1].Key}");
    }

    public async Task<IActionResult> OnPostSendAsync()
    {
        Step = Last;
        if (await ReadAsync(new GetInsuranceDraft(), draft => Answers = draft.Answers) is { } refused) return refused;
        var (tickets, errors) = await uploads.TakeAsync(Mediator, Photos, PhotoTickets, HttpContext.RequestAborted, areSealed: true);
        PhotoTickets = tickets;
        if (errors.Count > 0) return await ShowErrorsAsync(errors);
        Answers = Answers with { Consents = Consents };
        return await SendAsync(new SubmitInsuranceEnrollment(SubmissionKey, Answers, uploads.Open(tickets)), id => LocalRedirect($"/my/insurance/{id}?sent=true"));
    }

    public Task<IActionResult> OnPostDiscardAsync() => SendAsync(new DiscardInsuranceDraft(), _ => GoTo("/insurance", texts["草稿已删除"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        SubmissionKey = KeyOrFresh(SubmissionKey);
        if (Step != "home") (Latitude, Longitude) = (Answers.Latitude, Answers.Longitude);
        await LoadPickerAsync();
        PlacePath = Picker.PlacePath;
        return Step == "tier" ? await ReadAsync(new GetTierChoices(), tiers => Tiers = tiers) : null;
    }

    /// <summary>What the command calls by its own names.</summary>
    protected override string FieldName(string property) => property.Split('.')[^1] switch
    {
        nameof(InsuranceAnswers.Address) => nameof(Home),
        nameof(InsuranceAnswers.Latitude) => nameof(Place),
        nameof(InsuranceAnswers.Consents) => nameof(Agreement),
        var field => field,
    };

    private bool IsStep => Steps.Any(s => s.Key == Step);

    /// <summary>The answers with those of this page; another scheme has other things to choose.</summary>
    private InsuranceAnswers Merge(InsuranceAnswers answers) => Step switch
    {
        "scheme" => answers with { Scheme = Scheme, Tier = Scheme == answers.Scheme ? answers.Tier : null },
        "who" => answers with { By = By },
        "person" => answers with { PersonName = PersonName, PersonIdNumber = PersonIdNumber, Phone = Phone },
        "home" => answers with { Latitude = Latitude, Longitude = Longitude, Address = Home },
        "situation" => answers with { Circumstances = Circumstances.Aggregate(InsuredCircumstances.None, (all, one) => all | one), Remark = Remark },
        _ => answers with { Tier = Tier },
    };

    private void Fill(InsuranceAnswers answers)
    {
        Scheme = answers.Scheme ?? Scheme;
        (By, PersonName, PersonIdNumber, Phone) = (answers.By, answers.PersonName, answers.PersonIdNumber, answers.Phone);
        (Latitude, Longitude, Home, Remark, Tier) = (answers.Latitude, answers.Longitude, answers.Address, answers.Remark, answers.Tier);
        Circumstances = [.. InsuranceWords.Circumstances.Where(c => answers.Circumstances.HasFlag(c))];
    }
}
