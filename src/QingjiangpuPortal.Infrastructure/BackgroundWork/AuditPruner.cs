using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>Drops the months of the audit trail that are older than <see cref="PortalSettings.AuditRetentionDays"/>.</summary>
internal sealed class AuditPruner(IServiceScopeFactory scopes, TimeProvider clock, PortalSettings settings, ILogger<AuditPruner> logger) : PeriodicWorker(scopes, clock, logger)
{
    private readonly TimeProvider clock = clock;

    protected override TimeSpan Pause => TimeSpan.FromHours(12);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var pruned = await PruneAsync(services.GetRequiredService<PortalDbContext>(), clock.GetUtcNow().AddDays(-settings.AuditRetentionDays), cancellationToken);
        if (pruned > 0) logger.LogInformation("{Months} months of the audit trail were old enough and are dropped", pruned);
        return false;
    }

    /// <summary>The database does it, with its owner's rights and its own limit.</summary>
    /// <returns>How many months.</returns>
    public static Task<int> PruneAsync(PortalDbContext db, DateTimeOffset before, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<int>($"SELECT prune_audit_months({before}) AS \"Value\"").SingleAsync(cancellationToken);
}
