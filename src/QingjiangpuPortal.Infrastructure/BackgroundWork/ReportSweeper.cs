using ErrorOr;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Infrastructure.Identity;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>
/// Does to all reports whose time has come what is to be done, a batch at a time. Where a batch fails its reports are taken
/// one by one, so that one bad report keeps up no other; it is left alone until the others are done.
/// </summary>
internal abstract class ReportSweeper(IServiceScopeFactory scopes, TimeProvider clock, ILogger logger) : PeriodicWorker(scopes, clock, logger)
{
    private readonly IServiceScopeFactory _scopes = scopes;
    private readonly ILogger _logger = logger;
    private readonly HashSet<Guid> _failed = [];

    protected override TimeSpan Pause => TimeSpan.FromSeconds(30);

    protected TimeProvider Clock { get; } = clock;

    /// <summary>The ids of at most <paramref name="most"/> reports whose time has come, save these, FOR UPDATE SKIP LOCKED.</summary>
    protected abstract FormattableString Claim(Guid[] save, int most);

    protected abstract IRequest<ErrorOr<int>> Command(IReadOnlyList<Guid> ids);

    protected abstract int BatchSize { get; }

    /// <summary>A round, as the host calls it again and again.</summary>
    internal Task<bool> OnceAsync(IServiceProvider services, CancellationToken cancellationToken) => RoundAsync(services, cancellationToken);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            var done = await ClaimedReports.DoAsync(services, Claim([.. _failed], BatchSize), Command, cancellationToken);
            if (done.Count == BatchSize) return true;
            _failed.Clear();
            return false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return await OneByOneAsync(e, cancellationToken);
        }
    }

    private async Task<bool> OneByOneAsync(Exception why, CancellationToken cancellationToken)
    {
        var done = 0;
        for (var count = 0; count < BatchSize; count++)
        {
            await using var scope = _scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAsSystem();
            var claimed = Guid.Empty;
            try
            {
                var ids = await ClaimedReports.DoAsync(scope.ServiceProvider, Claim([.. _failed], 1), taken => Command([claimed = taken[0]]), cancellationToken);
                if (ids.Count == 0) break;
                done++;
            }
            // Without a claim it is the database that failed, not a report.
            catch (Exception e) when (e is not OperationCanceledException && claimed != Guid.Empty)
            {
                _failed.Add(claimed);
                _logger.LogError(e, "{Worker} could not do report {Report}", GetType().Name, claimed);
            }
        }
        // Another instance took the reports meanwhile, and meets the one that cannot be done.
        if (done == 0 && _failed.Count == 0) _logger.LogError(why, "A batch of {Worker} failed, and none of its reports could be claimed alone", GetType().Name);
        return done > 0;
    }
}
