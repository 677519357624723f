using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Infrastructure.Persistence;
using Spectre.Console.Cli;

namespace QingjiangpuPortal.Admin.Commands;

/// <summary>For a deployment: runs once before the new version starts.</summary>
internal sealed class MigrateCommand : AsyncCommand<PortalOptions>
{
    public override async Task<int> ExecuteAsync(CommandContext context, PortalOptions settings, CancellationToken cancellationToken)
    {
        await using var portal = await PortalServices.StartAsync(settings, cancellationToken);
        var db = portal.Get<PortalDbContext>();
        var missing = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        await PortalDatabase.MigrateAsync(db, portal.Get<TimeProvider>(), cancellationToken);
        foreach (var applied in missing) Console.WriteLine($"Applied {applied}.");
        Console.WriteLine(missing.Count == 0 ? "The database is up to date already." : "The database is up to date.");
        return 0;
    }
}
