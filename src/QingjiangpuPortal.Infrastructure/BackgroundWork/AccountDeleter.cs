using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.PersonalData;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>Deletes the accounts whose owners asked for it and did not take it back in time, one a round.</summary>
internal sealed class AccountDeleter(IServiceScopeFactory scopes, TimeProvider clock, ILogger<AccountDeleter> logger) : PeriodicWorker(scopes, clock, logger)
{
    protected override TimeSpan Pause => TimeSpan.FromSeconds(30);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var deleted = await services.GetRequiredService<IMediator>().Send(new DeleteNextAccount(), cancellationToken);
        return !deleted.IsError && deleted.Value;
    }
}
