using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.District;

namespace QingjiangpuPortal.Application.Tests.Seeding;

/// <summary>When seeding runs, runs again, or is cut short.</summary>
[Collection(nameof(SeedingTests))]
public sealed class DistrictSeederTests(SeedingFixture fixture)
{
    private static readonly SeedPlan Plan = new(DemoAccounts: false, Reports: 300, Months: 3);

    [Fact]
    public async Task The_demo_starts_with_everything_and_only_once()
    {
        await using var database = await fixture.EmptyAsync();
        Task<bool> StartAsync() => DemoDistrict.SeedAsync(
            database.Db, database.Cipher, database.Clock, new Progress<SeedProgress>(), CancellationToken.None);

        Assert.True(await StartAsync());
        Assert.False(await StartAsync());

        var db = database.Db;
        Assert.InRange(await db.GridReports.CountAsync(), SeedPlan.Demo.Reports, SeedPlan.Demo.Reports + 100);
        Assert.Equal(DemoAccounts.All.Count, await db.Set<Infrastructure.Identity.PortalLogin>().CountAsync());
        Assert.Equal(DistrictSeed.GridCount, await db.Posts.CountAsync(p => p.Kind == PostKind.GridWorker));
        Assert.InRange(await db.Posts.CountAsync(p => p.Kind == PostKind.MicroGridLeader), DistrictSeed.MicroGridCount * 9 / 10, DistrictSeed.MicroGridCount - 1);
        foreach (var unit in await db.OrgUnits.Where(u => u.Kind == OrgUnitKind.Department || (u.Kind == OrgUnitKind.Area && u.Level < OrgLevel.Grid)).Select(u => u.Code).ToListAsync())
            Assert.True(await db.Posts.AnyAsync(p => p.UnitCode == unit), $"Nobody works in {unit}.");
        await CheckRegisterAsync(database);
    }

    /// <summary>Thousands of people who are nobody, old and young among them, each placed and each fact with its source; and the families of the two residents.</summary>
    private static async Task CheckRegisterAsync(SeededDatabase database)
    {
        var (db, cipher, today) = (database.Db, database.Cipher, ChinaTime.DayOf(database.Clock.GetUtcNow()));
        var people = await db.LedgerPeople.AsNoTracking().ToListAsync();
        Assert.InRange(people.Count, 2_500, 4_000);
        var numbers = people.ConvertAll(p => cipher.Reveal(p.IdNumber, PersonalDataKind.IdNumber));
        Assert.All(numbers, number => Assert.Equal((number, "320899"), (ResidentId.Normalize(number), number[..6])));
        var ages = numbers.ConvertAll(number => Age.On(today, ResidentId.BirthOf(number)!.Value));
        Assert.True(ages.Count(age => age is >= 58 and <= 95) > 400);
        Assert.True(ages.Count(age => age is >= 3 and <= 13) > 250);
        Assert.All(people, p => Assert.StartsWith("320812003002", p.HomePlaceCode, StringComparison.Ordinal));
        Assert.False(await db.LedgerFacts.AnyAsync(f => f.Origin.Source < LedgerSource.PoliceHukou || f.ValidFrom > today));
        Assert.Equal([(LedgerLinkKind.Self, 2), (LedgerLinkKind.Family, 2)],
            (await db.LedgerLinks.ToListAsync()).GroupBy(l => l.Kind).OrderBy(g => g.Key).Select(g => (g.Key, g.Count())));
        var own = await db.LedgerLinks.Where(l => l.Kind == LedgerLinkKind.Self).Select(l => l.PersonId).FirstAsync();
        var household = await db.HouseholdMembers.Where(m => m.PersonId == own).Select(m => m.HouseholdId).SingleAsync();
        Assert.Equal([HouseholdRelation.Head, HouseholdRelation.Spouse, HouseholdRelation.Daughter],
            await db.HouseholdMembers.Where(m => m.HouseholdId == household).OrderBy(m => m.Relation).Select(m => m.Relation).ToListAsync());
    }

