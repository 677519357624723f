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
        (await portal.DoAsync(rated.Id, v => new RateGridReport(rated.ByLink, v, Satisfaction.Fair, Reason: null), by: null)).Must();
        var reopened = await portal.ReportInAsync(GridReportStatus.Closed);
        (await portal.DoAsync(reopened.Id, v => new RateGridReport(reopened.ByLink, v, Satisfaction.Unsatisfied, "又灭了"), by: null)).Must();
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

    [Fact]
    public async Task Every_number_is_the_length_of_its_list()
    {
        var dashboard = await DashboardAsync();
        Assert.Equal(dashboard.Total.Filed, await CountAsync(new(From: dashboard.From, To: dashboard.To)));
        Assert.Equal(dashboard.Total.Resolved, await CountAsync(new(Happening: ReportHappening.Resolved, From: dashboard.From, To: dashboard.To)));
        Assert.Equal(dashboard.Total.Resolved - dashboard.Total.ResolvedOnTime, await CountAsync(new(Happening: ReportHappening.ResolvedLate, From: dashboard.From, To: dashboard.To)));
        Assert.Equal(dashboard.Total.Closed, await CountAsync(new(Happening: ReportHappening.Closed, From: dashboard.From, To: dashboard.To)));
        Assert.Equal(dashboard.Open, await CountAsync(new(OnlyOpen: true)));
        Assert.Equal(dashboard.Overdue, await CountAsync(new(OnlyOverdue: true)));
        foreach (var street in dashboard.ByPlace)
            Assert.Equal(street.Numbers.Filed, await CountAsync(new(PlaceCode: street.Code, From: dashboard.From, To: dashboard.To)));
        foreach (var category in dashboard.ByCategory)
            Assert.Equal(category.Numbers.Filed, await CountAsync(new(Category: category.Code, From: dashboard.From, To: dashboard.To)));
        Assert.Equal(dashboard.Total.Filed, dashboard.Trend.Sum(d => d.Filed));
    }

    [Fact]
    public async Task A_street_sees_its_own_numbers_by_community()
    {
        var street = (await portal.SendAsync(new GetDashboard(), portal.StreetOfficer)).Must();
        Assert.All(street.ByPlace, row => Assert.StartsWith("320812003", row.Code, StringComparison.Ordinal));
        Assert.Equal(await portal.QueryAsync(db => db.GridReports.CountAsync(r => r.PlaceStreetCode == "320812003")), street.Total.Filed);
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
    }

    [Fact]
    public async Task The_first_page_tells_the_same_numbers()
    {
        var home = (await portal.SendAsync(new GetHomePage(), by: null)).Must();
        var dashboard = await DashboardAsync();
        Assert.Equal(dashboard.Total, home.Last30Days);
        Assert.Equal(dashboard.Open, home.Open);
        Assert.Equal(dashboard.Trend[^1].Filed, home.FiledToday);
        Assert.InRange(home.JustClosed.Count, 1, GetHomePage.JustClosed);
    }

    private async Task AssertRecountAsync()
    {
        var reports = await portal.QueryAsync(db => db.GridReports.AsNoTracking().ToListAsync());
        var dashboard = await DashboardAsync();
        Assert.Equal(
            new DashboardNumbers(
                reports.Count, reports.Count(r => r.ResolvedAt is not null), reports.Count(r => r.ResolvedOnTime), reports.Count(r => r.ClosedAt is not null),
                reports.Count(r => r.RatedAt is not null), reports.Count(r => r.Satisfaction is Satisfaction.Satisfied or Satisfaction.Fair)),
            dashboard.Total);
        foreach (var day in dashboard.Trend)
            Assert.Equal(
                (reports.Count(r => ChinaTime.DayOf(r.RecordedAt) == day.Day), reports.Count(r => r.ClosedAt is { } at && ChinaTime.DayOf(at) == day.Day)),
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
