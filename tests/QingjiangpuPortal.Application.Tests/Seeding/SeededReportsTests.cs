using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Infrastructure.Persistence.Statistics;

namespace QingjiangpuPortal.Application.Tests.Seeding;

/// <summary>What seeded reports look like to the rest of the portal.</summary>
[Collection(nameof(SeedingTests))]
public sealed class SeededReportsTests(SeedingFixture fixture, SeededReportsTests.Demo demo) : IClassFixture<SeededReportsTests.Demo>
{
    private static readonly SeedPlan Plan = new(DemoAccounts: true, Reports: 600, Months: 3);

    [Fact]
    public async Task The_same_seed_at_the_same_time_makes_the_same_reports()
    {
        var plan = Plan with { DemoAccounts = false, Reports = 200 };
        Assert.Equal(await SeedAndReadAsync(plan), await SeedAndReadAsync(plan));
        Assert.NotEqual(await SeedAndReadAsync(plan), await SeedAndReadAsync(plan with { Seed = plan.Seed + 1 }));
    }

    [Fact]
    public async Task The_timeline_leads_step_by_step_to_where_the_report_stands()
    {
        var database = await demo.DatabaseAsync(fixture);
        var timelines = (await database.Db.GridReportTimeline.AsNoTracking().ToListAsync()).ToLookup(entry => entry.ReportId);

        foreach (var report in await ReportsAsync())
        {
            var lines = timelines[report.Id].OrderBy(entry => entry.RecordedAt).ThenBy(entry => entry.Id).ToList();
            Assert.Equal(GridReportVerb.File, lines[0].Verb);
            Assert.Equal(report.RecordedAt, lines[0].RecordedAt);
            Assert.Null(lines[0].From);
            foreach (var (before, after) in lines.Zip(lines.Skip(1))) Assert.Equal(before.To, after.From);
            Assert.Equal(report.Status, lines[^1].To);
            Assert.All(lines, line => Assert.True(line.RecordedAt <= SeedingFixture.Now));
            Assert.Equal(report.ClosedAt, lines.LastOrDefault(
                line => line.Verb is GridReportVerb.Verify or GridReportVerb.CloseUnanswered && report.Status == GridReportStatus.Closed)?.RecordedAt);
            Assert.Equal(report.Status.IsOpen(), report.DueAt is not null);
        }
    }

    [Fact]
    public async Task The_numbers_of_every_unit_and_period_are_what_counting_the_reports_gives()
    {
        var database = await demo.DatabaseAsync(fixture);
        Assert.False(await database.Db.GridReportStatisticDeltas.AnyAsync());
        Assert.True(await database.Db.GridReportStatistics.AnyAsync());
        await foreach (var finding in new StatisticsVerifier(database.Db).VerifyAsync(CancellationToken.None)) Assert.Fail(finding);
    }

