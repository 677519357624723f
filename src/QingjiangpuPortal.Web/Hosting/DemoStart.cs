using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Infrastructure.Persistence;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;

namespace QingjiangpuPortal.Web.Hosting;

/// <summary>What only the demo profile does at its start.</summary>
internal static class DemoStart
{
    /// <summary>Migrates, and seeds the demo district into an empty database, as the database's owner.</summary>
    public static async Task PrepareDemoAsync(this IServiceProvider services, string ownerConnectionString)
    {
        await using var scope = services.CreateAsyncScope();
        await using var owner = PortalNpgsql.DataSource(ownerConnectionString);
        await using var db = new PortalDbContext(new DbContextOptionsBuilder<PortalDbContext>().UsePortalNpgsql(owner).Options);
        var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        await PortalDatabase.MigrateAsync(db, clock, CancellationToken.None);
        var cipher = scope.ServiceProvider.GetRequiredService<IPersonalDataCipher>();
        await DemoDistrict.SeedAsync(db, cipher, clock, new StepLog(PortalLogging.StartLogger), CancellationToken.None);
        // A data folder of an earlier version has fewer of them than are announced.
        await DemoAccounts.AddAsync(db, cipher, clock, CancellationToken.None);
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

    /// <summary>A line for every step that begins: a first start that takes seconds says what it is doing.</summary>
    private sealed class StepLog(ILogger logger) : IProgress<SeedProgress>
    {
        private SeedStep? _step;

        public void Report(SeedProgress value)
        {
            if (value.Step == _step) return;
            _step = value.Step;
            logger.LogInformation("Seeding the demo district: {Step}", value.Step);
        }
    }
}
