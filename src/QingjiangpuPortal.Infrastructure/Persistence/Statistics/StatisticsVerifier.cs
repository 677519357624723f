using System.Data;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;

namespace QingjiangpuPortal.Infrastructure.Persistence.Statistics;

/// <summary>
/// Counts everything anew from the reports and compares it with what readers see, and the reports with their timeline. All of one
/// check sees one snapshot of the database: a report and the change that it makes are committed together, and folding moves
/// numbers in one transaction, so that the portal may file and fold meanwhile.
/// </summary>
public sealed class StatisticsVerifier(PortalDbContext db)
{
    /// <summary>How many rows of numbers were compared.</summary>
    public long Compared { get; private set; }

    /// <summary>What was found, a sentence each; nothing when all is well.</summary>
    public async IAsyncEnumerable<string> VerifyAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var transaction = await BeginSnapshotAsync(cancellationToken);
        await CompareAsync(cancellationToken);
        foreach (var sql in (string[])[NumbersSql, OpenSql, TimelineSql])
        {
            await using var command = Command(sql);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) yield return reader.GetString(0);
        }
        await using var count = Command("SELECT count(*) FROM recounted");
        Compared = (long)(await count.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>
    /// Adds to the folded numbers what they lack, or takes off what is too much. By difference, so that what is filed and folded
    /// meanwhile stays right; two repairs take turns. The timeline is never touched.
    /// </summary>
    /// <returns>How many rows were put right.</returns>
    public async Task<long> RepairAsync(CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await ExecuteAsync("SELECT pg_advisory_lock(hashtext('statistics repair'))", cancellationToken);
            await using (var snapshot = await BeginSnapshotAsync(cancellationToken))
            {
                await CompareAsync(cancellationToken);
                await ExecuteAsync($"""
                    CREATE TEMPORARY TABLE missing AS SELECT unit_code, period, part, {Each(c => $"COALESCE(r.{c}, 0) - COALESCE(s.{c}, 0) AS {c}")}
                        FROM shown s FULL JOIN recounted r USING (unit_code, period, part) WHERE {AreDifferent};
                    CREATE TEMPORARY TABLE missing_open AS SELECT unit_code, part, due_day, COALESCE(r.open, 0) - COALESCE(s.open, 0) AS open
                        FROM shown_open s FULL JOIN recounted_open r USING (unit_code, part, due_day) WHERE COALESCE(s.open, 0) <> COALESCE(r.open, 0);
                    DROP TABLE shown, recounted, shown_open, recounted_open;
                    """, cancellationToken);
                await snapshot.CommitAsync(cancellationToken);
            }
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var rows = await ExecuteAsync(StatisticRollUps.AddTo("grid_report_statistics", "SELECT * FROM missing"), cancellationToken)
                + await ExecuteAsync(StatisticRollUps.AddToOpen("SELECT * FROM missing_open"), cancellationToken);
            await ExecuteAsync("DELETE FROM open_report_counts WHERE open = 0; DROP TABLE missing, missing_open", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return rows;
        }
        finally
        {
            await ExecuteAsync("SELECT pg_advisory_unlock(hashtext('statistics repair'))", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }

    private Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellationToken) =>
        db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    private Task<int> CompareAsync(CancellationToken cancellationToken) => ExecuteAsync($"""
        CREATE TEMPORARY TABLE shown ON COMMIT DROP AS
            SELECT unit_code, period, part, {Each(c => $"sum({c})::int AS {c}")} FROM grid_report_numbers GROUP BY 1, 2, 3;
        CREATE TEMPORARY TABLE recounted ON COMMIT DROP AS {StatisticRollUps.RolledUp(StatisticRollUps.Recount)};
        CREATE TEMPORARY TABLE shown_open ON COMMIT DROP AS SELECT unit_code, part, due_day, sum(open)::int AS open FROM open_report_numbers GROUP BY 1, 2, 3;
        CREATE TEMPORARY TABLE recounted_open ON COMMIT DROP AS {StatisticRollUps.OpenRolledUp(StatisticRollUps.OpenRecount)};
        """, cancellationToken);

    private static string Each(Func<string, string> of) => string.Join(", ", StatisticRollUps.Counts.Select(of));

    private static readonly string AreDifferent = string.Join(" OR ", StatisticRollUps.Counts.Select(c => $"COALESCE(s.{c}, 0) <> COALESCE(r.{c}, 0)"));

    private static readonly string NumbersSql = $"""
        SELECT format('unit %s, period %s, part %s: %s', unit_code, period, CASE part WHEN '' THEN 'all' ELSE part END,
            concat_ws(', ', {Each(c => $"CASE WHEN COALESCE(s.{c}, 0) <> COALESCE(r.{c}, 0) THEN format('{c} shown %s, counted %s', COALESCE(s.{c}, 0), COALESCE(r.{c}, 0)) END")}))
        FROM shown s FULL JOIN recounted r USING (unit_code, period, part) WHERE {AreDifferent}
        ORDER BY unit_code, period, part
        """;

    private const string OpenSql = """
        SELECT format('unit %s, due %s, part %s: open shown %s, counted %s', unit_code, due_day, CASE part WHEN '' THEN 'all' ELSE part END, COALESCE(s.open, 0), COALESCE(r.open, 0))
        FROM shown_open s FULL JOIN recounted_open r USING (unit_code, part, due_day) WHERE COALESCE(s.open, 0) <> COALESCE(r.open, 0)
        ORDER BY unit_code, due_day, part
        """;

    /// <summary>The domain's verbs: 1 File, 2 Contact, 10 Resolve, 11 Verify, 13 CloseUnanswered, 15 Rate, 29 FollowUp.</summary>
    private const string TimelineSql = """
        SELECT format('report %s: %s says %s, its timeline does not', r.id, happened.name, happened.at)
        FROM grid_reports r
        CROSS JOIN LATERAL (VALUES
            ('filed', r.recorded_at, ARRAY[1]), ('contacted', r.contacted_at, ARRAY[2]), ('resolved', r.resolved_at, ARRAY[10]),
            ('closed', r.closed_at, ARRAY[11, 13]), ('answered', r.rated_at, ARRAY[15, 29])) AS happened (name, at, verbs)
        WHERE happened.at IS NOT NULL AND NOT EXISTS (
            SELECT FROM grid_report_timeline t WHERE t.report_id = r.id AND t.recorded_at = happened.at AND t.verb = ANY (happened.verbs))
        """;

    private NpgsqlCommand Command(string sql) => new(sql, (NpgsqlConnection)db.Database.GetDbConnection()) { CommandTimeout = DistrictSeeder.CommandTimeoutSeconds };

    private async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
