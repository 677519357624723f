using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.GridReports;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>Draws the call-backs of each day that is over.</summary>
internal sealed class CallBackDrawer(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CallBackDrawer> logger) : PeriodicWorker(scopes, clock, logger)
{
    protected override TimeSpan Pause => TimeSpan.FromMinutes(10);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        (await services.GetRequiredService<IMediator>().Send(new DrawCallBacks(), cancellationToken)).Value;
}
