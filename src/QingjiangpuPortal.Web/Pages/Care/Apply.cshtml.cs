using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Pages.Shared;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Care;

/// <param name="Fields">The answers' properties that it asks for.</param>
public sealed record CareStep(string Key, string Title, string[] Fields);

/// <summary>
/// 养老服务申请, one question a page. Each answer is kept as it was typed before anything is said about it, so that whoever breaks off
/// comes back to it; at the end everything is shown once more and sent.
/// </summary>
public sealed class ApplyModel(IMediator mediator, IPlaceDirectory places, PhotoUploads uploads, ICurrentUser user, IStringLocalizer<Texts> texts) : PlacePage(mediator, places)
{
    private const string Last = "check";

    public static readonly IReadOnlyList<CareStep> Steps =
    [
        new("who", "您替谁申请？", [nameof(By)]),
        new("elder", "老人是谁？", [nameof(ElderName), nameof(ElderIdNumber), nameof(Phone)]),
        new("home", "老人住在哪里？", [nameof(CareAnswers.Latitude), nameof(CareAnswers.Address)]),
        new("wants", "需要什么帮助？", [nameof(Wanted)]),
        new("situation", "老人有这些情况吗？", [nameof(Circumstances), nameof(Remark)]),
        new(Last, "核对后提交", [nameof(Consents)]),
    ];

    [BindProperty(SupportsGet = true)]
    public string? Step { get; set; }

    /// <summary>Came from the last page to change one answer, and goes back there.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Change { get; set; }

    [BindProperty]
    public string? SubmissionKey { get; set; }

    [BindProperty]
    public CareApplicant? By { get; set; }

    [BindProperty]
    public string? ElderName { get; set; }

    [BindProperty]
    public string? ElderIdNumber { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    /// <summary>The door itself; the picker's address only finds the place.</summary>
    [BindProperty]
    public string? Home { get; set; }

    [BindProperty]
    public List<CareServices> Wanted { get; set; } = [];

    [BindProperty]
    public List<ElderCircumstances> Circumstances { get; set; } = [];

    [BindProperty]
    public string? Remark { get; set; }

    [BindProperty]
    public bool Consents { get; set; }

    [BindProperty]
    public List<IFormFile> Photos { get; set; } = [];

    [BindProperty]
    public List<string> PhotoTickets { get; set; } = [];

    /// <summary>Whose answers are to be taken from the population register.</summary>
    [BindProperty]
    public Guid? ElderId { get; set; }

    public CareAnswers Answers { get; private set; } = new();

    /// <summary>What of the answers the population register says, and whom it could answer for beside.</summary>
    public KnownCareAnswers? Known { get; private set; }
    public IReadOnlyList<MyLedgerPerson> Elders { get; private set; } = [];
    public bool MayAskForOthers => !user.ScopeFor(Permission.AskForCareOfOthers).IsEmpty;
    public CareStep Current => Steps.First(s => s.Key == Step);
    public int Position => Steps.ToList().IndexOf(Current);

    /// <summary>Of the answers, where the last page shows them.</summary>
    public string? PlacePath { get; private set; }

    /// <summary>Anchors what is wrong with <see cref="Consents"/>: a tick box keeps no error of its own.</summary>
    public string? Agreement => null;

    public async Task<IActionResult> OnGetAsync()
    {
        if (Step is null) return LocalRedirect($"/care/apply/{Steps[0].Key}");
        if (!IsStep) return NotFound();
        if (await ReadDraftAsync() is { } refused) return refused;
        Fill(Answers);
        return await ShowAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!IsStep || Step == Last) return NotFound();
        if (await ReadDraftAsync() is { } refused) return refused;
        var unclear = Step == "home" ? await TakePlaceAsync() : null;
        Answers = Merge(Answers);
        var saved = await Mediator.Send(new SaveCareDraft(Answers, Current.Fields), HttpContext.RequestAborted);
        if (saved.IsError) return await ShowErrorsAsync(saved.Errors);
        // As the answers are now.
        if (await ReadDraftAsync() is { } gone) return gone;
        var errors = saved.Value.Wrong.ToList();
        if (unclear is { } choose)
        {
            errors.RemoveAll(e => e.Field() == nameof(CareAnswers.Latitude));
            errors.Insert(0, choose);
        }
        if (errors.Count > 0) return await ShowErrorsAsync(errors);
        // Now that it is said for whom, what is known of them need not be asked.
        if (Step == Steps[0].Key && await Mediator.Send(new FillCareDraft(), HttpContext.RequestAborted) is { IsError: true } notFilled) return await ShowErrorsAsync(notFilled.Errors);
        return LocalRedirect(Change ? $"/care/apply/{Last}" : $"/care/apply/{Steps[Position + 1].Key}");
    }

