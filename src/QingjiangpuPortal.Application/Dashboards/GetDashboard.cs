using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Dashboards;

/// <summary>统计分析: what went wrong where in a period, compared with the same days of the year before. Every number is the length of a list.</summary>
/// <param name="Unit">A district, street, community or grid within the user's posts; without one the first of them.</param>
/// <param name="On">A day of the period; today without one.</param>
public sealed record GetDashboard(string? Unit = null, PeriodKind Kind = PeriodKind.Month, DateOnly? On = null) : IQuery<Dashboard>
{
    public Permission Permission => Permission.ViewDashboard;
}

/// <param name="Own">The units of the user's posts, to choose from.</param>
/// <param name="HasYearBefore">Whether anything was counted in the year before at all; otherwise there is nothing to compare.</param>
/// <param name="Units">The units one level below.</param>
/// <param name="HotSpots">The units two levels below (below a grid its micro-grids), those with most reports first.</param>
/// <param name="ByCategory">Major categories, by source and by hour: <c>null</c> for a grid, whose list is short enough.</param>
/// <param name="GridSatisfaction">The mean over grids of each grid's satisfaction rate, for a quarter and a half year.</param>
public sealed record Dashboard(
    string Unit, IReadOnlyList<string> Own, ReportingPeriod Period, DateOnly? Next,
    DashboardNumbers Total, DashboardNumbers YearBefore, int Open, int Overdue,
    IReadOnlyList<UnitRow> Units, IReadOnlyList<HotSpot> HotSpots,
    IReadOnlyList<CategoryRow>? ByCategory, IReadOnlyList<SourceRow>? BySource, IReadOnlyList<int>? ByHour,
    IReadOnlyList<TrendPoint> Trend, GridSatisfaction? GridSatisfaction)
{
    public bool HasYearBefore => YearBefore.Filed > 0;

    /// <summary>矛盾纠纷 closed by micro-grids, the article's own figure.</summary>
    public (int Now, int YearBefore)? DisputesClosedByMicroGrids =>
        ByCategory?.FirstOrDefault(c => c.Code == DisputesCode) is { } disputes ? (disputes.Numbers.ClosedByMicroGrid, disputes.YearBefore.ClosedByMicroGrid) : null;

    public const string DisputesCode = "01";
}

/// <summary>A unit's numbers, and how it stands among its neighbours: rates drawn towards their mean, and the rank by them.</summary>
public sealed record UnitRow(string Code, DashboardNumbers Numbers, DashboardNumbers YearBefore, int Open, int Overdue)
{
    public Standing? Response { get; init; }
    public Standing? OnTime { get; init; }
    public Standing? Resolution { get; init; }
    public Standing? Satisfaction { get; init; }

    /// <summary>By the share that micro-grids closed: small matters are to stay where they arise.</summary>
    public Standing? ClosedAtMicroGrid { get; init; }
}

/// <param name="Shrunk">0 to 1, between the unit's own rate and the mean of all.</param>
/// <param name="Rank">1 is best.</param>
public sealed record Standing(double Shrunk, int Rank, int Of);

public sealed record HotSpot(string Code, int Filed, int YearBefore);

public sealed record CategoryRow(string Code, CategoryName Name, DashboardNumbers Numbers, DashboardNumbers YearBefore, int Open, int Overdue);

public sealed record SourceRow(ReportSource Source, int Filed, int YearBefore);

/// <param name="First">The day, or the first day of a week or month.</param>
public sealed record TrendPoint(DateOnly First, DateOnly Last, int Filed, int Closed, int? FiledYearBefore);

public sealed record GridSatisfaction(double? Now, int Grids, double? YearBefore);

internal sealed class GetDashboardHandler(PortalDb db, ICurrentUser user, IPlaceDirectory places, TimeProvider clock) : IRequestHandler<GetDashboard, ErrorOr<Dashboard>>
{
    public async Task<ErrorOr<Dashboard>> Handle(GetDashboard request, CancellationToken cancellationToken)
    {
        var map = await places.CurrentAsync(cancellationToken);
        var found = DashboardUnit.Of(request.Unit, user.ScopeFor(request.Permission), map);
        if (found.IsError) return found.Errors;
        var (unit, own) = found.Value;

        var now = clock.GetUtcNow();
        var today = ChinaTime.DayOf(now);
        var period = ReportingPeriod.At(request.Kind, request.On ?? today, today);
        var (first, until) = period.YearBefore;
        // To the last day even of a period that runs: nothing is counted after today, and whole quarters and months are fewer rows than days.
        var days = new ComparedDays(StatisticPeriod.Cover(period.First, period.Last), StatisticPeriod.Cover(first, until));

        var parts = await db.NumbersOf([unit], part: null, days.Now, days.Before).ToListAsync(cancellationToken);
        var open = (await db.OpenOfAsync([unit], byCategory: false, now, cancellationToken)).SingleOrDefault();
        var hasParts = OrgCode.LevelOf(unit) <= OrgLevel.Community;
        return new Dashboard(
            unit, own, period, period.Next(today), Sum(parts, StatisticPart.All, isNow: true), Sum(parts, StatisticPart.All, isNow: false),
            open?.Open ?? 0, open?.Overdue ?? 0,
            await UnitsAsync(map, unit, days, now, cancellationToken), await HotSpotsAsync(map, unit, days, cancellationToken),
            hasParts ? await CategoriesAsync(unit, parts, now, cancellationToken) : null,
            hasParts ? SourcesOf(parts) : null,
            hasParts ? [.. Enumerable.Range(0, 24).Select(hour => Sum(parts, StatisticPart.OfHour(hour), isNow: true).Filed)] : null,
            await TrendAsync(unit, period, cancellationToken),
            await GridSatisfactionAsync(map, unit, period, days, cancellationToken));
    }

