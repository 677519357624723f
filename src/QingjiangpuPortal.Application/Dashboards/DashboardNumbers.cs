using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Dashboards;

/// <summary>
/// Sums over a period, and the measures that follow from them; a measure is <c>null</c> when there was nothing to measure. What
/// each counts, and what not, is ADR 18.
/// </summary>
public sealed record DashboardNumbers
{
    public static readonly DashboardNumbers None = new();

    public int Filed { get; init; }
    public int Dispatched { get; init; }
    public int ContactedInTime { get; init; }
    public int Resolved { get; init; }
    public int ResolvedOnTime { get; init; }
    public int Closed { get; init; }
    public int ClosedByMicroGrid { get; init; }
    public int ClosedByGrid { get; init; }
    public int ClosedByCommunity { get; init; }
    public int ClosedByStreet { get; init; }
    public int Rated { get; init; }
    public int Satisfied { get; init; }
    public int SolutionTold { get; init; }
    public int Solved { get; init; }
    public int PartlySolved { get; init; }

    public int ClosedByDistrict => Closed - ClosedByMicroGrid - ClosedByGrid - ClosedByCommunity - ClosedByStreet;

    /// <summary>响应率: contacted before the limit to accept ended, of those to whom a contact was owed.</summary>
    public SuccessRate Response => new(ContactedInTime, Dispatched);

    /// <summary>按时办结率</summary>
    public SuccessRate OnTime => new(ResolvedOnTime, Resolved);

    /// <summary>解决率: solved in the reporters' own word, of those who said.</summary>
    public SuccessRate Resolution => new(Solved, SolutionTold);

    /// <summary>满意率: satisfied or fair, of those who answered.</summary>
    public SuccessRate Satisfaction => new(Satisfied, Rated);

    /// <summary>Share closed at a level: by units of this level, of all that was closed.</summary>
    public SuccessRate ClosedAt(OrgLevel level) => new(
        level switch
        {
            OrgLevel.MicroGrid => ClosedByMicroGrid,
            OrgLevel.Grid => ClosedByGrid,
            OrgLevel.Community => ClosedByCommunity,
            OrgLevel.Street => ClosedByStreet,
            _ => ClosedByDistrict,
        },
        Closed);

    public double? OnTimeShare => OnTime.Value;
    public double? SatisfiedShare => Satisfaction.Value;

    public static DashboardNumbers Sum(IEnumerable<DashboardNumbers> parts) => parts.Aggregate(None, (a, b) => new()
    {
        Filed = a.Filed + b.Filed,
        Dispatched = a.Dispatched + b.Dispatched,
        ContactedInTime = a.ContactedInTime + b.ContactedInTime,
        Resolved = a.Resolved + b.Resolved,
        ResolvedOnTime = a.ResolvedOnTime + b.ResolvedOnTime,
        Closed = a.Closed + b.Closed,
        ClosedByMicroGrid = a.ClosedByMicroGrid + b.ClosedByMicroGrid,
        ClosedByGrid = a.ClosedByGrid + b.ClosedByGrid,
        ClosedByCommunity = a.ClosedByCommunity + b.ClosedByCommunity,
        ClosedByStreet = a.ClosedByStreet + b.ClosedByStreet,
        Rated = a.Rated + b.Rated,
        Satisfied = a.Satisfied + b.Satisfied,
        SolutionTold = a.SolutionTold + b.SolutionTold,
        Solved = a.Solved + b.Solved,
        PartlySolved = a.PartlySolved + b.PartlySolved,
    });
}
