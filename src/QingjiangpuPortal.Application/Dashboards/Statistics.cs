using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Dashboards;

/// <summary>The numbers of a day, community and category, as far as they are folded or not.</summary>
internal sealed record StatisticRow(
    DateOnly Day, string CommunityCode, string CategoryCode, int Filed, int Resolved, int ResolvedOnTime, int Closed, int Rated, int Satisfied)
{
    public DashboardNumbers Numbers => new(Filed, Resolved, ResolvedOnTime, Closed, Rated, Satisfied);
}

/// <summary>The numbers of one day.</summary>
internal sealed record DayTotals(DateOnly Day, DashboardNumbers Numbers);

internal static class Statistics
{
    /// <summary>
    /// Folded numbers plus the deltas that are not yet folded, of the whole district without a scope, read in one statement: folding moves rows from one to the
    /// other in one transaction, so a reader counts each exactly once.
    /// </summary>
    public static IQueryable<StatisticRow> StatisticsOf(this PortalDb db, DateOnly from, DateOnly to, Scope? scope = null) =>
        Rows(db.GridReportDailyStatistics, from, to, scope).Concat(Rows(db.GridReportStatisticDeltas, from, to, scope))
            .GroupBy(r => new { r.Day, r.CommunityCode, r.CategoryCode })
            .Select(g => new StatisticRow(
                g.Key.Day, g.Key.CommunityCode, g.Key.CategoryCode,
                g.Sum(r => r.Filed), g.Sum(r => r.Resolved), g.Sum(r => r.ResolvedOnTime), g.Sum(r => r.Closed), g.Sum(r => r.Rated), g.Sum(r => r.Satisfied)));

    /// <summary>The whole district's numbers of each day: added up by the database, because everybody's first page asks for them.</summary>
    public static IQueryable<DayTotals> DailyTotals(this PortalDb db, DateOnly from, DateOnly to) =>
        Rows(db.GridReportDailyStatistics, from, to, scope: null).Concat(Rows(db.GridReportStatisticDeltas, from, to, scope: null))
            .GroupBy(r => r.Day)
            .Select(g => new DayTotals(g.Key, new(
                g.Sum(r => r.Filed), g.Sum(r => r.Resolved), g.Sum(r => r.ResolvedOnTime), g.Sum(r => r.Closed), g.Sum(r => r.Rated), g.Sum(r => r.Satisfied))));

    private static IQueryable<Raw> Rows<T>(IQueryable<T> statistics, DateOnly from, DateOnly to, Scope? scope) where T : GridReportStatistic
    {
        var rows = statistics.AsNoTracking().Where(s => s.Day >= from && s.Day <= to);
        if (scope is not null && scope.Areas(OrgLevel.District).Length == 0)
        {
            var streets = scope.Areas(OrgLevel.Street);
            var communities = scope.Areas(OrgLevel.Community);
            rows = rows.Where(s => streets.Contains(s.CommunityCode.Substring(0, 9)) || communities.Contains(s.CommunityCode));
        }
        return rows.Select(s => new Raw
        {
            Day = s.Day,
            CommunityCode = s.CommunityCode,
            CategoryCode = s.CategoryCode,
            Filed = s.Filed,
            Resolved = s.Resolved,
            ResolvedOnTime = s.ResolvedOnTime,
            Closed = s.Closed,
            Rated = s.Rated,
            Satisfied = s.Satisfied,
        });
    }

    /// <summary>Reports by the place where they are, whoever handles them: what the numbers of a place count.</summary>
    public static IQueryable<GridReport> PlacedWithin(this IQueryable<GridReport> reports, Scope scope)
    {
        if (scope.Areas(OrgLevel.District).Length > 0) return reports;
        var streets = scope.Areas(OrgLevel.Street);
        var communities = scope.Areas(OrgLevel.Community);
        return reports.Where(r => streets.Contains(r.PlaceStreetCode) || communities.Contains(r.PlaceCommunityCode));
    }

    // Set operations of EF Core need the same members assigned on both sides; a constructor would hide them.
    private sealed class Raw
    {
        public DateOnly Day { get; init; }
        public string CommunityCode { get; init; } = "";
        public string CategoryCode { get; init; } = "";
        public int Filed { get; init; }
        public int Resolved { get; init; }
        public int ResolvedOnTime { get; init; }
        public int Closed { get; init; }
        public int Rated { get; init; }
        public int Satisfied { get; init; }
    }
}
