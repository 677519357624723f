using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.Calendar;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.ElderlyCare;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.Neighbourhood;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.SocialInsurance;

namespace QingjiangpuPortal.Infrastructure.Persistence;

/// <summary>Brings a database to what this version of the portal needs.</summary>
public static class PortalDatabase
{
    /// <summary>
    /// As the owner: applies what migrations are missing, adds what every portal starts with (categories, the working calendar, rules of care and of insurance, this and the next
    /// months' partitions), and grants the running portal's role what it may do. Safe to repeat and for two instances at once:
    /// EF Core holds a lock while it migrates.
    /// </summary>
    /// <exception cref="InvalidOperationException">The cluster lacks the role of the running portal; the message says what to do.</exception>
    public static async Task MigrateAsync(PortalDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        await PortalRoles.RequireAsync(db, cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
        await EnsurePartitionsAsync(db, clock.GetUtcNow(), clock.GetUtcNow().AddMonths(3), cancellationToken);
        if (!await db.ReportCategories.AnyAsync(cancellationToken))
        {
            db.ReportCategories.AddRange(ReportCategories.Create());
            await db.SaveChangesAsync(cancellationToken);
        }
        if (!await db.CalendarDays.AnyAsync(cancellationToken))
        {
            db.CalendarDays.AddRange(CalendarDays.Shipped());
            await db.SaveChangesAsync(cancellationToken);
        }
        if (!await db.PatrolItems.AnyAsync(cancellationToken))
        {
            db.PatrolItems.AddRange(NeighbourhoodSeed.PatrolItems());
            await db.SaveChangesAsync(cancellationToken);
        }
        if (!await db.CareRuleSets.AnyAsync(cancellationToken))
        {
            db.CareRuleSets.Add(CareSeed.Rules());
            await db.SaveChangesAsync(cancellationToken);
        }
        if (!await db.InsuranceRuleSets.AnyAsync(cancellationToken))
        {
            db.InsuranceRuleSets.Add(InsuranceSeed.Rules());
            await db.SaveChangesAsync(cancellationToken);
        }
        await PortalRoles.GrantAsync(db, cancellationToken);
    }

    /// <summary>Makes the month partitions of append-only tables for a period.</summary>
    public static Task EnsurePartitionsAsync(PortalDbContext db, DateTimeOffset first, DateTimeOffset last, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"""
            SELECT ensure_month_partitions('grid_report_timeline', {first}, {last});
            SELECT ensure_month_partitions('audit_entries', {first}, {last});
            SELECT ensure_month_partitions('audit_leaves', {first}, {last});
            """, cancellationToken);
}
