using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Dashboards;

/// <summary>The numbers of a unit and part, in the period that was asked for or in the one it is compared with.</summary>
internal sealed record NumbersRow(string UnitCode, string Part, bool IsNow, DashboardNumbers Numbers);

/// <summary>The numbers of one day, month or quarter.</summary>
internal sealed record PeriodRow(int Period, DashboardNumbers Numbers);

/// <summary>What is open of a unit and part.</summary>
internal sealed record OpenRow(string UnitCode, string Part, int Open, int Overdue);

/// <summary>
/// Folded numbers plus the changes that are not yet folded, read in one statement of one view: folding moves rows from one to the
/// other in one transaction, so a reader counts each exactly once.
/// </summary>
internal static class Statistics
{
    /// <param name="parts"><c>null</c>: every part.</param>
    public static IQueryable<NumbersRow> NumbersOf(
        this PortalDb db, string[] units, string? part, IReadOnlyList<int> now, IReadOnlyList<int> before)
    {
        var both = now.Concat(before).ToArray();
        var current = now.ToArray();
        var rows = db.GridReportNumbers.Where(n => units.Contains(n.UnitCode) && both.Contains(n.Period));
        if (part is not null) rows = rows.Where(n => n.Part == part);
        return rows.GroupBy(n => new { n.UnitCode, n.Part, IsNow = current.Contains(n.Period) }).Select(g => new NumbersRow(
            g.Key.UnitCode, g.Key.Part, g.Key.IsNow, new DashboardNumbers
            {
                Filed = g.Sum(n => n.Filed),
                Dispatched = g.Sum(n => n.Dispatched),
                ContactedInTime = g.Sum(n => n.ContactedInTime),
                Resolved = g.Sum(n => n.Resolved),
                ResolvedOnTime = g.Sum(n => n.ResolvedOnTime),
                Closed = g.Sum(n => n.Closed),
                ClosedByMicroGrid = g.Sum(n => n.ClosedByMicroGrid),
                ClosedByGrid = g.Sum(n => n.ClosedByGrid),
                ClosedByCommunity = g.Sum(n => n.ClosedByCommunity),
                ClosedByStreet = g.Sum(n => n.ClosedByStreet),
                Rated = g.Sum(n => n.Rated),
                Satisfied = g.Sum(n => n.Satisfied),
                SolutionTold = g.Sum(n => n.SolutionTold),
                Solved = g.Sum(n => n.Solved),
                PartlySolved = g.Sum(n => n.PartlySolved),
            }));
    }

    /// <summary>One unit's numbers, all parts together, of each of the periods in which anything was counted.</summary>
    public static IQueryable<PeriodRow> TrendOf(this PortalDb db, string unit, IReadOnlyList<int> periods)
    {
        var wanted = periods.ToArray();
        return db.GridReportNumbers.Where(n => n.UnitCode == unit && wanted.Contains(n.Period) && n.Part == StatisticPart.All)
            .GroupBy(n => n.Period).Select(g => new PeriodRow(g.Key, new DashboardNumbers
            {
                Filed = g.Sum(n => n.Filed),
                Resolved = g.Sum(n => n.Resolved),
                ResolvedOnTime = g.Sum(n => n.ResolvedOnTime),
                Closed = g.Sum(n => n.Closed),
                Rated = g.Sum(n => n.Rated),
                Satisfied = g.Sum(n => n.Satisfied),
            }));
    }

    /// <summary>
    /// What is open and overdue of some units of one level. Days that are over are counted already; of today only what was due until
    /// now is looked up.
    /// </summary>
    /// <param name="byCategory">By major category instead of all together.</param>
    public static async Task<List<OpenRow>> OpenOfAsync(
        this PortalDb db, string[] units, bool byCategory, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (units.Length == 0) return [];
        var today = ChinaTime.DayOf(now);
        var counted = await db.OpenReportNumbers.Where(n => units.Contains(n.UnitCode) && (n.Part != StatisticPart.All) == byCategory)
            .GroupBy(n => new { n.UnitCode, n.Part })
            .Select(g => new OpenRow(g.Key.UnitCode, g.Key.Part, g.Sum(n => n.Open), g.Sum(n => n.DueDay < today ? n.Open : 0)))
            .ToListAsync(cancellationToken);
        var length = units[0].Length;
        var midnight = ChinaTime.StartOf(today);
        var dueToday = await db.GridReports.Where(r => r.DueAt >= midnight && r.DueAt < now && units.Contains(r.PlaceCode.Substring(0, length)))
            .GroupBy(r => new { Unit = r.PlaceCode.Substring(0, length), Category = byCategory ? r.CategoryCode.Substring(0, ReportCategory.MajorLength) : "" })
            .Select(g => new { g.Key.Unit, g.Key.Category, Count = g.Count() })
            .ToListAsync(cancellationToken);
        var late = dueToday.ToDictionary(d => (d.Unit, byCategory ? StatisticPart.OfMajorCategory(d.Category) : StatisticPart.All), d => d.Count);
        return counted.ConvertAll(row => row with { Overdue = row.Overdue + late.GetValueOrDefault((row.UnitCode, row.Part)) });
    }

    /// <summary>How many reports are open in the whole district: a few dozen rows, however many there are.</summary>
    public static Task<int> CountOpenAsync(this PortalDb db, CancellationToken cancellationToken) =>
        db.OpenReportNumbers.Where(n => n.UnitCode == OrgCode.District && n.Part == StatisticPart.All).SumAsync(n => n.Open, cancellationToken);
}