    private sealed record ComparedDays(IReadOnlyList<int> Now, IReadOnlyList<int> Before);

    private static DashboardNumbers Sum(IEnumerable<NumbersRow> rows, string part, bool isNow) =>
        rows.FirstOrDefault(r => r.Part == part && r.IsNow == isNow)?.Numbers ?? DashboardNumbers.None;

    private async Task<List<UnitRow>> UnitsAsync(PlaceMap map, string unit, ComparedDays days, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string[] codes = [.. map.ChildrenOf(unit).Select(u => u.Code)];
        var numbers = (await db.NumbersOf(codes, StatisticPart.All, days.Now, days.Before).ToListAsync(cancellationToken))
            .ToDictionary(r => (r.UnitCode, r.IsNow), r => r.Numbers);
        var open = (await db.OpenOfAsync(codes, byCategory: false, now, cancellationToken)).ToDictionary(r => r.UnitCode, StringComparer.Ordinal);
        var rows = codes.Select(code => new UnitRow(
            code, numbers.GetValueOrDefault((code, true), DashboardNumbers.None), numbers.GetValueOrDefault((code, false), DashboardNumbers.None),
            open.GetValueOrDefault(code)?.Open ?? 0, open.GetValueOrDefault(code)?.Overdue ?? 0)).ToList();
        var (response, onTime, resolution, satisfaction) =
            (Standings(rows, r => r.Numbers.Response), Standings(rows, r => r.Numbers.OnTime), Standings(rows, r => r.Numbers.Resolution), Standings(rows, r => r.Numbers.Satisfaction));
        var closedAtMicroGrid = Standings(rows, r => r.Numbers.ClosedAt(OrgLevel.MicroGrid));
        return rows.ConvertAll(row => row with
        {
            Response = response.GetValueOrDefault(row.Code),
            OnTime = onTime.GetValueOrDefault(row.Code),
            Resolution = resolution.GetValueOrDefault(row.Code),
            Satisfaction = satisfaction.GetValueOrDefault(row.Code),
            ClosedAtMicroGrid = closedAtMicroGrid.GetValueOrDefault(row.Code),
        });
    }

    private static Dictionary<string, Standing> Standings(List<UnitRow> rows, Func<UnitRow, SuccessRate> rateOf)
    {
        if (ShrunkRates.Of(rows.Select(rateOf)) is not { } shrunk) return [];
        var ranked = shrunk.Rank(rows, rateOf).ToList();
        return ranked.Select((row, index) => (row.Code, Standing: new Standing(shrunk.Shrink(rateOf(row)), index + 1, ranked.Count)))
            .ToDictionary(r => r.Code, r => r.Standing, StringComparer.Ordinal);
    }

    private async Task<List<HotSpot>> HotSpotsAsync(PlaceMap map, string unit, ComparedDays days, CancellationToken cancellationToken)
    {
        string[] codes = [.. map.HotSpotsOf(unit).Select(u => u.Code)];
        var rows = await db.NumbersOf(codes, StatisticPart.All, days.Now, days.Before).ToListAsync(cancellationToken);
        var filed = rows.ToDictionary(r => (r.UnitCode, r.IsNow), r => r.Numbers.Filed);
        return [.. codes.Select(code => new HotSpot(code, filed.GetValueOrDefault((code, true)), filed.GetValueOrDefault((code, false))))
            .OrderByDescending(spot => spot.Filed).ThenBy(spot => spot.Code, StringComparer.Ordinal)];
    }

