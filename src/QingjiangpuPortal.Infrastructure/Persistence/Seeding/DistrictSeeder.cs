using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.District;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.ElderlyCare;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.Ledgers;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.Neighbourhood;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.Reports;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.Schools;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.Staff;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding;

/// <summary>Fills a migrated database with the district at full scale and, if wanted, with demo accounts and made-up reports.</summary>
public static class DistrictSeeder
{
    /// <summary>Any number that nothing else in this database locks by.</summary>
    private const long SeedingLock = 0x51_4A_50_01;

    /// <summary>A million reports keep a single statement busy for longer than a page would ever wait.</summary>
    internal const int CommandTimeoutSeconds = 1800;

    /// <summary>
    /// In one transaction: whoever is killed half-way has done nothing, and of two at once the second finds the first's
    /// work. Units, staff and accounts that are there already stay as they are.
    /// </summary>
    /// <returns>False when reports are there and the plan does not add to them; nothing was changed then.</returns>
    /// <exception cref="InvalidOperationException">Reports are wanted where nobody works; the message says where.</exception>
    public static async Task<bool> SeedAsync(
        PortalDbContext db, IPersonalDataCipher cipher, TimeProvider clock, SeedPlan plan, IProgress<SeedProgress> progress, CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout(CommandTimeoutSeconds);
        var now = clock.GetUtcNow();
        // Outside the transaction, because it locks the timeline against everybody, if only for a moment.
        await PortalDatabase.EnsurePartitionsAsync(db, plan.From(now), now, cancellationToken);
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({SeedingLock})", cancellationToken);
            var existing = await db.GridReports.CountAsync(cancellationToken);
            if (existing > 0 && !plan.AddToExisting) return false;

            if (!await db.OrgUnits.AnyAsync(cancellationToken)) await AddDistrictAsync(db, cipher, plan, now, progress, cancellationToken);
            if (plan.DemoAccounts)
            {
                progress.Report(new(SeedStep.Accounts));
                await DemoAccounts.AddAsync(db, cipher, clock, cancellationToken);
                db.ChangeTracker.Clear();
                if (!await db.LedgerPeople.AnyAsync(cancellationToken)) await AddRegisterAsync(db, cipher, plan, now, progress, cancellationToken);
            }
            var withDemoReports = plan.DemoAccounts && existing == 0;
            if (plan.Reports > 0 || withDemoReports)
            {
                // Put beside those of the same seed, they must be others.
                var random = new SeededRandom(plan.Seed + existing);
                await ReportSeeder.SeedAsync(db, cipher, plan, withDemoReports, random, now, progress, cancellationToken);
                if (withDemoReports && !await db.CareRequests.AnyAsync(cancellationToken))
                {
                    await DemoCare.AddToAsync(db, cipher, random, now, cancellationToken);
                    await db.SaveChangesAsync(cancellationToken);
                    db.ChangeTracker.Clear();
                }
            }
            await transaction.CommitAsync(cancellationToken);
        }
        // The planner knows nothing of so many new rows until somebody counts them.
        progress.Report(new(SeedStep.TidyUp));
        await db.Database.ExecuteSqlAsync($"VACUUM (ANALYZE) org_units, buildings, people, posts, grid_reports, grid_report_statistics, open_report_counts, ledger_people, ledger_name_characters, ledger_facts, household_members, dwelling_ties", cancellationToken);
        await db.Database.ExecuteSqlAsync($"ANALYZE grid_report_timeline", cancellationToken);
        return true;
    }

    private static async Task AddRegisterAsync(
        PortalDbContext db, IPersonalDataCipher cipher, SeedPlan plan, DateTimeOffset now, IProgress<SeedProgress> progress, CancellationToken cancellationToken)
    {
        progress.Report(new(SeedStep.Register));
        await LedgerSeed.AddToAsync(db, cipher, now, plan.Seed, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private static async Task AddDistrictAsync(
        PortalDbContext db, IPersonalDataCipher cipher, SeedPlan plan, DateTimeOffset now, IProgress<SeedProgress> progress, CancellationToken cancellationToken)
    {
        progress.Report(new(SeedStep.Units));
        var district = DistrictSeed.Create();
        db.OrgUnits.AddRange(district.Units);
        db.Buildings.AddRange(district.Buildings);
        await db.SaveChangesAsync(cancellationToken);

        progress.Report(new(SeedStep.Staff));
        var taken = plan.DemoAccounts
            ? DemoAccounts.All.Where(a => a.Post is not null).Select(a => new HeldPost(a.Post!.Value, a.UnitCode!)).ToHashSet()
            : [];
        var staff = StaffSeed.Create(district.Units, taken, cipher, now, plan.Seed, plan.VolunteersPerGrid);
        db.People.AddRange(staff.People);
        db.Posts.AddRange(staff.Posts);
        NeighbourhoodSeed.AddTo(db, district.Units, now, plan.Seed);
        SchoolSeed.AddTo(db, district.Units, now, plan.Seed);
        if (plan.DemoAccounts) SchoolSeed.AddRounds(db, cipher, now, plan.Seed);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }
}
