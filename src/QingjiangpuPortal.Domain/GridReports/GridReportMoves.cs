using System.Collections.Frozen;
using ErrorOr;
using QingjiangpuPortal.Domain.Common;
using static QingjiangpuPortal.Domain.GridReports.GridReportStatus;
using static QingjiangpuPortal.Domain.GridReports.GridReportVerb;
using static QingjiangpuPortal.Domain.GridReports.ReportRoles;

namespace QingjiangpuPortal.Domain.GridReports;

/// <summary>
/// The one table of what may happen to a report: from which status a verb leads where, and who may. Nothing else decides;
/// pages ask it which buttons to show, and <see cref="GridReport"/> asks it again before it moves.
/// </summary>
public static class GridReportMoves
{
    /// <param name="To"><c>null</c>: the status that the report had before it was merged.</param>
    private readonly record struct Rule(GridReportStatus? To, ReportRoles Who, ReportRoles Except = None);

    private static readonly FrozenDictionary<(GridReportStatus From, GridReportVerb Verb), Rule> Table =
        Rules().ToFrozenDictionary(r => (r.From, r.Verb), r => r.Rule);

    private static IEnumerable<(GridReportStatus From, GridReportVerb Verb, Rule Rule)> Rules()
    {
        const ReportRoles unit = Leader | Worker | Officer;

        foreach (var open in Enum.GetValues<GridReportStatus>().Where(status => status.IsOpen()))
        {
            yield return (open, Contact, new(open, unit | Assignee));
            yield return (open, Reply, new(open, unit | Assignee));
            yield return (open, Merge, new(Merged, Worker | Officer));
            yield return (open, Remind, new(open, ReportRoles.System));
            yield return (open, Warn, new(open, ReportRoles.System));
            yield return (open, Supervise, new(open, Officer | ReportRoles.System));
            if (open != Resolved) yield return (open, Escalate, new(open, unit | ReportRoles.System));
        }
        // What is over may still be asked about; what was withdrawn nobody waits for, and what was merged is answered with its primary.
        foreach (var over in (GridReportStatus[])[Closed, Rejected])
            yield return (over, Reply, new(over, unit | Assignee));
        yield return (Merged, Unmerge, new(To: null, Officer | ReportRoles.System));
        foreach (var early in (GridReportStatus[])[Submitted, Accepted])
        {
            yield return (early, Correct, new(early, unit));
            yield return (early, Withdraw, new(Withdrawn, Reporter));
            yield return (early, GridReportVerb.Delegate, new(early, Officer));
        }
        yield return (Submitted, Accept, new(Accepted, unit));
        yield return (Submitted, Reject, new(Rejected, Worker | Officer));
        yield return (Accepted, Assign, new(Assigned, Worker | Officer));
        yield return (Accepted, Start, new(InProgress, Leader | Worker));
        yield return (Assigned, Start, new(InProgress, Assignee));
        yield return (Assigned, Return, new(Accepted, Assignee));
        yield return (InProgress, Return, new(Accepted, Assignee));
        foreach (var inHand in (GridReportStatus[])[Assigned, InProgress])
        {
            yield return (inHand, HandOver, new(Assigned, Appointer));
            yield return (inHand, Requeue, new(Accepted, Appointer | ReportRoles.System));
            yield return (inHand, SendVolunteers, new(inHand, Assignee | Worker | Officer));
        }
        yield return (InProgress, Suspend, new(Suspended, Officer));
        yield return (Suspended, Resume, new(InProgress, Officer | ReportRoles.System));
        // What is suspended stays so until its date, whoever answers for it then.
        yield return (Suspended, HandOver, new(Suspended, Appointer));
        yield return (Suspended, Requeue, new(Suspended, Appointer | ReportRoles.System));
        yield return (InProgress, Resolve, new(Resolved, Assignee));
        // Nobody verifies their own work; the reporter's word counts whoever did it.
        yield return (Resolved, Verify, new(Closed, Worker | Officer | Reporter, Except: Assignee));
        yield return (Resolved, FailVerification, new(InProgress, Worker | Officer | Reporter, Except: Assignee));
        yield return (Resolved, CloseUnanswered, new(Closed, ReportRoles.System));
        // By itself when a reporter who is called back asks for more.
        yield return (Closed, Reopen, new(Accepted, Reporter | ReportRoles.System));
        yield return (Closed, FollowUp, new(Closed, Officer, Except: Assignee));
        yield return (Closed, Rate, new(Closed, Reporter));
        foreach (var any in Enum.GetValues<GridReportStatus>())
            yield return (any, RemoveDetails, new(any, Reporter));
    }

    /// <summary>
    /// The status that the verb leads to. Refused with <c>GridReport.MoveNotPossible</c> when no rule leads from the
    /// status, with <c>GridReport.MoveNotYours</c> when one does but not for somebody in these roles.
    /// </summary>
    /// <param name="beforeMerge">The status that a merged report had before; only then it matters.</param>
    public static ErrorOr<GridReportStatus> Next(GridReportStatus from, GridReportVerb verb, ReportRoles roles, GridReportStatus? beforeMerge = null)
    {
        if (!Table.TryGetValue((from, verb), out var rule)) return Failure.Conflict("GridReport.MoveNotPossible", verb, from);
        // A person who reported something and also handles it may answer as the reporter.
        var excluded = (roles & rule.Except) != None && (roles & rule.Who & Reporter) == None;
        return (roles & rule.Who) == None || excluded ? Failure.Forbidden("GridReport.MoveNotYours") : rule.To ?? beforeMerge ?? from;
    }

    /// <summary>The verbs that somebody in these roles can use now, in the order of the workflow.</summary>
    public static IReadOnlyList<GridReportVerb> Possible(GridReportStatus from, ReportRoles roles) =>
        [.. Enum.GetValues<GridReportVerb>().Where(verb => !Next(from, verb, roles).IsError)];
}
