using ErrorOr;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Web.Pages.Shared;

namespace QingjiangpuPortal.Web.Pages;

/// <param name="Fields">The answers' properties that it asks for.</param>
public sealed record Question(string Key, string Title, string[] Fields);

/// <summary>
/// An application, one question a page. Each answer is kept as it was typed before anything is said about it, so that whoever breaks off
/// comes back to it; what the population register knows is not asked on the way; at the end everything is shown once more and sent. Its answers have a <c>Latitude</c>, a <c>Longitude</c>, an
/// <c>Address</c> (the door) and <c>Consents</c>.
/// </summary>
/// <param name="root">The address above the questions.</param>
public abstract class QuestionsPage(IMediator mediator, IPlaceDirectory places, PhotoUploads uploads, string root, IReadOnlyList<Question> questions) : PlacePage(mediator, places)
{
    protected const string Last = "check";

    /// <summary>After it comes the question whom it is about.</summary>
    protected const string Who = "who";
    protected const string AtHome = "home";

    [BindProperty(SupportsGet = true)]
    public string? Step { get; set; }

    /// <summary>Came from the last page to change one answer, and goes back there.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Change { get; set; }

    /// <summary>Whose answers are to be taken from the population register.</summary>
    [BindProperty]
    public Guid? RegisterId { get; set; }

    [BindProperty]
    public string? SubmissionKey { get; set; }

    /// <summary>The door itself; the picker's address only finds the place.</summary>
    [BindProperty]
    public string? Home { get; set; }

    [BindProperty]
    public bool Consents { get; set; }

    [BindProperty]
    public List<IFormFile> Photos { get; set; } = [];

    [BindProperty]
    public List<string> PhotoTickets { get; set; } = [];

    public Question Current => questions.First(q => q.Key == Step);
    public int Position => Asked.TakeWhile(q => q.Key != Step).Count();
    public int Count => Asked.Count;

    /// <summary>Where this page's form goes, and the page before it.</summary>
    public string Action => AddressOf(Step!) + (Change ? "?change=true" : "");
    public string Before => Change ? AddressOf(Last) : Position > 0 ? AddressOf(Asked[Position - 1].Key) : root;

    /// <summary>Of the answers, where the last page shows them.</summary>
    public string? PlacePath => Picker.PlacePath;

    /// <summary>Anchors what is wrong with <see cref="Consents"/>: a tick box keeps no error of its own.</summary>
    public string? Agreement => null;

    public string ChangeOf(string question) => AddressOf(question) + "?change=true";

    public async Task<IActionResult> OnGetAsync()
    {
        if (Step is null) return LocalRedirect(AddressOf(questions[0].Key));
        if (!IsQuestion) return NotFound();
        if (await ReadDraftAsync() is { } refused) return refused;
        Fill();
        return await ShowAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!IsQuestion || Step == Last) return NotFound();
        if (await ReadDraftAsync() is { } refused) return refused;
        var unclear = Step == AtHome ? await TakePlaceAsync() : null;
        var saved = await KeepAsync(Current.Fields);
        if (saved.IsError) return await ShowErrorsAsync(saved.Errors);
        // As the answers are now.
        if (await ReadDraftAsync() is { } gone) return gone;
        var errors = saved.Value.Wrong.ToList();
        if (unclear is { } choose)
        {
            errors.RemoveAll(e => e.Field() == nameof(Latitude));
            errors.Insert(0, choose);
        }
        if (errors.Count > 0) return await ShowErrorsAsync(errors);
        // Now that it is said for whom, what is known of them need not be asked.
        if (Step == Who && await Mediator.Send(Take(null), HttpContext.RequestAborted) is { IsError: true } notTaken) return await ShowErrorsAsync(notTaken.Errors);
        return LocalRedirect(Change ? AddressOf(Last) : AddressOf(Asked[Position + 1].Key));
    }

    /// <summary>Whom it is about is looked at before it goes on.</summary>
    public Task<IActionResult> OnPostFillAsync() => SendAsync(Take(RegisterId), _ => LocalRedirect(Change ? ChangeOf(Whom) : AddressOf(Whom)));

    public async Task<IActionResult> OnPostSendAsync()
    {
        Step = Last;
        if (await ReadDraftAsync() is { } refused) return refused;
        var (tickets, errors) = await uploads.TakeAsync(Mediator, Photos, PhotoTickets, HttpContext.RequestAborted, areSealed: true);
        PhotoTickets = tickets;
        return errors.Count > 0 ? await ShowErrorsAsync(errors) : await SubmitAsync(uploads.Open(tickets));
    }

    /// <summary>The point of the answers, which every page but the one that asks for it shows.</summary>
    protected abstract (double? Latitude, double? Longitude) Point { get; }

    protected abstract Task<IActionResult?> ReadDraftAsync();

    /// <summary>Puts the answers of the draft into the fields.</summary>
    protected abstract void Fill();

    /// <summary>Puts the fields of this question into the answers, and keeps them.</summary>
    protected abstract Task<ErrorOr<SavedAnswers>> KeepAsync(IReadOnlyList<string> fields);

    /// <summary>Takes answers from the population register; of the only one it could answer for where nobody was chosen.</summary>
    protected abstract ICommand<Success> Take(Guid? registerId);

    /// <summary>From where the register has the home that stands in the answers.</summary>
    protected abstract KnownSince? KnownHome { get; }

    protected abstract Task<IActionResult> SubmitAsync(IReadOnlyList<Guid> papers);

    protected override async Task<IActionResult?> LoadAsync()
    {
        SubmissionKey = KeyOrFresh(SubmissionKey);
        if (Step != AtHome) (Latitude, Longitude) = Point;
        await LoadPickerAsync();
        return null;
    }

    /// <summary>What the command calls by its own names.</summary>
    protected override string FieldName(string property) => property.Split('.')[^1] switch
    {
        nameof(Address) => nameof(Home),
        nameof(Latitude) => nameof(Place),
        nameof(Consents) => nameof(Agreement),
        var field => field,
    };

    /// <summary>The questions of the way: of the others the register gave the whole answer, which the last page shows.</summary>
    private IReadOnlyList<Question> Asked =>
        [.. questions.Where(q => q.Key == Step || q.Key != AtHome || KnownHome is null || Point.Latitude is null)];

    private string Whom => questions.SkipWhile(q => q.Key != Who).ElementAt(1).Key;

    private bool IsQuestion => questions.Any(q => q.Key == Step);

    private string AddressOf(string question) => $"{root}/apply/{question}";
}
