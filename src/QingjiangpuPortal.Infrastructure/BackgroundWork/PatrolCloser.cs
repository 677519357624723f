using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.Patrols;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>Ends at midnight the patrols that somebody forgot to end.</summary>
internal sealed class PatrolCloser(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PatrolCloser> logger) : PeriodicWorker(scopes, clock, logger)
{
    protected override TimeSpan Pause => TimeSpan.FromMinutes(5);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        (await services.GetRequiredService<IMediator>().Send(new EndForgottenPatrols(), cancellationToken)).Value == EndForgottenPatrols.BatchSize;
}
