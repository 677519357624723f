using System.Collections.Frozen;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Care;

/// <summary>One step of a request: what it is about, a word to it, and its button. What the words are for is said for each step.</summary>
public sealed class CareStepModel(IMediator mediator, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    /// <summary>The steps in the order in which they are offered, by the last part of their address.</summary>
    public static readonly OrderedDictionary<string, CareVerb> Routes = new(StringComparer.Ordinal)
    {
        ["check"] = CareVerb.Check,
        ["review"] = CareVerb.Review,
        ["approve"] = CareVerb.Approve,
        ["overturn"] = CareVerb.Overturn,
        ["uphold"] = CareVerb.Uphold,
        ["papers"] = CareVerb.AskForPapers,
        ["refuse"] = CareVerb.Refuse,
    };

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Step { get; set; } = "";

    [BindProperty]
    public uint? Version { get; set; }

    [BindProperty]
    public List<ElderCircumstances> Circumstances { get; set; } = [];

    [BindProperty]
    public string? Note { get; set; }

    public CareRequestView Care { get; private set; } = null!;
    public CareVerb Verb => Routes[Step];
    public bool IsPossible => Care.Possible.Contains(Verb);

    /// <summary>Whether whoever asked reads the words, so that they must be there.</summary>
    public bool IsForApplicant => Verb is CareVerb.AskForPapers or CareVerb.Refuse or CareVerb.Overturn or CareVerb.Uphold;

    public static string RouteOf(CareVerb verb) => Routes.First(r => r.Value == verb).Key;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!Routes.ContainsKey(Step)) return NotFound();
        if (await LoadAsync() is { } refused) return refused;
        Circumstances = [.. CareWords.Circumstances.Where(c => Care.Circumstances.HasFlag(c))];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync() => Routes.ContainsKey(Step) ? await SendAsync(Command(Version ?? 0), _ => GoTo($"/workbench/care/{Id}", texts["已办：{0}", Words.Of(Verb)])) : NotFound();

    private ICareCommand Command(uint version) => Verb switch
    {
        CareVerb.Check => new CheckCareRequest(Id, version, Circumstances.Aggregate(ElderCircumstances.None, (all, one) => all | one), Note),
        CareVerb.Review => new ReviewCareRequest(Id, version, Note),
        CareVerb.Approve => new ApproveCareRequest(Id, version, Note),
        CareVerb.AskForPapers => new AskForCarePapers(Id, version, Note),
        CareVerb.Refuse => new RefuseCareRequest(Id, version, Note),
        CareVerb.Uphold => new UpholdCareRefusal(Id, version, Note),
        _ => new OverturnCareRefusal(Id, version, Note),
    };

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new GetCareRequest(Id), care => Care = care) is { } refused) return refused;
        Version ??= Care.Version;
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
