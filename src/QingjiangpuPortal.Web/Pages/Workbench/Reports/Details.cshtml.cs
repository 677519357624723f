using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Desk;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.Volunteers;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>
/// A report for those who handle it, with exactly the steps that this user can take now. It may hold personal data in clear,
/// so no cache keeps it; when that is over, the page asks for itself again and comes back masked.
/// </summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DetailsModel(IMediator mediator, IPlaceDirectory places, TimeProvider clock, HumanTime times, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    private HumanTime Times => times;

    /// <summary>The steps that have a page, the most usual first: the first that is possible is the main one.</summary>
    private static readonly (GridReportVerb Verb, string Route, bool OneTap)[] AllSteps =
    [
        (GridReportVerb.Accept, "accept", OneTap: true),
        (GridReportVerb.Start, "start", OneTap: true),
        (GridReportVerb.Resolve, "resolve", OneTap: false),
        (GridReportVerb.Verify, "verify", OneTap: true),
        (GridReportVerb.Assign, "assign", OneTap: false),
        (GridReportVerb.FailVerification, "fail-verification", OneTap: false),
        (GridReportVerb.Contact, "contact", OneTap: false),
        (GridReportVerb.Reply, "reply", OneTap: false),
        (GridReportVerb.SendVolunteers, "volunteers", OneTap: false),
        (GridReportVerb.Correct, "correct", OneTap: false),
        (GridReportVerb.Return, "return", OneTap: false),
        (GridReportVerb.Resume, "resume", OneTap: false),
        (GridReportVerb.Suspend, "suspend", OneTap: false),
        (GridReportVerb.Supervise, "supervise", OneTap: false),
        (GridReportVerb.Escalate, "escalate", OneTap: false),
        (GridReportVerb.Delegate, "delegate", OneTap: false),
        (GridReportVerb.Merge, "merge", OneTap: false),
        (GridReportVerb.Unmerge, "unmerge", OneTap: false),
        (GridReportVerb.Reject, "reject", OneTap: false),
    ];

    public ReportView Report { get; private set; } = null!;

    /// <summary>浦楼街道 化工新村社区第 3 网格 02 微网格.</summary>
    public string PlacePath { get; private set; } = "";

    public string HandlingUnit { get; private set; } = "";
    public string? AssigneeUnit { get; private set; }

    /// <summary>Open reports that may be about the same thing; none once it is no longer open itself.</summary>
    public IReadOnlyList<SimilarReport> Similar { get; private set; } = [];

    public FollowerWords Followers { get; private set; } = null!;

    public bool MayMerge => Report.PossibleVerbs.Contains(GridReportVerb.Merge);

    public IReadOnlyList<ReportStep> Steps { get; private set; } = [];

    /// <summary>What colleagues wrote, the latest first.</summary>
    public IReadOnlyList<NoteRow> Notes { get; private set; } = [];

    public IReadOnlyList<TeamMember> Team { get; private set; } = [];

    public bool IsDispute => ReportCategory.IsDispute(Report.CategoryCode);

    /// <summary>首次联系 in time, late, or not yet: counted within the limit to accept.</summary>
    public (string Text, string? Css) FirstContact => Report.ContactedAt switch
    {
        { } at when at <= Report.AcceptDueAt => (texts["{0} 已联系，在时限内", Times.Moment(at)], null),
        { } at => (texts["{0} 已联系，超过了时限", Times.Moment(at)], "is-late"),
        null when Report.AcceptDueAt < clock.GetUtcNow() => (texts["还没有联系，已超过时限"], "is-late"),
        null => (texts["还没有联系，{0} 前要联系", Times.Moment(Report.AcceptDueAt)], null),
    };

    public ReportStep? MainStep => Steps is [{ Verb: not (GridReportVerb.Contact or GridReportVerb.Correct or GridReportVerb.Reply or GridReportVerb.SendVolunteers) } first, ..] ? first : null;

    /// <summary>处置时限 and the like: which limit runs now.</summary>
    public string LimitName => texts[Report.Status switch
    {
        GridReportStatus.Submitted => "受理时限",
        GridReportStatus.Resolved => "核查时限",
        _ => "处置时限",
    }];

    public Task<IActionResult> OnGetAsync(Guid id) => ShowAsync(id);

    private async Task<IActionResult> ShowAsync(Guid id)
    {
        if (await ReadAsync(new GetReport(id), report => Report = report) is { } refused) return refused;
        if (await ReadAsync(new ListNotes(id), notes => Notes = notes.Notes) is { } notesRefused) return notesRefused;
        if (Report.Contact is { } contact)
            Response.Headers["Refresh"] = Math.Ceiling((contact.Until - clock.GetUtcNow()).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        PlacePath = (await places.CurrentAsync(HttpContext.RequestAborted)).PathOf(Report.PlaceCode);
        Steps = [.. AllSteps.Where(step => Report.PossibleVerbs.Contains(step.Verb)
            // Volunteers are not told of disputes.
            && !(step.Verb == GridReportVerb.SendVolunteers && IsDispute)).Select(step => new ReportStep(
            step.Verb, $"/workbench/reports/{id}/{step.Route}", Words.Of(step.Verb), step.OneTap ? Report.Version : null))];
        if (await ReadAsync(new ListFollowerWords(id), words => Followers = words) is { } hidden) return hidden;
        if (Report.DueAt is not null && await ReadAsync(new FindReportsLike(id), similar => Similar = similar) is { } missing) return missing;
        if (await ReadAsync(new GetVolunteerTeam(id), team => Team = team) is { } noTeam) return noTeam;
        return await ReadAsync(new NameUnits([Report.HandlingUnitCode, .. Report.AssigneeUnitCode is { } unit ? [unit] : Array.Empty<string>()]), names =>
        {
            HandlingUnit = names.TryGetValue(Report.HandlingUnitCode, out var handling) ? Words.Of(handling) : Report.HandlingUnitCode;
            AssigneeUnit = Report.AssigneeUnitCode is { } code && names.TryGetValue(code, out var assignee) ? Words.Of(assignee) : null;
        }) ?? Page();
    }
}

/// <summary>A button of the report's page.</summary>
/// <param name="Version">Set for a step that is taken with one tap; others open their page.</param>
public sealed record ReportStep(GridReportVerb Verb, string Href, string Text, uint? Version);
