using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Insurance;

/// <summary>One step of an enrolment: what it is about, a word to it, and its button. What the words are for is said for each step.</summary>
public sealed class InsuranceStepModel(IMediator mediator, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    /// <summary>The steps in the order in which they are offered, by the last part of their address.</summary>
    public static readonly OrderedDictionary<string, InsuranceVerb> Routes = new(StringComparer.Ordinal)
    {
        ["check"] = InsuranceVerb.Check,
        ["activate"] = InsuranceVerb.Activate,
        ["overturn"] = InsuranceVerb.Overturn,
        ["uphold"] = InsuranceVerb.Uphold,
        ["papers"] = InsuranceVerb.AskForPapers,
        ["refuse"] = InsuranceVerb.Refuse,
        ["end"] = InsuranceVerb.End,
    };

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Step { get; set; } = "";

    [BindProperty]
    public uint? Version { get; set; }

    [BindProperty]
    public List<InsuredCircumstances> Circumstances { get; set; } = [];

    [BindProperty]
    public string? Note { get; set; }

    public InsuranceView Insurance { get; private set; } = null!;
    public InsuranceVerb Verb => Routes[Step];
    public bool IsPossible => Insurance.Possible.Contains(Verb);

    /// <summary>Whether whoever asked reads the words, so that they must be there.</summary>
    public bool IsForApplicant => Verb is not (InsuranceVerb.Check or InsuranceVerb.Activate);

    public static string RouteOf(InsuranceVerb verb) => Routes.First(r => r.Value == verb).Key;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!Routes.ContainsKey(Step)) return NotFound();
        if (await LoadAsync() is { } refused) return refused;
        Circumstances = [.. InsuranceWords.Circumstances.Where(c => Insurance.Circumstances.HasFlag(c))];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync() => Routes.ContainsKey(Step) ? await SendAsync(Command(Version ?? 0), _ => GoTo($"/workbench/insurance/{Id}", texts["已办：{0}", Words.Of(Verb)])) : NotFound();

    private IInsuranceCommand Command(uint version) => Verb switch
    {
        InsuranceVerb.Check => new CheckInsuranceEnrollment(Id, version, Circumstances.Aggregate(InsuredCircumstances.None, (all, one) => all | one), Note),
        InsuranceVerb.Activate => new ActivateInsuranceEnrollment(Id, version, Note),
        InsuranceVerb.AskForPapers => new AskForInsurancePapers(Id, version, Note),
        InsuranceVerb.Refuse => new RefuseInsuranceEnrollment(Id, version, Note),
        InsuranceVerb.End => new EndInsuranceEnrollment(Id, version, Note),
        InsuranceVerb.Uphold => new UpholdInsuranceRefusal(Id, version, Note),
        _ => new OverturnInsuranceRefusal(Id, version, Note),
    };

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new GetInsuranceEnrollment(Id), one => Insurance = one) is { } refused) return refused;
        Version ??= Insurance.Version;
        return null;
    }

    protected override string FieldName(string property) => property is "Reason" or "What" ? nameof(Note) : property;

    protected override Task OnConflictAsync()
    {
        Version = null;
        ModelState.Remove(nameof(Version));
        return Task.CompletedTask;
    }
}
