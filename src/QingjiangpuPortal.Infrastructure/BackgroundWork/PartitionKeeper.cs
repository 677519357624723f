using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>Makes the partitions of the coming months long before they are needed.</summary>
internal sealed class PartitionKeeper(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PartitionKeeper> logger) : PeriodicWorker(scopes, clock, logger)
{
    private readonly TimeProvider clock = clock;

    protected override TimeSpan Pause => TimeSpan.FromHours(12);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await PortalDatabase.EnsurePartitionsAsync(services.GetRequiredService<PortalDbContext>(), now, now.AddMonths(3), cancellationToken);
        return false;
    }
}
