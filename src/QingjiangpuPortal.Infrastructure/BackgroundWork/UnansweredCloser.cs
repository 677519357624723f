using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.GridReports;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>Closes what was resolved and not answered for a week.</summary>
internal sealed class UnansweredCloser(IServiceScopeFactory scopes, TimeProvider clock, ILogger<UnansweredCloser> logger) : PeriodicWorker(scopes, clock, logger)
{
    protected override TimeSpan Pause => TimeSpan.FromMinutes(5);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        (await services.GetRequiredService<IMediator>().Send(new CloseUnanswered(), cancellationToken)).Value == CloseUnanswered.BatchSize;
}
