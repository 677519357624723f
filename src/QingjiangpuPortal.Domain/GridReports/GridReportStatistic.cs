using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Domain.GridReports;

/// <summary>
/// A change of the district's numbers, appended with the move that caused it and folded into
/// <see cref="GridReportDailyStatistic"/> later, so that no filing waits for a shared row. Readers add both.
/// </summary>
public sealed class GridReportStatisticDelta : GridReportStatistic
{
    private GridReportStatisticDelta() { }

    public long Id { get; private set; }

    /// <summary>
    /// The changes that a move makes: what counted before is taken back and what counts now is added, each on its own day;
    /// what did not change cancels out.
    /// </summary>
    public static IEnumerable<GridReportStatisticDelta> Of(GridReportMoved moved)
    {
        var changes = new Dictionary<(DateOnly, string, string, ReportSource), GridReportStatisticDelta>();
        if (moved.Before is { } before) Count(before, -1);
        Count(moved.After, +1);
        return changes.Values.Where(delta => !delta.IsEmpty);

        void Count(GridReportMeasures m, int by)
        {
            On(m.FiledAt).Filed += by;
            if (m.ResolvedAt is { } resolvedAt)
            {
                On(resolvedAt).Resolved += by;
                if (m.ResolvedOnTime) On(resolvedAt).ResolvedOnTime += by;
            }
            if (m.ClosedAt is { } closedAt) On(closedAt).Closed += by;
            if (m.RatedAt is { } ratedAt)
            {
                On(ratedAt).Rated += by;
                if (m.Satisfaction is not GridReports.Satisfaction.Unsatisfied) On(ratedAt).Satisfied += by;
            }

            GridReportStatisticDelta On(DateTimeOffset instant)
            {
                var community = OrgCode.AncestorAt(m.PlaceCode, OrgLevel.Community)!;
                var key = (ChinaTime.DayOf(instant), community, m.CategoryCode, m.Source);
                if (!changes.TryGetValue(key, out var delta))
                    changes[key] = delta = new() { Day = key.Item1, CommunityCode = community, CategoryCode = m.CategoryCode, Source = m.Source };
                return delta;
            }
        }
    }

    private bool IsEmpty => (Filed, Resolved, ResolvedOnTime, Closed, Rated, Satisfied) == default;
}

/// <summary>The folded numbers of one day, community, category and source.</summary>
public sealed class GridReportDailyStatistic : GridReportStatistic
{
    private GridReportDailyStatistic() { }
}

/// <summary>What is counted, each on the day (Asia/Shanghai) on which it happened.</summary>
public abstract class GridReportStatistic
{
    public DateOnly Day { get; protected set; }
    public string CommunityCode { get; protected set; } = null!;
    public string CategoryCode { get; protected set; } = null!;
    public ReportSource Source { get; protected set; }
    public int Filed { get; protected set; }
    public int Resolved { get; protected set; }
    public int ResolvedOnTime { get; protected set; }
    public int Closed { get; protected set; }
    public int Rated { get; protected set; }

    /// <summary>Rated satisfied or fair.</summary>
    public int Satisfied { get; protected set; }
}
