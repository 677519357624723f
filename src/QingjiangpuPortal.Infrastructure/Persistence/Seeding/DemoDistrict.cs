using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding;

/// <summary>What the demo profile finds at its first start.</summary>
public static class DemoDistrict
{
    /// <summary>
    /// Adds the district, its staff, <see cref="DemoAccounts"/> and some months of reports to an empty, migrated database;
    /// does nothing where there are units already. What was killed half-way is done anew at the next start.
    /// </summary>
    /// <returns>Whether anything was added.</returns>
    public static async Task<bool> SeedAsync(
        PortalDbContext db, IPersonalDataCipher cipher, TimeProvider clock, IProgress<SeedProgress> progress, CancellationToken cancellationToken) =>
        !await db.OrgUnits.AnyAsync(cancellationToken)
        && await DistrictSeeder.SeedAsync(db, cipher, clock, SeedPlan.Demo, progress, cancellationToken);
}
