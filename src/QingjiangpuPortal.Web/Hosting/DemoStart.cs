using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Infrastructure.Persistence;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;

namespace QingjiangpuPortal.Web.Hosting;

/// <summary>What only the demo profile does at its start.</summary>
internal static class DemoStart
{
    /// <summary>Migrates, and seeds the demo district into an empty database.</summary>
    public static async Task PrepareDemoAsync(this IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        await PortalDatabase.MigrateAsync(db, clock, CancellationToken.None);
        if (!await db.OrgUnits.AnyAsync())
        {
            var district = Infrastructure.Persistence.Seeding.District.DistrictSeed.Create();
            db.AddRange(district.Units);
            db.AddRange(district.Buildings);
            await db.SaveChangesAsync();
        }
        await DemoAccounts.AddAsync(db, scope.ServiceProvider.GetRequiredService<IPersonalDataCipher>(), clock, CancellationToken.None);
    }

    /// <summary>Says where the portal is and whom one can be.</summary>
    public static void Announce(WebApplication app)
    {
        Console.WriteLine();
        Console.WriteLine($"  清江浦民生门户  {string.Join("  ", app.Urls)}");
        Console.WriteLine();
        Console.WriteLine($"  Demo accounts, password {DemoAccounts.Password}:");
        foreach (var account in DemoAccounts.All) Console.WriteLine($"    {account.Phone}  {account.Role}");
        Console.WriteLine();
    }
}
