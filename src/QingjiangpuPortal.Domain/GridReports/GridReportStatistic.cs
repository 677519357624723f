using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Domain.GridReports;

/// <summary>
/// A change of the district's numbers, appended with the move that caused it and folded into <see cref="GridReportStatistic"/>
/// and <see cref="OpenReportCount"/> later, so that no filing waits for a shared row. Readers add both.
/// </summary>
public sealed class GridReportStatisticDelta : ReportCounts
{
    private GridReportStatisticDelta() { }

    public long Id { get; private set; }

    /// <summary>In Asia/Shanghai, as every day here.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>The micro-grid.</summary>
    public string PlaceCode { get; private set; } = null!;
    public string CategoryCode { get; private set; } = null!;
    public ReportSource Source { get; private set; }

    /// <summary>The hour of the day, 0 to 23, at which the report was filed.</summary>
    public short FiledHour { get; private set; }

    /// <summary>The day on which the open report is due now, and on which it was due before; <c>null</c> where that did not change.</summary>
    public DateOnly? DueDay { get; private set; }
    public DateOnly? FormerDueDay { get; private set; }

    /// <summary>
    /// The changes that a move makes: what counted before is taken back and what counts now is added, each on its own day;
    /// what did not change cancels out. A filing is one row.
    /// </summary>
    public static IEnumerable<GridReportStatisticDelta> Of(GridReportMoved moved) => Of(moved.Before, moved.After);

    /// <inheritdoc cref="Of(GridReportMoved)"/>
    public static IEnumerable<GridReportStatisticDelta> Of(GridReportMeasures? before, GridReportMeasures after)
    {
        var changes = new Dictionary<(DateOnly, string, string), GridReportStatisticDelta>();
        if (before is not null) Count(before, -1);
        Count(after, +1);
        CountOpen();
        return changes.Values.Where(delta => !delta.IsEmpty);

        void Count(GridReportMeasures m, int by)
        {
            On(m, m.FiledAt).CountFiled(m, by);
            if (m.ResolvedAt is { } resolvedAt) On(m, resolvedAt).CountResolved(m, by);
            if (m.ClosedAt is { } closedAt) On(m, closedAt).CountClosed(m, by);
            if (m.RatedAt is { } ratedAt) On(m, ratedAt).CountAnswer(m, by);
        }

        void CountOpen()
        {
            var (was, now) = (DueDayOf(before), DueDayOf(after));
            var moved = before is not null && (before.PlaceCode, before.CategoryCode) != (after.PlaceCode, after.CategoryCode);
            if (was == now && !moved) return;
            if (was is not null) AnyOf(before!).FormerDueDay = was;
            if (now is not null) AnyOf(after).DueDay = now;
        }

        // Goes with a row that is written anyway, where there is one.
        GridReportStatisticDelta AnyOf(GridReportMeasures m) =>
            changes.Values.FirstOrDefault(d => !d.IsEmpty && (d.PlaceCode, d.CategoryCode) == (m.PlaceCode, m.CategoryCode)) ?? On(m, m.FiledAt);

        GridReportStatisticDelta On(GridReportMeasures m, DateTimeOffset instant)
        {
            var key = (ChinaTime.DayOf(instant), m.PlaceCode, m.CategoryCode);
            if (!changes.TryGetValue(key, out var delta))
                changes[key] = delta = new()
                {
                    Day = key.Item1,
                    PlaceCode = m.PlaceCode,
                    CategoryCode = m.CategoryCode,
                    Source = m.Source,
                    FiledHour = (short)ChinaTime.ToLocal(m.FiledAt).Hour,
                };
            return delta;
        }
    }

    private static DateOnly? DueDayOf(GridReportMeasures? m) => m?.DueAt is { } due ? ChinaTime.DayOf(due) : null;

    private bool IsEmpty => CountsNothing && DueDay is null && FormerDueDay is null;
}

/// <summary>
/// The folded numbers of a unit in a period, of all its reports or of a part of them. Each report counts for the unit of every
/// level in which it lies, in its day, month and quarter: whoever reads adds a few rows, however many reports there are.
/// </summary>
public sealed class GridReportStatistic : ReportCounts
{
    private GridReportStatistic() { }

