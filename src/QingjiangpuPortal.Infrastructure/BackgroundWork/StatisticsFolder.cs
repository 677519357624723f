using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Infrastructure.Persistence;
using QingjiangpuPortal.Infrastructure.Persistence.Statistics;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>
/// Folds statistics deltas into the numbers of units and periods. One statement takes and adds them, so that a reader counts each exactly
/// once and a stop in between leaves nothing half done.
/// </summary>
internal sealed class StatisticsFolder(IServiceScopeFactory scopes, TimeProvider clock, ILogger<StatisticsFolder> logger) : PeriodicWorker(scopes, clock, logger)
{
    private const int BatchSize = 5000;

    protected override TimeSpan Pause => TimeSpan.FromSeconds(10);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        await FoldAsync(services.GetRequiredService<PortalDbContext>(), cancellationToken) == BatchSize;

    /// <summary>One at a time, so that the two tables are never locked crosswise; whoever comes second has nothing to do.</summary>
    /// <returns>How many deltas were folded.</returns>
    public static async Task<int> FoldAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var folded = await db.Database.SqlQueryRaw<int>(Fold).ToListAsync(cancellationToken);
        if (folded[0] > 0) await db.OpenReportCounts.Where(c => c.Open == 0).ExecuteDeleteAsync(cancellationToken);
        return folded[0];
    }

    private static readonly string Fold = $"""
        WITH turn AS MATERIALIZED (
            SELECT pg_try_advisory_xact_lock(hashtext('grid_report_statistics')) AS mine
        ), claimed AS MATERIALIZED (
            SELECT d.id FROM grid_report_statistic_deltas d WHERE (SELECT mine FROM turn) ORDER BY d.id LIMIT {BatchSize} FOR UPDATE SKIP LOCKED
        ), added AS (
            {StatisticRollUps.AddTo("grid_report_statistics", StatisticRollUps.Claimed)}
        ), opened AS (
            {StatisticRollUps.AddToOpen(StatisticRollUps.ClaimedOpen)}
        ), taken AS (
            DELETE FROM grid_report_statistic_deltas d USING claimed c WHERE d.id = c.id RETURNING d.id
        )
        SELECT count(*)::int AS "Value" FROM taken
        """;
}
