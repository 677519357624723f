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
    private readonly record struct Rule(GridReportStatus To, ReportRoles Who, ReportRoles Except = None);

    private static readonly FrozenDictionary<(GridReportStatus From, GridReportVerb Verb), Rule> Table =
        Rules().ToFrozenDictionary(r => (r.From, r.Verb), r => r.Rule);

    private static IEnumerable<(GridReportStatus From, GridReportVerb Verb, Rule Rule)> Rules()
    {
        const ReportRoles unit = Leader | Worker | Officer;

        foreach (var open in (GridReportStatus[])[Submitted, Accepted, Assigned, InProgress, Resolved])
            yield return (open, Contact, new(open, unit | Assignee));
        foreach (var early in (GridReportStatus[])[Submitted, Accepted])
        {
            yield return (early, Correct, new(early, unit));
            yield return (early, Withdraw, new(Withdrawn, Reporter));
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
        }
        yield return (InProgress, Resolve, new(Resolved, Assignee));
        // Nobody verifies their own work; the reporter's word counts whoever did it.
        yield return (Resolved, Verify, new(Closed, Worker | Officer | Reporter, Except: Assignee));
        yield return (Resolved, FailVerification, new(InProgress, Worker | Officer | Reporter, Except: Assignee));
        yield return (Resolved, CloseUnanswered, new(Closed, ReportRoles.System));
        yield return (Closed, Reopen, new(Accepted, Reporter));
        yield return (Closed, Rate, new(Closed, Reporter));
        foreach (var any in Enum.GetValues<GridReportStatus>())
            yield return (any, RemoveDetails, new(any, Reporter));
    }

    /// <summary>
    /// The status that the verb leads to. Refused with <c>GridReport.MoveNotPossible</c> when no rule leads from the
    /// status, with <c>GridReport.MoveNotYours</c> when one does but not for somebody in these roles.
    /// </summary>
    public static ErrorOr<GridReportStatus> Next(GridReportStatus from, GridReportVerb verb, ReportRoles roles)
    {
        if (!Table.TryGetValue((from, verb), out var rule)) return Failure.Conflict("GridReport.MoveNotPossible", verb, from);
        // A person who reported something and also handles it may answer as the reporter.
        var excluded = (roles & rule.Except) != None && (roles & rule.Who & Reporter) == None;
        return (roles & rule.Who) == None || excluded ? Failure.Forbidden("GridReport.MoveNotYours") : rule.To;
    }

    /// <summary>The verbs that somebody in these roles can use now, in the order of the workflow.</summary>
    public static IReadOnlyList<GridReportVerb> Possible(GridReportStatus from, ReportRoles roles) =>
        [.. Enum.GetValues<GridReportVerb>().Where(verb => !Next(from, verb, roles).IsError)];
}
