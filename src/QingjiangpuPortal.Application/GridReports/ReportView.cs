using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Domain.Files;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>A report as one page shows it; what the viewer must not see is not in it.</summary>
public sealed record ReportView(
    Guid Id, string Number, uint Version, GridReportStatus Status, ReportSource Source, CategoryName Category, string CategoryCode, string Description,
    string Address, string PlaceCode, double Latitude, double Longitude, bool IsPublic, string HandlingUnitCode,
    DateTimeOffset RecordedAt, DateTimeOffset? DueAt, DateTimeOffset ResolveDueAt, DateTimeOffset? ResolvedAt, ReportOutcome? Outcome, DateTimeOffset? ClosedAt,
    Solution? Solution, Satisfaction? Satisfaction, bool CanReopen, bool CanRate, int ReopenCount, string? AssigneeName, string? AssigneeUnitCode,
    string? MaskedContactName, string? MaskedContactPhone, RevealedContact? Contact, DateTimeOffset? DetailsRemovedAt,
    IReadOnlyList<GridReportVerb> PossibleVerbs, IReadOnlyList<TimelineLine> Timeline, IReadOnlyList<PhotoRow> Photos,
    RunningLimit? Limit, DateTimeOffset? ContactedAt, DateTimeOffset AcceptDueAt, string? StationName,
    RelatedReport? Primary, IReadOnlyList<RelatedReport> Merged);

/// <summary>The report as part of which one goes on, or one that was merged into it; to others than the staff only if it is public.</summary>
public sealed record RelatedReport(Guid Id, string Number);

/// <summary>The limit that runs, or stands still, of an open report.</summary>
/// <param name="Used">How much of it is used up on the calendar, pauses apart: 1 when due, more when overdue.</param>
/// <param name="UnknownYears">Years that it runs over whose holidays are not announced: the due time may still move.</param>
public sealed record RunningLimit(TimeLimit Amount, double Used, bool IsSupervised, DateTimeOffset? SuspendedUntil, IReadOnlyList<int> UnknownYears);

/// <summary>How to reach the reporter, in clear, for whoever asked with a reason; both <c>null</c> when nothing was left.</summary>
/// <param name="Until">From then on it is masked again.</param>
public sealed record RevealedContact(string? Name, string? Phone, DateTimeOffset Until);

/// <param name="PersonName">Masked, like <paramref name="DeputyFor"/>; only for staff's eyes.</param>
public sealed record TimelineLine(
    GridReportVerb Verb, GridReportStatus To, DateTimeOffset At, ReportRoles ActedAs, PostKind? PostKind, string? PostUnitCode,
    string? PersonName, string? DeputyFor, string? Note, bool IsPublic);

public sealed record PhotoRow(Guid Id, AttachmentPurpose Purpose, int Width, int Height);

/// <summary>Who looks: decides what <see cref="ReportViews"/> puts into the view.</summary>
internal enum Viewer
{
    Public,
    Reporter,
    Staff,
}

