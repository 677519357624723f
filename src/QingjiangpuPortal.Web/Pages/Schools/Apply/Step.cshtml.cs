using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Domain.PersonalData;
using QingjiangpuPortal.Domain.SchoolEnrollment;
using QingjiangpuPortal.Web.Pages.Shared;

namespace QingjiangpuPortal.Web.Pages.Schools.Apply;

/// <summary>One question of a registration. Which comes next, and what is wrong with an answer, <see cref="EnrollmentAnswers"/> says.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class StepModel(IMediator mediator, IPlaceDirectory places, PhotoUploads uploads) : PlacePage(mediator, places)
{
    [BindProperty(SupportsGet = true)]
    public Guid Round { get; set; }

    [BindProperty(SupportsGet = true)]
    public EnrollmentStep Step { get; set; }

    /// <summary>Came from the page that checks the answers, and goes back there.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Back { get; set; }

    /// <summary>Whose answers are to be taken from the population register.</summary>
    [BindProperty]
    public Guid RegisterId { get; set; }

    [BindProperty]
    public Guid? ChildId { get; set; }

    [BindProperty]
    public string? ChildName { get; set; }

    [BindProperty]
    public string? ChildIdNumber { get; set; }

    [BindProperty]
    public string? PrimarySchool { get; set; }

    [BindProperty]
    public Guardianship? Guardianship { get; set; }

    /// <summary>The whole address; the picker's own finds the place.</summary>
    [BindProperty]
    public string? Door { get; set; }

    [BindProperty]
    public bool? HasHukou { get; set; }

    [BindProperty]
    public DateOnly? HukouDay { get; set; }

    [BindProperty]
    public HomeKind? House { get; set; }

    [BindProperty]
    public DateOnly? HouseDay { get; set; }

    [BindProperty]
    public string? PropertyNumber { get; set; }

    [BindProperty]
    public bool IsLeaseRegistered { get; set; }

    [BindProperty]
    public bool? HasPermit { get; set; }

    [BindProperty]
    public DateOnly? PermitDay { get; set; }

    [BindProperty]
    public bool HasSocialInsurance { get; set; }

    [BindProperty]
    public List<string> Preferences { get; set; } = [];

    [BindProperty]
    public List<Guid> KeptPapers { get; set; } = [];

    [BindProperty]
    public List<IFormFile> Photos { get; set; } = [];

    [BindProperty]
    public List<string> PhotoTickets { get; set; } = [];

    public DraftView Draft { get; private set; } = null!;

    /// <summary>The questions of the way: what the register answered is asked only by whoever comes to change it.</summary>
    public IReadOnlyList<EnrollmentStep> Asked => [.. Draft.Answers.Steps.Where(step => step == Step || !Draft.Settled.Contains(step))];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await LoadAsync() is { } refused) return refused;
        Fill(Draft.Answers);
        return await ShowAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        // Whose page it is not stores no picture either.
        if (await LoadAsync() is { } refused) return refused;
        if (HasUnreadableDay) return await ShowUnreadableDaysAsync();
        if (Step == EnrollmentStep.Home && await TakePlaceAsync() is { } left) return await ShowErrorsAsync([left]);
        if (Step == EnrollmentStep.Papers)
        {
            var (tickets, errors) = await uploads.TakeAsync(Mediator, Photos, PhotoTickets, HttpContext.RequestAborted, areSealed: true);
            PhotoTickets = tickets;
            if (errors.Count > 0) return await ShowErrorsAsync(errors);
        }
        var given = new EnrollmentAnswers(
            ChildName, ChildIdNumber, ChildId, Guardianship, Door, (await PlaceOfPointAsync())?.MicroGridCode, Latitude, Longitude, HasHukou, HukouDay,
            House, HouseDay, PropertyNumber, IsLeaseRegistered, HasPermit, PermitDay, HasSocialInsurance, [.. Preferences.Where(code => !string.IsNullOrEmpty(code))], PrimarySchool: PrimarySchool);
        return await SendAsync(new SaveEnrollmentStep(Round, Step, given, [.. KeptPapers, .. uploads.Open(PhotoTickets)]), next => GoTo(AddressOf(Back ? EnrollmentStep.Check : next)));
    }

    public Task<IActionResult> OnPostFillAsync() => SendAsync(new FillEnrollmentDraft(Round, RegisterId), next => GoTo(AddressOf(Back ? EnrollmentStep.Check : next)));

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (!Enum.IsDefined(Step) || Step == EnrollmentStep.Check) return NotFound();
        if (await ReadAsync(new GetEnrollmentDraft(Round), draft => Draft = draft) is { } refused) return refused;
        await LoadPickerAsync();
        return null;
    }

    private string AddressOf(EnrollmentStep step) => $"/schools/apply/{Round}/{step.ToString().ToLowerInvariant()}";

    private void Fill(EnrollmentAnswers answers)
    {
        (ChildId, ChildName, ChildIdNumber, Guardianship) = (answers.ChildId, answers.ChildName, answers.ChildIdNumber, answers.Guardianship);
        PrimarySchool = answers.PrimarySchool;
        (Door, Latitude, Longitude) = (answers.Address, answers.Latitude, answers.Longitude);
        (HasHukou, HukouDay) = (answers.HasHukou, answers.HukouDay);
        (House, HouseDay, PropertyNumber, IsLeaseRegistered) = (answers.House, answers.HouseDay, answers.PropertyNumber, answers.IsLeaseRegistered);
        (HasPermit, PermitDay, HasSocialInsurance) = (answers.HasPermit, answers.PermitDay, answers.HasSocialInsurance);
        Preferences = [.. answers.Preferences ?? (Draft.Schools.FirstOrDefault(s => s.IsCatchment) is { } own ? [own.Code] : [])];
    }
}