    public async Task<IActionResult> OnPostSendAsync()
    {
        Step = Last;
        if (await ReadDraftAsync() is { } refused) return refused;
        var (tickets, errors) = await uploads.TakeAsync(Mediator, Photos, PhotoTickets, HttpContext.RequestAborted, areSealed: true);
        PhotoTickets = tickets;
        if (errors.Count > 0) return await ShowErrorsAsync(errors);
        Answers = Answers with { Consents = Consents };
        return await SendAsync(new SubmitCareRequest(SubmissionKey, Answers, uploads.Open(tickets)), id => LocalRedirect($"/my/care/{id}?sent=true"));
    }

    public Task<IActionResult> OnPostFillAsync() => SendAsync(new FillCareDraft(ElderId), _ => LocalRedirect("/care/apply/elder" + (Change ? "?change=true" : "")));

    public Task<IActionResult> OnPostDiscardAsync() => SendAsync(new DiscardCareDraft(), _ => GoTo("/care", texts["草稿已删除"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        SubmissionKey = KeyOrFresh(SubmissionKey);
        if (Step != "home") (Latitude, Longitude) = (Answers.Latitude, Answers.Longitude);
        await LoadPickerAsync();
        PlacePath = Picker.PlacePath;
        return null;
    }

    /// <summary>What the command calls by its own names.</summary>
    protected override string FieldName(string property) => property.Split('.')[^1] switch
    {
        nameof(CareAnswers.Address) => nameof(Home),
        nameof(CareAnswers.Latitude) => nameof(Place),
        nameof(CareAnswers.Consents) => nameof(Agreement),
        var field => field,
    };

    private Task<IActionResult?> ReadDraftAsync() => ReadAsync(new GetCareDraft(), draft => (Answers, Elders, Known) = (draft.Answers, draft.Elders, draft.Known));

    private bool IsStep => Steps.Any(s => s.Key == Step);

    /// <summary>The answers with those of this page.</summary>
    private CareAnswers Merge(CareAnswers answers) => Step switch
    {
        "who" => answers with { By = By },
        "elder" => answers with { ElderName = ElderName, ElderIdNumber = ElderIdNumber, Phone = Phone },
        "home" => answers with { Latitude = Latitude, Longitude = Longitude, Address = Home },
        "wants" => answers with { Wanted = Wanted.Aggregate(CareServices.None, (all, one) => all | one) },
        _ => answers with { Circumstances = Circumstances.Aggregate(ElderCircumstances.None, (all, one) => all | one), Remark = Remark },
    };

    private void Fill(CareAnswers answers)
    {
        (By, ElderName, ElderIdNumber, Phone) = (answers.By, answers.ElderName, answers.ElderIdNumber, answers.Phone);
        (Latitude, Longitude, Home, Remark) = (answers.Latitude, answers.Longitude, answers.Address, answers.Remark);
        Wanted = [.. CareWords.Services.Where(s => answers.Wanted.HasFlag(s))];
        Circumstances = [.. CareWords.Circumstances.Where(c => answers.Circumstances.HasFlag(c))];
    }
}
