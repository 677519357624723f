using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.GridReports;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>Puts back into the queues what was in hand by posts that ended by their date.</summary>
internal sealed class HandOverKeeper(IServiceScopeFactory scopes, TimeProvider clock, ILogger<HandOverKeeper> logger) : PeriodicWorker(scopes, clock, logger)
{
    protected override TimeSpan Pause => TimeSpan.FromMinutes(10);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        (await services.GetRequiredService<IMediator>().Send(new RequeueUnheld(), cancellationToken)).Value == HandOverReports.BatchSize;
}
