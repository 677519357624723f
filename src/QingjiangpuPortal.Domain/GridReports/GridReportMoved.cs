using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Domain.GridReports;

/// <summary>A verb was done. Timeline, statistics and (later) notification and audit are written from it.</summary>
/// <param name="From"><c>null</c> when the report was filed.</param>
/// <param name="As">In which of the roles it was done, for whoever reads the timeline.</param>
/// <param name="Post">By which post, for staff.</param>
/// <param name="Before">The measures as they counted before, so that statistics can take them back; <c>null</c> when it was filed.</param>
/// <param name="After">The measures right after this move: a command may make several before they are published.</param>
/// <param name="UnitCode">In whose queue it was right after this move.</param>
/// <param name="Former">In whose hands it was before.</param>
public sealed record GridReportMoved(
    GridReport Report, GridReportVerb Verb, GridReportStatus? From, GridReportStatus To,
    Guid? PersonId, ReportRoles As, HeldPost? Post, string? Note, DateTimeOffset At, GridReportMeasures? Before, GridReportMeasures After,
    string UnitCode, GridReportHands Former) : IDomainEvent;

/// <summary>Who answers for a report: the unit in whose queue it is, and the person or the department that was asked.</summary>
public readonly record struct GridReportHands(string UnitCode, Guid? AssigneeId, string? AssigneeUnitCode);

/// <summary>An open report is due at another time, although nobody did anything to it: no line of its history, but another count.</summary>
public sealed record GridReportReckoned(GridReportMeasures Before, GridReportMeasures After) : IDomainEvent;

/// <summary>What the statistics count of a report, as it stands at one moment; what each measure means is ADR 18.</summary>
/// <param name="IsDispatched">The unit owes the reporter a first contact.</param>
/// <param name="HandlingLevel">The level of the unit that has it, or by which it was closed.</param>
public sealed record GridReportMeasures(
    string PlaceCode, string CategoryCode, ReportSource Source,
    DateTimeOffset FiledAt, bool IsDispatched, bool ContactedInTime, DateTimeOffset? ResolvedAt, bool ResolvedOnTime,
    DateTimeOffset? ClosedAt, OrgLevel HandlingLevel, DateTimeOffset? RatedAt, Satisfaction? Satisfaction, Solution? Solution, DateTimeOffset? DueAt);
