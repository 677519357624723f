using System.Collections.Frozen;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Domain.Organization;
using static QingjiangpuPortal.Domain.GridReports.GridReportVerb;
using static QingjiangpuPortal.Domain.Notifications.NotificationKind;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>
/// Who is told what of which move. A verb that is not in the table tells nobody; filing is not: its receipt is on the screen, and the
/// unit is told of what was filed together (<c>NewReportsTeller</c>), so that the hottest write carries nothing for it.
/// </summary>
internal sealed class GridReportNews(PortalDb db) : INotificationHandler<Happened<GridReportMoved>>
{
    private delegate (NotificationKind Kind, Audience? Whom) Told(GridReportMoved move);

    private static readonly FrozenDictionary<GridReportVerb, Told[]> Table = new Dictionary<GridReportVerb, Told[]>
    {
        [Accept] = [m => (ReportAccepted, Reporter(m, ReportAccepted))],
        [Reject] = [m => (ReportRejected, Reporter(m, ReportRejected))],
        [Withdraw] = [m => (WorkWithdrawn, Assignee(m))],
        [Assign] = [m => m.Report.AssigneeId is null ? (AssignedToDepartment, Department(m)) : (AssignedToYou, Assignee(m))],
        [HandOver] = [m => (AssignedToYou, Assignee(m))],
        [Return] = [m => (ReturnedToUnit, Audience.Unit(m.Report.HandlingUnitCode))],
        [Requeue] = [m => (RequeuedInUnit, Audience.Unit(m.Report.HandlingUnitCode))],
        [Resolve] = [m => (ReportResolved, Reporter(m, ReportResolved)), m => (VerificationAwaited, Verifiers(m)), _ => (FollowedReportMoved, Audience.Followers)],
        [Verify] = [m => (ReportClosed, Reporter(m, ReportClosed)), m => (WorkVerified, Assignee(m)), _ => (FollowedReportMoved, Audience.Followers)],
        [GridReportVerb.FailVerification] = [m => (ReportBackInWork, Reporter(m, ReportBackInWork)), m => (VerificationFailed, Assignee(m))],
        [GridReportVerb.CloseUnanswered] = [m => (ReportClosed, Reporter(m, ReportClosed)), _ => (FollowedReportMoved, Audience.Followers)],
        [Reopen] = [m => (ReopenedInUnit, Audience.Unit(m.Report.HandlingUnitCode))],
        [Suspend] = [m => (ReportSuspended, Reporter(m, ReportSuspended))],
        [Merge] =
        [
            m => (ReportMerged, Reporter(m, ReportMerged)), m => (WorkMerged, Assignee(m)),
            m => (MergedFromUnit, Audience.FormerUnit(m.Former.UnitCode, m.Former.AssigneeId)),
            m => (MergedFromUnit, m.Former.AssigneeUnitCode is { } asked ? Audience.FormerUnit(asked, m.Former.AssigneeId) : null),
        ],
        [Unmerge] = [m => (ReportUnmerged, Reporter(m, ReportUnmerged)), m => (WorkUnmerged, Handler(m)), _ => (FollowedReportUnmerged, Audience.Followers)],
        [Reply] = [m => (OfficialReply, Reporter(m, OfficialReply)), _ => (FollowedReportMoved, Audience.Followers)],
        [Remind] = [m => (DeadlineReminder, Handler(m))],
        [Warn] = [m => (DeadlineWarning, Handler(m))],
        [Supervise] = [m => (Supervised, Handler(m))],
        [Escalate] =
        [
            m => (EscalatedToUnit, Audience.Unit(m.UnitCode)), m => (EscalatedFromUnit, Audience.FormerUnit(m.Former.UnitCode)),
            m => (EscalatedFromUnit, m.Former.AssigneeUnitCode is { } asked && m.Report.AssigneeUnitCode != asked ? Audience.FormerUnit(asked, m.Former.AssigneeId) : null),
            m => (WorkEscalated, m.Former.AssigneeId is { } person && m.Report.AssigneeId != person ? Audience.Person(person) : null),
        ],
        [GridReportVerb.Delegate] = [m => (DelegatedToUnit, Audience.Unit(m.UnitCode)), m => (DelegatedFromUnit, Audience.FormerUnit(m.Former.UnitCode))],
        [Rate] = [m => (WorkRated, Assignee(m))],
    }.ToFrozenDictionary();

    /// <summary>In this scope.</summary>
    private readonly Dictionary<(Guid Report, Audience Whom), News> _told = [];

    public Task Handle(Happened<GridReportMoved> notification, CancellationToken cancellationToken)
    {
        var move = notification.Event;
        foreach (var told in Table.GetValueOrDefault(move.Verb, []))
            if (told(move) is (var kind, { } whom)) Tell(move, kind, whom);
        return Task.CompletedTask;
    }

    private void Tell(GridReportMoved move, NotificationKind kind, Audience whom)
    {
        // A unit that it left in the same save has nothing to do with it any more; one that it only passed on its way up never had.
        if (whom.Kind == AudienceKind.FormerUnit && TakeBack(move, Audience.Unit(whom.UnitCode!)) is EscalatedToUnit) return;
        // Of several moves in one save the last is the one that counts for whoever is told.
        TakeBack(move, whom);
        _told[(move.Report.Id, whom)] = db.Tell(kind, whom, AuditSubject.Of<GridReport>(move.Report.Id), move.PersonId, move.At);
    }

    private NotificationKind? TakeBack(GridReportMoved move, Audience whom)
    {
        if (!_told.Remove((move.Report.Id, whom), out var earlier) || db.Entry(earlier).State != EntityState.Added) return null;
        db.News.Remove(earlier);
        return earlier.Kind;
    }

    /// <summary>The account that filed it, else whoever left a number; nobody of what they did themselves.</summary>
    private static Audience? Reporter(GridReportMoved move, NotificationKind kind) =>
        move.As.HasFlag(ReportRoles.Reporter) ? null
        : move.Report.ReporterId is { } account ? Audience.Person(account)
        : move.Report.ContactPhone is not null && NotificationKinds.Of(kind).TellsContact ? Audience.Contact
        : null;

    private static Audience? Assignee(GridReportMoved move) =>
        move.Report.AssigneeId is { } person && person != move.PersonId ? Audience.Person(person) : null;

    private static Audience Handler(GridReportMoved move) => HandlerOf(move.Report, move.To, move.UnitCode);

    /// <summary>Whoever answers for it now: the assignee, the department that was asked, or the people of the unit in whose queue it is.</summary>
    public static Audience HandlerOf(GridReport report, GridReportStatus status, string unitCode) =>
        // What waits for a second look is not its handler's to close.
        status == GridReportStatus.Resolved ? VerifiersOf(report, unitCode)
        : report.AssigneeId is { } person ? Audience.Person(person) : Audience.Unit(report.AssigneeUnitCode ?? unitCode);

    private static Audience Verifiers(GridReportMoved move) => VerifiersOf(move.Report, move.UnitCode);

    private static Audience VerifiersOf(GridReport report, string unitCode) => Audience.Verifiers(OrgCode.AreaOf(unitCode), report.AssigneeId);

    private static Audience? Department(GridReportMoved move) =>
        move.Report.AssigneeUnitCode is { } unit ? Audience.Unit(unit) : null;
}