    public string UnitCode { get; private set; } = null!;

    /// <summary>See <see cref="StatisticPeriod"/>.</summary>
    public int Period { get; private set; }

    /// <summary>See <see cref="StatisticPart"/>.</summary>
    public string Part { get; private set; } = null!;
}

/// <summary>What readers see: the folded numbers and the changes that are not yet folded, several rows of one key.</summary>
public sealed class GridReportNumbers : ReportCounts
{
    private GridReportNumbers() { }

    public string UnitCode { get; private set; } = null!;
    public int Period { get; private set; }
    public string Part { get; private set; } = null!;
}

/// <summary>The same of <see cref="OpenReportCount"/>.</summary>
public sealed class OpenReportNumbers
{
    private OpenReportNumbers() { }

    public string UnitCode { get; private set; } = null!;
    public string Part { get; private set; } = null!;
    public DateOnly DueDay { get; private set; }
    public int Open { get; private set; }
}

/// <summary>How many reports of a unit are open, by the day on which they are due: what is overdue follows from it without a clock.</summary>
public sealed class OpenReportCount
{
    private OpenReportCount() { }

    public string UnitCode { get; private set; } = null!;

    /// <summary><see cref="StatisticPart.All"/> or a category.</summary>
    public string Part { get; private set; } = null!;
    public DateOnly DueDay { get; private set; }
    public int Open { get; private set; }
}

/// <summary>What is counted, each on the day on which it happened; what was promised to the reporter on the day of filing.</summary>
public abstract class ReportCounts
{
    public int Filed { get; protected set; }

    /// <summary>Filed, and a first contact was owed.</summary>
    public int Dispatched { get; protected set; }
    public int ContactedInTime { get; protected set; }
    public int Resolved { get; protected set; }
    public int ResolvedOnTime { get; protected set; }
    public int Closed { get; protected set; }

    /// <summary>Closed at each level; the rest of <see cref="Closed"/> at the district.</summary>
    public int ClosedByMicroGrid { get; protected set; }
    public int ClosedByGrid { get; protected set; }
    public int ClosedByCommunity { get; protected set; }
    public int ClosedByStreet { get; protected set; }

    /// <summary>Answered, by rating or call-back: the last answer of each report.</summary>
    public int Rated { get; protected set; }

    /// <summary>Answered satisfied or fair.</summary>
    public int Satisfied { get; protected set; }

    /// <summary>Answered with a word on whether it is solved; older ratings have none.</summary>
    public int SolutionTold { get; protected set; }
    public int Solved { get; protected set; }
    public int PartlySolved { get; protected set; }

    protected bool CountsNothing =>
        (Filed, Dispatched, ContactedInTime, Resolved, ResolvedOnTime, Closed, ClosedByMicroGrid) == default
        && (ClosedByGrid, ClosedByCommunity, ClosedByStreet, Rated, Satisfied, SolutionTold, Solved, PartlySolved) == default;

    protected void CountFiled(GridReportMeasures m, int by)
    {
        Filed += by;
        if (!m.IsDispatched) return;
        Dispatched += by;
        if (m.ContactedInTime) ContactedInTime += by;
    }

    protected void CountResolved(GridReportMeasures m, int by)
    {
        Resolved += by;
        if (m.ResolvedOnTime) ResolvedOnTime += by;
    }

    protected void CountClosed(GridReportMeasures m, int by)
    {
        Closed += by;
        switch (m.HandlingLevel)
        {
            case OrgLevel.MicroGrid: ClosedByMicroGrid += by; break;
            case OrgLevel.Grid: ClosedByGrid += by; break;
            case OrgLevel.Community: ClosedByCommunity += by; break;
            case OrgLevel.Street: ClosedByStreet += by; break;
            default: break;
        }
    }

    protected void CountAnswer(GridReportMeasures m, int by)
    {
        Rated += by;
        if (m.Satisfaction is not Satisfaction.Unsatisfied) Satisfied += by;
        if (m.Solution is not { } solution) return;
        SolutionTold += by;
        if (solution == Solution.Solved) Solved += by;
        if (solution == Solution.Partly) PartlySolved += by;
    }
}
