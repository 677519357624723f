using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.SchoolEnrollment;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>Ends offers of places that nobody answered, moves the waiting lists up, throws drafts away.</summary>
internal sealed class AdmissionKeeper(IServiceScopeFactory scopes, TimeProvider clock, ILogger<AdmissionKeeper> logger) : PeriodicWorker(scopes, clock, logger)
{
    protected override TimeSpan Pause => TimeSpan.FromMinutes(1);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        await services.GetRequiredService<IMediator>().Send(new KeepAdmissions(), cancellationToken) is { IsError: false, Value: > 0 };
}