internal static class ReportViews
{
    public static async Task<ReportView> ViewAsync(
        this PortalDb db, GridReport report, Viewer viewer, Actor actor, IPersonalDataCipher cipher, TimeProvider clock, ReportClocks clocks,
        CancellationToken cancellationToken)
    {
        var isStaff = viewer == Viewer.Staff;
        var category = await db.CategoryOfAsync(report, cancellationToken);
        var lines = await db.GridReportTimeline.Where(t => t.ReportId == report.Id && t.RecordedAt >= report.RecordedAt && (isStaff || t.IsPublic))
            // Since its filing: the months before need not be looked into. Ids keep the order of moves of one instant.
            .OrderBy(t => t.RecordedAt).ThenBy(t => t.Id)
            .Select(t => new
            {
                Entry = t,
                Name = db.People.Where(p => p.Id == t.PersonId).Select(p => p.Name).FirstOrDefault(),
                For = db.People.Where(p => p.Id == t.DeputyFor).Select(p => p.Name).FirstOrDefault(),
            })
            .AsNoTracking().ToListAsync(cancellationToken);
        var photos = await db.Attachments.Where(a => a.OwnerId == report.Id && (viewer != Viewer.Public || a.IsPublic))
            .OrderBy(a => a.Purpose).ThenBy(a => a.Position).ThenBy(a => a.Id)
            .Select(a => new PhotoRow(a.Id, a.Purpose, a.Width, a.Height)).ToListAsync(cancellationToken);
        var assignee = isStaff && report.AssigneeId is { } assigneeId
            ? await db.People.AsNoTracking().Where(p => p.Id == assigneeId).Select(p => p.Name).SingleOrDefaultAsync(cancellationToken)
            : null;
        var station = isStaff && report.StationCode is { } stationCode
            ? await db.Facilities.Where(f => f.Code == stationCode).Select(f => f.Name).SingleOrDefaultAsync(cancellationToken)
            : null;
        var roles = report.StandingOf(actor).Roles;
        var possible = viewer == Viewer.Public ? [] : report.PossibleFor(viewer == Viewer.Reporter ? roles & ReportRoles.Reporter : roles);
        var now = clock.GetUtcNow();

        return new ReportView(
            report.Id, report.Number, report.Version, report.Status, report.Source, new(category.Name, category.NameInEnglish), category.Code,
            Shown(report.Description), Shown(report.Address), report.PlaceCode, report.Latitude, report.Longitude, report.IsPublic, report.HandlingUnitCode,
            report.RecordedAt, report.DueAt, report.ResolveDueAt, report.ResolvedAt, report.Outcome, report.ClosedAt,
            report.Solution, report.Satisfaction, report.CanReopen(now), report.CanRate, report.ReopenCount,
            assignee is null ? null : Name(assignee), report.AssigneeUnitCode,
            isStaff && report.ContactName is { } name ? Name(name) : null,
            isStaff && report.ContactPhone is { } phone ? cipher.Show(phone, PersonalDataKind.Phone, Onlooker.Handler) : null,
            isStaff ? await db.RevealedContactAsync(report, actor, cipher, clock, cancellationToken) : null,
            report.DetailsRemovedAt,
            possible,
            lines.ConvertAll(l => new TimelineLine(
                l.Entry.Verb, l.Entry.To, l.Entry.RecordedAt, l.Entry.ActedAs, l.Entry.PostKind, l.Entry.PostUnitCode,
                isStaff && l.Name is not null && l.Entry.PostKind is not null ? Name(l.Name) : null,
                isStaff && l.For is not null ? Name(l.For) : null,
                isStaff || l.Entry.NoteIsPublic ? Shown(l.Entry.Note) : null, l.Entry.IsPublic)),
            photos, RunningLimitOf(report, await clocks.OfAsync(category, cancellationToken), now), report.ContactedAt, report.AcceptDueAt, station,
            report.PrimaryId is { } primaryId ? (await db.RelatedAsync(r => r.Id == primaryId, isStaff, cancellationToken)).SingleOrDefault() : null,
            isStaff ? await db.RelatedAsync(r => r.PrimaryId == report.Id, isStaff, cancellationToken) : []);

        string Name(Protected value) => cipher.Show(value, PersonalDataKind.Name, Onlooker.Handler);

        [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
        string? Shown(string? text) => viewer == Viewer.Public && text is not null ? PublicText.Of(text) : text;
    }

    private static RunningLimit? RunningLimitOf(GridReport report, ReportClock clock, DateTimeOffset now)
    {
        if (report.DueAt is not { } due) return null;
        // What is suspended stands still in the limit to resolve.
        var deadline = report.RunningDeadline ?? ReportDeadline.Resolve;
        var (limit, start) = (clock.LimitOf(deadline), report.StartOf(deadline));
        return new(
            limit, clock.Calendar.UsedAt(start, due, limit.Unit, now, deadline == ReportDeadline.Resolve ? report.PlannedPauses : []),
            report.IsSupervised, report.SuspendedUntil, limit.Unit == LimitUnit.Hour ? [] : clock.Calendar.UnannouncedYears(start, due));
    }

    /// <summary>As many as a page can show.</summary>
    private const int MostRelated = 50;

    private static async Task<List<RelatedReport>> RelatedAsync(
        this PortalDb db, System.Linq.Expressions.Expression<Func<GridReport, bool>> which, bool isStaff, CancellationToken cancellationToken) =>
        (await db.GridReports.Where(which).Where(r => isStaff || r.IsPublic).OrderBy(r => r.RecordedAt).ThenBy(r => r.Id).Take(MostRelated)
            .Select(r => new { r.Id, r.Sequence, r.RecordedAt }).ToListAsync(cancellationToken))
        .ConvertAll(r => new RelatedReport(r.Id, ReportNumber.Format(ChinaTime.DayOf(r.RecordedAt).Year, r.Sequence)));

    private static async Task<RevealedContact?> RevealedContactAsync(
        this PortalDb db, GridReport report, Actor actor, IPersonalDataCipher cipher, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var until = await db.RevealedUntilAsync<GridReport>(actor.PersonId, report.Id, now, cancellationToken);
        var consents = new ConsentCheck(db, cipher, clock);
        // Withdrawn meanwhile, it is hidden at once.
        if (until is null || !await consents.CoversAsync(report, ConsentPurposes.ReportContact, cancellationToken)) return null;
        return new(
            report.ContactName is { } name && await consents.CoversAsync(report, ConsentPurposes.ReportName, cancellationToken) ? cipher.Reveal(name, PersonalDataKind.Name) : null,
            report.ContactPhone is { } phone ? cipher.Reveal(phone, PersonalDataKind.Phone) : null, until.Value);
    }
}
