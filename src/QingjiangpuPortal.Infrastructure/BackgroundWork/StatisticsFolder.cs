using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>
/// Folds statistics deltas into the daily numbers. One statement takes and adds them, so that a reader counts each exactly
/// once and a stop in between leaves nothing half done.
/// </summary>
internal sealed class StatisticsFolder(IServiceScopeFactory scopes, TimeProvider clock, ILogger<StatisticsFolder> logger) : PeriodicWorker(scopes, clock, logger)
{
    private const int BatchSize = 5000;

    protected override TimeSpan Pause => TimeSpan.FromSeconds(10);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        await FoldAsync(services.GetRequiredService<PortalDbContext>(), cancellationToken) == BatchSize;

    /// <returns>How many deltas were folded.</returns>
    public static async Task<int> FoldAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var folded = await db.Database.SqlQuery<int>($"""
            WITH claimed AS (
                SELECT id FROM grid_report_statistic_deltas ORDER BY id LIMIT {BatchSize} FOR UPDATE SKIP LOCKED
            ), taken AS (
                DELETE FROM grid_report_statistic_deltas d USING claimed c WHERE d.id = c.id RETURNING d.*
            ), added AS (
                INSERT INTO grid_report_daily_statistics AS daily
                    (day, community_code, category_code, source, filed, resolved, resolved_on_time, closed, rated, satisfied)
                SELECT day, community_code, category_code, source,
                       sum(filed), sum(resolved), sum(resolved_on_time), sum(closed), sum(rated), sum(satisfied)
                FROM taken
                GROUP BY day, community_code, category_code, source
                -- Always in one order, so that two folders never wait for each other.
                ORDER BY day, community_code, category_code, source
                ON CONFLICT (day, community_code, category_code, source) DO UPDATE SET
                    filed = daily.filed + excluded.filed,
                    resolved = daily.resolved + excluded.resolved,
                    resolved_on_time = daily.resolved_on_time + excluded.resolved_on_time,
                    closed = daily.closed + excluded.closed,
                    rated = daily.rated + excluded.rated,
                    satisfied = daily.satisfied + excluded.satisfied
            )
            SELECT count(*)::int AS "Value" FROM taken
            """).ToListAsync(cancellationToken);
        return folded[0];
    }
}