    [Fact]
    public async Task Cut_short_it_has_done_nothing_and_the_next_start_does_all()
    {
        await using (var database = await fixture.EmptyAsync())
        {
            await Assert.ThrowsAnyAsync<Exception>(() => database.SeedAsync(Plan, progress =>
            {
                // Units, staff and reports are written, only the numbers are missing.
                if (progress.Step == SeedStep.Statistics) fixture.TerminateConnectionsAsync(database.Name).GetAwaiter().GetResult();
            }));
            database.Db.ChangeTracker.Clear();
            Assert.False(await database.Db.OrgUnits.AnyAsync());
            Assert.False(await database.Db.People.AnyAsync());
            Assert.False(await database.Db.GridReports.AnyAsync());

            Assert.True(await database.SeedAsync(Plan));
            Assert.Equal(Plan.Reports, await database.Db.GridReports.CountAsync());
            Assert.Equal(Plan.Reports, await FiledAsync(database.Db));
        }
    }

    [Fact]
    public async Task Of_two_at_once_one_seeds()
    {
        await using var database = await fixture.DistrictAsync();
        await using var second = database.Again();

        var seeded = await Task.WhenAll(database.SeedAsync(Plan), second.SeedAsync(Plan));

        Assert.Single(seeded, done => done);
        Assert.Equal(Plan.Reports, await database.Db.GridReports.CountAsync());
    }

    [Fact]
    public async Task Reports_are_put_beside_others_only_when_asked_for()
    {
        await using var database = await fixture.DistrictAsync();
        Assert.True(await database.SeedAsync(Plan));

        Assert.False(await database.SeedAsync(Plan));
        Assert.Equal(Plan.Reports, await database.Db.GridReports.CountAsync());

        Assert.True(await database.SeedAsync(Plan with { AddToExisting = true }));
        Assert.Equal(2 * Plan.Reports, await database.Db.GridReports.CountAsync());
        Assert.Equal(2 * Plan.Reports, await FiledAsync(database.Db));
    }

    [Fact]
    public async Task Reports_without_staff_are_refused_with_a_sentence_and_nothing_is_changed()
    {
        await using var database = await fixture.DistrictAsync();
        await database.Db.Posts.Where(p => p.Kind == PostKind.GridWorker).ExecuteDeleteAsync();

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => database.SeedAsync(Plan));

        Assert.Contains("GridWorker", refusal.Message, StringComparison.Ordinal);
        Assert.False(await database.Db.GridReports.AnyAsync());
    }

    [Fact]
    public async Task A_filing_afterwards_gets_a_number_that_no_seeded_report_has()
    {
        await using var database = await fixture.DistrictAsync();
        await FileAsync(database);
        // The portal has taken a block of numbers and used one of it.
        Assert.True(await database.SeedAsync(Plan with { AddToExisting = true }));

        for (var i = 0; i < 25; i++) await FileAsync(database);

        var sequences = await database.Db.GridReports.Select(r => r.Sequence).ToListAsync();
        Assert.Equal(Plan.Reports + 26, sequences.Distinct().Count());
    }

    private static async Task FileAsync(SeededDatabase database)
    {
        var place = await database.Db.Buildings.AsNoTracking().FirstAsync();
        var filed = await database.SendAsync(new FileGridReport(
            SubmissionKey.New(), ReportSource.Web, place.Latitude, place.Longitude, Address: null, "04001", "路灯不亮",
            PhotoIds: [], KeepPrivate: false, ContactName: null, ContactPhone: null));
        Assert.False(filed.IsError);
    }

    /// <summary>The days of the whole district.</summary>
    private static Task<int> FiledAsync(PortalDbContext db) =>
        db.GridReportStatistics.Where(s => s.UnitCode == OrgCode.District && s.Part == StatisticPart.All && s.Period % 100 != 0).SumAsync(s => s.Filed);
}