    private async Task<List<CategoryRow>> CategoriesAsync(string unit, List<NumbersRow> parts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = (await db.OpenOfAsync([unit], byCategory: true, now, cancellationToken)).ToDictionary(r => r.Part, StringComparer.Ordinal);
        var majors = await db.ReportCategories.AsNoTracking().Where(c => c.ParentCode == null).OrderBy(c => c.SortOrder).ToListAsync(cancellationToken);
        return majors.ConvertAll(c => (Category: c, Part: StatisticPart.OfMajorCategory(c.Code))).ConvertAll(c => new CategoryRow(
            c.Category.Code, new(c.Category.Name, c.Category.NameInEnglish), Sum(parts, c.Part, isNow: true), Sum(parts, c.Part, isNow: false),
            open.GetValueOrDefault(c.Part)?.Open ?? 0, open.GetValueOrDefault(c.Part)?.Overdue ?? 0));
    }

    private static List<SourceRow> SourcesOf(List<NumbersRow> parts) =>
        [.. Enum.GetValues<ReportSource>().Select(source => new SourceRow(
            source, Sum(parts, StatisticPart.OfSource(source), isNow: true).Filed, Sum(parts, StatisticPart.OfSource(source), isNow: false).Filed))];

    /// <summary>By the day for a week or month, by the week for a quarter, by the month for a half year.</summary>
    private async Task<List<TrendPoint>> TrendAsync(string unit, ReportingPeriod period, CancellationToken cancellationToken)
    {
        var steps = TrendSteps.Of(period).ToList();
        var covers = steps.ConvertAll(s => (Step: s, Now: StatisticPeriod.Cover(s.First, s.Last), Before: StatisticPeriod.Cover(s.FirstBefore, s.LastBefore)));
        var counted = (await db.TrendOf(unit, [.. covers.SelectMany(c => c.Now.Concat(c.Before)).Distinct()]).ToListAsync(cancellationToken))
            .ToDictionary(r => r.Period, r => r.Numbers);
        var compares = covers.Exists(c => c.Before.Any(counted.ContainsKey));
        return covers.ConvertAll(c => new TrendPoint(
            c.Step.First, c.Step.Last, c.Now.Sum(p => Of(p).Filed), c.Now.Sum(p => Of(p).Closed), compares ? c.Before.Sum(p => Of(p).Filed) : null));

        DashboardNumbers Of(int key) => counted.GetValueOrDefault(key, DashboardNumbers.None);
    }

    private async Task<GridSatisfaction?> GridSatisfactionAsync(
        PlaceMap map, string unit, ReportingPeriod period, ComparedDays days, CancellationToken cancellationToken)
    {
        if (period.Kind < PeriodKind.Quarter || OrgCode.LevelOf(unit) >= OrgLevel.Grid) return null;
        string[] grids = [.. map.OfLevel(OrgLevel.Grid).Select(g => g.Code).Where(code => OrgCode.Covers(unit, code))];
        var rates = (await db.NumbersOf(grids, StatisticPart.All, days.Now, days.Before).ToListAsync(cancellationToken))
            .Where(r => r.Numbers.Rated > 0).ToLookup(r => r.IsNow, r => r.Numbers.SatisfiedShare!.Value);
        return new(rates[true].Any() ? rates[true].Average() : null, rates[true].Count(), rates[false].Any() ? rates[false].Average() : null);
    }
}

/// <summary>The pieces of a period's curve, each with the days of the year before that it is compared with.</summary>
internal static class TrendSteps
{
    public static IEnumerable<(DateOnly First, DateOnly Last, DateOnly FirstBefore, DateOnly LastBefore)> Of(ReportingPeriod period)
    {
        var (firstBefore, lastBefore) = period.YearBefore;
        for (var day = period.First; day <= period.Until;)
        {
            var next = period.Kind switch
            {
                PeriodKind.HalfYear => new DateOnly(day.Year, day.Month, 1).AddMonths(1),
                PeriodKind.Quarter => day.AddDays(7),
                _ => day.AddDays(1),
            };
            var last = Min(next.AddDays(-1), period.Until);
            var (from, to) = period.Kind == PeriodKind.HalfYear
                ? (day.AddYears(-1), last == next.AddDays(-1) ? next.AddYears(-1).AddDays(-1) : last.AddYears(-1))
                : (firstBefore.AddDays(day.DayNumber - period.First.DayNumber), firstBefore.AddDays(last.DayNumber - period.First.DayNumber));
            // The last piece takes what a leap day adds, so that the pieces are the whole period.
            yield return (day, last, from, last == period.Until ? lastBefore : Min(to, lastBefore));
            day = next;
        }
    }

    private static DateOnly Min(DateOnly a, DateOnly b) => a < b ? a : b;
}

public static class HotSpotPlaces
{
    /// <summary>The units in which hot spots are looked for: two levels below, so that a map shows more than its table; below a grid its micro-grids.</summary>
    public static IEnumerable<PlaceUnit> HotSpotsOf(this PlaceMap map, string unit) =>
        OrgCode.LevelOf(unit) >= OrgLevel.Grid ? map.ChildrenOf(unit) : map.ChildrenOf(unit).SelectMany(child => map.ChildrenOf(child.Code));
}
