using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Infrastructure.Identity;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>
/// Work that is done again and again in a scope of its own. A round claims what it does (so that two instances share it),
/// is idempotent, and says whether there is more; a failed round is logged and tried again after the pause.
/// </summary>
internal abstract class PeriodicWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger logger) : BackgroundService
{
    protected abstract TimeSpan Pause { get; }

    /// <returns>Whether more is waiting: then the next round starts at once.</returns>
    protected abstract Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        WorkerRounds? rounds = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            var more = false;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                rounds ??= scope.ServiceProvider.GetRequiredService<WorkerRounds>();
                scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAsSystem();
                more = await RoundAsync(scope.ServiceProvider, stoppingToken);
                rounds?.Record(GetType().Name, clock.GetUtcNow(), succeeded: true);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever went wrong, the worker must live: the database may be back in a minute.
                rounds?.Record(GetType().Name, clock.GetUtcNow(), succeeded: false);
                logger.LogError(e, "A round of {Worker} failed", GetType().Name);
            }
            if (more) continue;
            try
            {
                await Task.Delay(Pause, clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
