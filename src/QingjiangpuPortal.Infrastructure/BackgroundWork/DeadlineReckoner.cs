using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>
/// After a change of calendar or limits: makes every open report due by them, a batch at a time, from where the last batch
/// ended. Whoever holds the reckoning's row works; another instance passes.
/// </summary>
internal sealed class DeadlineReckoner(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DeadlineReckoner> logger) : PeriodicWorker(scopes, clock, logger)
{
    private readonly TimeProvider _clock = clock;

    protected override TimeSpan Pause => TimeSpan.FromSeconds(15);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        // Also for the gauge of the missing year, which says what was read last.
        await services.GetRequiredService<IWorkCalendars>().CurrentAsync(cancellationToken);
        return await OnceAsync(services, _clock.GetUtcNow(), cancellationToken);
    }

    internal static async Task<bool> OnceAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<PortalDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var reckoning = await db.Database.SqlQuery<Guid?>($"""
            SELECT id AS "Value" FROM reckonings WHERE finished_at IS NULL AND starts_at <= {now}
                AND id = (SELECT id FROM reckonings ORDER BY requested_at DESC, id DESC LIMIT 1)
            FOR UPDATE SKIP LOCKED
            """).ToListAsync(cancellationToken);
        if (reckoning is not [{ } id]) return false;
        // Held, not passed over: a report that a user is saving this moment is reckoned after that.
        var reports = await db.Database.SqlQuery<Guid>($"""
            SELECT id AS "Value" FROM grid_reports WHERE due_at IS NOT NULL AND id > (SELECT last_report_id FROM reckonings WHERE id = {id})
            ORDER BY id LIMIT {ReckonReports.BatchSize} FOR UPDATE
            """).ToListAsync(cancellationToken);
        var done = await services.GetRequiredService<IMediator>().Send(new ReckonReports(id, reports), cancellationToken);
        if (done.IsError) throw new InvalidOperationException(done.FirstError.Code);
        await transaction.CommitAsync(cancellationToken);
        return reports.Count > 0;
    }
}
