using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>Deletes the accounts whose owners asked for it and did not take it back in time, one a round.</summary>
internal sealed class AccountDeleter(IServiceScopeFactory scopes, TimeProvider clock, ILogger<AccountDeleter> logger) : PeriodicWorker(scopes, clock, logger)
{
    private readonly IServiceScopeFactory scopes = scopes;
    private readonly TimeProvider clock = clock;
    private readonly ILogger logger = logger;

    protected override TimeSpan Pause => TimeSpan.FromSeconds(30);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            var deleted = await services.GetRequiredService<IMediator>().Send(new DeleteNextAccount(), cancellationToken);
            return !deleted.IsError && deleted.Value;
        }
        catch (DbUpdateException e)
        {
            logger.LogError(e, "An account could not be deleted; it is tried again in an hour");
            await PostponeAsync(cancellationToken);
            return true;
        }
    }

    /// <summary>One that fails must not keep the others waiting.</summary>
    private async Task PostponeAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var now = clock.GetUtcNow();
        var failed = await db.AccountDeletions.Where(d => d.EffectiveAt <= now).OrderBy(d => d.EffectiveAt).Select(d => d.PersonId).FirstOrDefaultAsync(cancellationToken);
        await db.AccountDeletions.Where(d => d.PersonId == failed).ExecuteUpdateAsync(d => d.SetProperty(x => x.EffectiveAt, now.AddHours(1)), cancellationToken);
    }
}
