using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Audit;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Audit;

/// <summary>审计: searches the trail and exports it. Mobile numbers are sent as a form, so that they stand in no address.</summary>
public sealed class IndexModel(IMediator mediator, AuditWords audit, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)] public DateOnly? From { get; set; }
    [BindProperty(SupportsGet = true)] public DateOnly? To { get; set; }
    [BindProperty(SupportsGet = true)] public AuditKind? Kind { get; set; }
    [BindProperty(SupportsGet = true)] public string? Action { get; set; }
    [BindProperty(SupportsGet = true)] public Guid? Actor { get; set; }
    [BindProperty(SupportsGet = true)] public Guid? Person { get; set; }
    [BindProperty(SupportsGet = true)] public string? Subject { get; set; }
    [BindProperty(SupportsGet = true)] public AuditOutcome? Outcome { get; set; }
    [BindProperty(SupportsGet = true)] public Guid? After { get; set; }
    [BindProperty(SupportsGet = true)] public Guid? Before { get; set; }
    [BindProperty] public string? ActorPhone { get; set; }
    [BindProperty] public string? PersonPhone { get; set; }
    [BindProperty] public string? Reason { get; set; }

    public AuditPage Found { get; private set; } = null!;
    public AuditBatch? LastBatch { get; private set; }
    private IReadOnlyDictionary<string, UnitName> _units = new Dictionary<string, UnitName>(StringComparer.Ordinal);

    public AuditFilter Filter => new(From, To, Kind, Action, Actor, Person, Subject?.Trim(), Outcome);
    public bool IsNarrowed => Filter != new AuditFilter();
    public bool IsExportOpen => ModelState[nameof(Reason)]?.Errors.Count > 0 || ModelState[nameof(From)]?.Errors.Count > 0;

    public IEnumerable<SelectListItem> Kinds =>
        Enum.GetValues<AuditKind>().Select(kind => new SelectListItem(audit.Of(kind), kind.ToString(), kind == Kind));

    public IEnumerable<SelectListItem> Actions => AuditWords.Actions.Keys
        .Select(action => new SelectListItem(audit.OfAction(action), action, action == Action)).OrderBy(item => item.Text, StringComparer.CurrentCulture);

    public IEnumerable<SelectListItem> Outcomes =>
    [
        new(texts["成功"], nameof(AuditOutcome.Done), Outcome == AuditOutcome.Done),
        new(texts["被拒绝"], nameof(AuditOutcome.Refused), Outcome == AuditOutcome.Refused),
    ];

    public string PostOf(AuditEntry line) => line.PostKind is not { } post ? ""
        : $"{Words.Of(post)} · {(_units.TryGetValue(line.PostUnitCode!, out var unit) ? Words.Of(unit) : line.PostUnitCode)}";

    public Task<IActionResult> OnGetAsync()
    {
        // A filter that says nothing (an address by hand) narrows nothing; it is no form to be corrected.
        ModelState.Clear();
        return ShowAsync();
    }

    public async Task<IActionResult> OnPostFindAsync()
    {
        var people = await Mediator.Send(new FindAuditPeople(ActorPhone, PersonPhone), HttpContext.RequestAborted);
        if (people.IsError) return await ShowErrorsAsync(people.Errors);
        return LocalRedirect(AuditAddress.Of(Filter with { ActorId = people.Value.ActorId ?? Actor, PersonId = people.Value.PersonId ?? Person }));
    }

    public Task<IActionResult> OnPostExportAsync() =>
        SendAsync(new ExportAudit(Filter, Reason), export => new AuditCsv(export, $"audit-{AuditAddress.Day(From)}-{AuditAddress.Day(To)}.csv"));

    protected override async Task<IActionResult?> LoadAsync() =>
        await ReadAsync(new SearchAudit(Filter, After, Before), page => Found = page)
        ?? await ReadAsync(new GetAuditChain(), chain => LastBatch = chain.Last)
        ?? await ReadAsync(new NameUnits([.. Found.Items.Select(row => row.Line.PostUnitCode).OfType<string>()]), units => _units = units);
}
