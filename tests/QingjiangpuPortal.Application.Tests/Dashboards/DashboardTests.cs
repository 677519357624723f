using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Dashboards;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.BackgroundWork;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Dashboards;

public sealed class DashboardTests(PortalFixture portal) : IClassFixture<PortalFixture>, IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        // Each test adds to what is there: the numbers must be right at any moment.
        foreach (var status in Enum.GetValues<GridReportStatus>()) await portal.ReportInAsync(status);
        await portal.FileAsync(portal.Filing(portal.NewMicroGrid(), "03001"));
        await portal.FileAsync(portal.Filing() with { Source = ReportSource.Patrol, SolvedNote = "当场更换" }, portal.Leader);
        var rated = await portal.ReportInAsync(GridReportStatus.Closed);
        (await portal.DoAsync(rated.Id, v => new RateGridReport(rated.ByLink, v, Solution.Partly, Satisfaction.Fair, Reason: null), by: null)).Must();
        var reopened = await portal.ReportInAsync(GridReportStatus.Closed);
        (await portal.DoAsync(reopened.Id, v => new RateGridReport(reopened.ByLink, v, Solution.NotSolved, Satisfaction.Unsatisfied, "又灭了"), by: null)).Must();
        portal.Clock.Advance(TimeSpan.FromHours(30));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Its_numbers_are_what_a_recount_of_the_reports_gives_folded_or_not()
    {
        await AssertRecountAsync();
        await FoldAsync();
        await portal.ReportInAsync(GridReportStatus.Closed);
        await AssertRecountAsync();
        while (await FoldAsync() > 0) { }
        await AssertRecountAsync();
    }

    [Theory]
    [InlineData(PeriodKind.Week)]
    [InlineData(PeriodKind.Month)]
    [InlineData(PeriodKind.Quarter)]
    [InlineData(PeriodKind.HalfYear)]
    public async Task Every_number_is_the_length_of_its_list(PeriodKind kind)
    {
        var dashboard = (await portal.SendAsync(new GetDashboard(Kind: kind), portal.DistrictOfficer)).Must();
        var total = dashboard.Total;
        Assert.Equal(total.Filed, await CountAsync(In(new())));
        Assert.Equal(total.Dispatched - total.ContactedInTime, await CountAsync(In(new(Happening: ReportHappening.NotContactedInTime))));
        Assert.Equal(total.Resolved, await CountAsync(In(new(Happening: ReportHappening.Resolved))));
        Assert.Equal(total.Resolved - total.ResolvedOnTime, await CountAsync(In(new(Happening: ReportHappening.ResolvedLate))));
        Assert.Equal(total.Closed, await CountAsync(In(new(Happening: ReportHappening.Closed))));
        Assert.Equal(total.ClosedByMicroGrid, await CountAsync(In(new(Happening: ReportHappening.Closed, ClosedAt: OrgLevel.MicroGrid))));
        Assert.Equal(total.ClosedByGrid, await CountAsync(In(new(Happening: ReportHappening.Closed, ClosedAt: OrgLevel.Grid))));
        Assert.Equal(total.Rated, await CountAsync(In(new(Happening: ReportHappening.Rated))));
        Assert.Equal(total.Rated - total.Satisfied, await CountAsync(In(new(Happening: ReportHappening.Unsatisfied))));
        Assert.Equal(total.SolutionTold - total.Solved, await CountAsync(In(new(Happening: ReportHappening.NotSolved))));
        Assert.Equal(dashboard.Open, await CountAsync(new(OnlyOpen: true)));
        Assert.Equal(dashboard.Overdue, await CountAsync(new(OnlyOverdue: true)));
        foreach (var street in dashboard.Units)
        {
            Assert.Equal(street.Numbers.Filed, await CountAsync(In(new(PlaceCode: street.Code))));
            Assert.Equal(street.Overdue, await CountAsync(new(OnlyOverdue: true, PlaceCode: street.Code)));
        }
        foreach (var category in dashboard.ByCategory!)
        {
            Assert.Equal(category.Numbers.Filed, await CountAsync(In(new(Category: category.Code))));
            Assert.Equal(category.Open, await CountAsync(new(OnlyOpen: true, Category: category.Code)));
        }
        foreach (var source in dashboard.BySource!) Assert.Equal(source.Filed, await CountAsync(In(new(Source: source.Source))));
        for (var hour = 0; hour < 24; hour++) Assert.Equal(dashboard.ByHour![hour], await CountAsync(In(new(Hour: hour))));
        Assert.Equal(total.Filed, dashboard.Trend.Sum(d => d.Filed));
        Assert.Equal(total.Filed, dashboard.HotSpots.Sum(h => h.Filed));

        ReportFilter In(ReportFilter filter) => filter with { From = dashboard.Period.First, To = dashboard.Period.Until };
    }

    [Fact]
    public async Task A_street_sees_its_own_numbers_down_to_the_micro_grid_and_no_other_street()
    {
        var street = (await portal.SendAsync(new GetDashboard(), portal.StreetOfficer)).Must();
        Assert.Equal("320812003", street.Unit);
        Assert.All(street.Units, row => Assert.StartsWith("320812003", row.Code, StringComparison.Ordinal));
        Assert.Equal(await portal.QueryAsync(db => db.GridReports.CountAsync(r => r.PlaceStreetCode == "320812003")), street.Total.Filed);
        var unit = street;
        while (OrgCode.LevelOf(unit.Unit) < OrgLevel.Grid)
        {
            var busiest = unit.Units.MaxBy(u => u.Numbers.Filed)!;
            unit = (await portal.SendAsync(new GetDashboard(busiest.Code), portal.StreetOfficer)).Must();
            Assert.Equal(busiest.Numbers, unit.Total);
            Assert.Equal((busiest.Open, busiest.Overdue), (unit.Open, unit.Overdue));
        }
        Assert.Equal(unit.Total.Filed, unit.Units.Sum(u => u.Numbers.Filed));
        foreach (var elsewhere in (string[])["320812", "320812011", "320812011001", "nowhere"])
            Assert.Equal("Dashboard.UnitNotFound", (await portal.SendAsync(new GetDashboard(elsewhere), portal.StreetOfficer)).FirstError.Code);
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(new GetDashboard(), portal.Worker)).FirstError.Code);
    }

    [Fact]
    public async Task Two_that_fold_while_others_file_and_read_lose_and_double_nothing()
    {
        var filed = await portal.QueryAsync(db => db.GridReports.CountAsync());
        using var stop = new CancellationTokenSource();
        var folding = Enumerable.Range(0, 2).Select(_ => Task.Run(async () => { while (!stop.IsCancellationRequested) await FoldAsync(); })).ToList();
        var reading = Task.Run(async () =>
        {
            var last = filed;
            while (!stop.IsCancellationRequested)
            {
                var now = (await DashboardAsync()).Total.Filed;
                Assert.True(now >= last, $"{now} after {last}");
                last = now;
            }
        });
        for (var i = 0; i < 40; i++) await portal.FileAsync();
        await stop.CancelAsync();
        await Task.WhenAll([.. folding, reading]);

        Assert.Equal(filed + 40, (await DashboardAsync()).Total.Filed);
        await AssertRecountAsync();
    }

    [Fact]
    public async Task A_folder_that_dies_half_way_has_folded_nothing()
    {
        await portal.FileAsync();
        var before = await DashboardAsync();
        await portal.QueryAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            Assert.True(await StatisticsFolder.FoldAsync(db, CancellationToken.None) > 0);
            await transaction.RollbackAsync();
            return 0;
        });
        Assert.Equal(before.Total, (await DashboardAsync()).Total);
        Assert.True(await FoldAsync() > 0);
        Assert.Equal(before.Total, (await DashboardAsync()).Total);
        Assert.Equal(before.Open, (await DashboardAsync()).Open);
    }

    [Fact]
    public async Task The_first_page_tells_the_same_numbers()
    {
        var home = (await portal.SendAsync(new GetHomePage(), by: null)).Must();
        var reports = await portal.QueryAsync(db => db.GridReports.AsNoTracking().ToListAsync());
        Assert.Equal(reports.Count, home.Last30Days.Filed);
        Assert.Equal(reports.Count(r => r.ClosedAt is not null), home.Last30Days.Closed);
        Assert.Equal(reports.Count(r => r.DueAt is not null), home.Open);
        Assert.Equal(reports.Count(r => ChinaTime.DayOf(r.RecordedAt) == ChinaTime.DayOf(portal.Clock.GetUtcNow())), home.FiledToday);
        Assert.InRange(home.JustClosed.Count, 1, GetHomePage.JustClosed);
    }

    private async Task AssertRecountAsync()
    {
        var reports = await portal.QueryAsync(db => db.GridReports.AsNoTracking().ToListAsync());
        var dashboard = await DashboardAsync();
        var dispatched = reports.Where(r => r.ReporterId is not null && r.Status is not (GridReportStatus.Withdrawn or GridReportStatus.Merged)).ToList();
        Assert.Equal(
            new DashboardNumbers
            {
                Filed = reports.Count,
                Dispatched = dispatched.Count,
                ContactedInTime = dispatched.Count(r => r.ContactedInTime),
                Resolved = reports.Count(r => r.ResolvedAt is not null),
                ResolvedOnTime = reports.Count(r => r.ResolvedOnTime),
                Closed = reports.Count(r => r.ClosedAt is not null),
                ClosedByMicroGrid = reports.Count(r => r.ClosedAt is not null && r.HandlingUnitCode.Length == 17),
                ClosedByGrid = reports.Count(r => r.ClosedAt is not null && r.HandlingUnitCode.Length == 15),
                Rated = reports.Count(r => r.RatedAt is not null),
                Satisfied = reports.Count(r => r.Satisfaction is Satisfaction.Satisfied or Satisfaction.Fair),
                SolutionTold = reports.Count(r => r.Solution is not null),
                PartlySolved = reports.Count(r => r.Solution == Solution.Partly),
            },
            dashboard.Total);
        foreach (var day in dashboard.Trend)
            Assert.Equal(
                (reports.Count(r => ChinaTime.DayOf(r.RecordedAt) == day.First), reports.Count(r => r.ClosedAt is { } at && ChinaTime.DayOf(at) == day.First)),
                (day.Filed, day.Closed));
        Assert.Equal(reports.Count(r => r.DueAt is not null), dashboard.Open);
        Assert.Equal(reports.Count(r => r.IsOverdue(portal.Clock.GetUtcNow())), dashboard.Overdue);
    }

    private Task<int> FoldAsync() => portal.QueryAsync(db => StatisticsFolder.FoldAsync(db, CancellationToken.None));

    private async Task<Dashboard> DashboardAsync() => (await portal.SendAsync(new GetDashboard(), portal.DistrictOfficer)).Must();

    private async Task<int> CountAsync(ReportFilter filter)
    {
        var count = 0;
        string? after = null;
        do
        {
            var page = (await portal.SendAsync(new ListReports(filter, after), portal.DistrictOfficer)).Must();
            count += page.Items.Count;
            after = page.Next;
        }
        while (after is not null);
        return count;
    }
}
