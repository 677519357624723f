using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Infrastructure.Notifications;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>Turns news into notifications and messages.</summary>
internal sealed class NewsTeller(IServiceScopeFactory scopes, TimeProvider clock, ILogger<NewsTeller> logger) : PeriodicWorker(scopes, clock, logger)
{
    protected override TimeSpan Pause => TimeSpan.FromSeconds(2);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        await services.GetRequiredService<NewsFanOut>().TellAsync(cancellationToken) == NewsFanOut.BatchSize;
}
