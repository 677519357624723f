using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Dashboards;

/// <summary>统计分析: the numbers of the last days of what the user's posts cover; every one is the length of a list.</summary>
public sealed record GetDashboard : IQuery<Dashboard>
{
    /// <summary>The period, in days, today included.</summary>
    public const int Days = 30;

    public Permission Permission => Permission.ViewDashboard;
}

/// <param name="ByPlace">Streets for the district, communities for a street.</param>
public sealed record Dashboard(
    DateOnly From, DateOnly To, DashboardNumbers Total, DashboardNumbers PeriodBefore, int Open, int Overdue,
    IReadOnlyList<DashboardRow> ByPlace, IReadOnlyList<DashboardRow> ByCategory, IReadOnlyList<DayNumbers> Trend);

/// <summary>Sums over a period; shares are of what was resolved or rated in it, <c>null</c> when there was nothing.</summary>
public sealed record DashboardNumbers(int Filed, int Resolved, int ResolvedOnTime, int Closed, int Rated, int Satisfied)
{
    public double? OnTimeShare => Resolved == 0 ? null : (double)ResolvedOnTime / Resolved;
    public double? SatisfiedShare => Rated == 0 ? null : (double)Satisfied / Rated;

    public static DashboardNumbers Sum(IEnumerable<DashboardNumbers> parts) =>
        parts.Aggregate(new DashboardNumbers(0, 0, 0, 0, 0, 0), (sum, n) => new(
            sum.Filed + n.Filed, sum.Resolved + n.Resolved, sum.ResolvedOnTime + n.ResolvedOnTime,
            sum.Closed + n.Closed, sum.Rated + n.Rated, sum.Satisfied + n.Satisfied));
}

/// <param name="Code">Of a street or community, or of a major category.</param>
/// <param name="Name">Categories only; places are named by the place map.</param>
public sealed record DashboardRow(string Code, CategoryName? Name, DashboardNumbers Numbers, int Open, int Overdue);

public sealed record DayNumbers(DateOnly Day, int Filed, int Closed);

internal sealed class GetDashboardHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<GetDashboard, ErrorOr<Dashboard>>
{
    public async Task<ErrorOr<Dashboard>> Handle(GetDashboard request, CancellationToken cancellationToken)
    {
        var scope = user.ScopeFor(request.Permission);
        var now = clock.GetUtcNow();
        var today = ChinaTime.DayOf(now);
        var first = today.AddDays(1 - GetDashboard.Days);
        var before = first.AddDays(-GetDashboard.Days);

        var rows = await db.StatisticsOf(before, today, scope).ToListAsync(cancellationToken);
        var live = await LiveAsync(db.GridReports.PlacedWithin(scope), now, cancellationToken);
        var categories = await db.ReportCategories.AsNoTracking().Where(c => c.ParentCode == null).OrderBy(c => c.SortOrder).ToListAsync(cancellationToken);
        var placeLevel = scope.Areas(OrgLevel.District).Length > 0 ? OrgLevel.Street : OrgLevel.Community;

        var current = rows.Where(r => r.Day >= first).ToList();
        var byPlace = current.ToLookup(r => OrgCode.AncestorAt(r.CommunityCode, placeLevel)!, StringComparer.Ordinal);
        var byCategory = current.ToLookup(r => r.CategoryCode[..ReportCategory.MajorLength], StringComparer.Ordinal);
        var byDay = current.ToLookup(r => r.Day);
        var liveByPlace = live.ToLookup(l => OrgCode.AncestorAt(l.CommunityCode, placeLevel)!, StringComparer.Ordinal);
        var liveByCategory = live.ToLookup(l => l.CategoryCode[..ReportCategory.MajorLength], StringComparer.Ordinal);

        return new Dashboard(
            first, today,
            DashboardNumbers.Sum(current.Select(r => r.Numbers)),
            DashboardNumbers.Sum(rows.Where(r => r.Day < first).Select(r => r.Numbers)),
            live.Sum(l => l.Open), live.Sum(l => l.Overdue),
            [.. byPlace.Select(g => g.Key).Union(liveByPlace.Select(g => g.Key)).Order(StringComparer.Ordinal)
                .Select(code => Row(code, name: null, byPlace[code], liveByPlace[code]))],
            [.. categories.Select(c => Row(c.Code, new(c.Name, c.NameInEnglish), byCategory[c.Code], liveByCategory[c.Code]))],
            [.. Enumerable.Range(0, GetDashboard.Days).Select(first.AddDays)
                .Select(day => new DayNumbers(day, byDay[day].Sum(r => r.Numbers.Filed), byDay[day].Sum(r => r.Numbers.Closed)))]);
    }

    private static DashboardRow Row(string code, CategoryName? name, IEnumerable<StatisticRow> rows, IEnumerable<LiveRow> live)
    {
        var now = live.ToList();
        return new(code, name, DashboardNumbers.Sum(rows.Select(r => r.Numbers)), now.Sum(l => l.Open), now.Sum(l => l.Overdue));
    }

    /// <summary>What is open is a state and changes with the clock (overdue), so it is counted, over the open reports only.</summary>
    private static Task<List<LiveRow>> LiveAsync(IQueryable<GridReport> reports, DateTimeOffset now, CancellationToken cancellationToken) =>
        reports.Where(r => r.DueAt != null)
            .GroupBy(r => new { r.PlaceCommunityCode, r.CategoryCode })
            .Select(g => new LiveRow(g.Key.PlaceCommunityCode, g.Key.CategoryCode, g.Count(), g.Count(r => r.DueAt < now)))
            .ToListAsync(cancellationToken);

    private sealed record LiveRow(string CommunityCode, string CategoryCode, int Open, int Overdue);
}