    [Fact]
    public async Task Every_report_lies_in_the_micro_grid_that_its_position_says_and_with_whoever_handles_it()
    {
        var database = await demo.DatabaseAsync(fixture);
        var map = await database.Get<Places.IPlaceDirectory>().CurrentAsync(CancellationToken.None);
        var led = (await database.Db.Posts.Where(p => p.Kind == PostKind.MicroGridLeader).Select(p => p.UnitCode).ToListAsync()).ToHashSet(StringComparer.Ordinal);

        foreach (var report in await ReportsAsync())
        {
            Assert.Equal(report.PlaceCode, map.At(report.Latitude, report.Longitude)?.MicroGridCode);
            var first = led.Contains(report.PlaceCode) ? report.PlaceCode : OrgCode.ParentOf(report.PlaceCode)!;
            // What was overdue went up.
            var wentUp = report.Signalled.HasFlag(DeadlineSignals.AcceptSupervised) || report.Signalled.HasFlag(DeadlineSignals.ResolveSupervised) || report.ReopenCount > 0;
            Assert.True(wentUp ? OrgCode.Covers(report.HandlingUnitCode, first) : report.HandlingUnitCode == first, report.HandlingUnitCode);
            Assert.DoesNotContain("{", report.Description, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Deadlines_have_said_what_they_had_to_so_that_a_demo_does_not_begin_with_hundreds_of_signals()
    {
        var reports = await ReportsAsync();
        // The demo's own reports, some twenty, are left to the portal.
        Assert.InRange(reports.Count(r => r.NextSignalAt <= SeedingFixture.Now), 0, 20);
        Assert.Contains(reports, r => r.SupervisedAt is not null);
    }

    [Fact]
    public async Task Most_are_closed_on_time_and_satisfied_and_every_status_occurs()
    {
        var reports = await ReportsAsync();

        Assert.Equal(Enum.GetValues<GridReportStatus>().Order(), reports.Select(r => r.Status).Distinct().Order());
        Assert.Contains(reports, r => r.IsOverdue(SeedingFixture.Now));
        Assert.InRange(Share(r => r.Status.IsOpen()), 0.01, 0.15);
        Assert.All(reports.Where(r => r.RecordedAt < SeedingFixture.Now.AddDays(-60)), r => Assert.False(r.Status.IsOpen()));
        Assert.InRange(Share(r => r.ResolvedOnTime) / Share(r => r.ResolvedAt is not null), 0.92, 0.99);
        Assert.InRange(Share(r => r.RatedAt is not null), 0.25, 0.45);
        Assert.InRange(Share(r => r.ContactPhone is not null), 0.5, 0.7);

        double Share(Func<GridReport, bool> isCounted) => reports.Count(isCounted) / (double)reports.Count;
    }

    [Fact]
    public async Task The_demo_worker_finds_a_lively_queue_and_can_go_on_with_it()
    {
        var database = await demo.DatabaseAsync(fixture);
        var worker = await PersonAsync(database, DemoAccounts.All[3].Phone);
        var queue = (await database.SendAsync(new GetQueue(), worker)).Value;

        Assert.True(queue.Counts is { ToAccept: >= 2, InHand: >= 5, ToVerify: >= 2, Overdue: >= 1, Mine: >= 2 }, queue.Counts.ToString());
        var waiting = (await database.SendAsync(new GetQueue(QueueTab.ToAccept), worker)).Value.Page.Items[0];
        var version = await database.Db.GridReports.Where(r => r.Id == waiting.Id).Select(r => r.Version).SingleAsync();
        Assert.False((await database.SendAsync(new AcceptGridReport(waiting.Id, version, Note: null), worker)).IsError);
    }

    [Fact]
    public async Task The_demo_resident_has_reports_and_one_waits_for_the_answer()
    {
        var database = await demo.DatabaseAsync(fixture);
        var resident = await PersonAsync(database, DemoAccounts.All[0].Phone);
        var mine = (await ReportsAsync()).Where(r => r.ReporterId == resident).ToList();

        Assert.True(mine.Count >= 4);
        Assert.Single(mine, r => r.Status == GridReportStatus.Resolved);
        Assert.Contains(mine, r => r is { Status: GridReportStatus.Closed, RatedAt: null });
    }

    private async Task<List<GridReport>> ReportsAsync()
    {
        var reports = await (await demo.DatabaseAsync(fixture)).Db.GridReports.AsNoTracking().ToListAsync();
        Assert.True(reports.Count >= Plan.Reports);
        return reports;
    }

    private static async Task<Guid> PersonAsync(SeededDatabase database, string phone)
    {
        var index = database.Cipher.BlindIndex(phone, Abstractions.PersonalDataKind.Phone);
        return await database.Db.People.Where(p => p.Phone.BlindIndex == index).Select(p => p.Id).SingleAsync();
    }

    /// <summary>Everything but ciphertexts, which are different each time on purpose.</summary>
    private async Task<List<string>> SeedAndReadAsync(SeedPlan plan)
    {
        await using var database = await fixture.DistrictAsync();
        Assert.True(await database.SeedAsync(plan));
        var reports = await database.Db.GridReports.AsNoTracking().OrderBy(r => r.Sequence).ToListAsync();
        var timeline = await database.Db.GridReportTimeline.AsNoTracking().OrderBy(t => t.Id).ToListAsync();
        return
        [
            .. reports.Select(r => $"{r.Id} {r.Number} {r.Status} {r.Source} {r.CategoryCode} {r.Description} {r.IsPublic} {r.Address} {r.Latitude} {r.Longitude} {r.PlaceCode} {r.HandlingUnitCode} {r.AssigneeId} {r.AssigneeUnitCode} {Convert.ToHexString(r.LinkHash)} {Convert.ToHexString(r.ContactPhone?.BlindIndex ?? [])} {r.RecordedAt:O} {r.DueAt:O} {r.ResolvedAt:O} {r.ClosedAt:O} {r.Satisfaction} {r.RatedAt:O}"),
            .. timeline.Select(t => $"{t.Id} {t.ReportId} {t.Verb} {t.From} {t.To} {t.PersonId} {t.ActedAs} {t.PostKind} {t.PostUnitCode} {t.Note} {t.RecordedAt:O}"),
        ];
    }

    /// <summary>One database with demo accounts and reports, for all tests of the class.</summary>
    public sealed class Demo : IAsyncLifetime
    {
        private SeededDatabase? _database;

        public async Task<SeededDatabase> DatabaseAsync(SeedingFixture fixture)
        {
            if (_database is not null) return _database;
            _database = await fixture.DistrictAsync();
            Assert.True(await _database.SeedAsync(Plan));
            return _database;
        }

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync()
        {
            if (_database is not null) await _database.DisposeAsync();
        }
    }
}
