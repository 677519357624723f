using System.Globalization;
using Npgsql;

namespace QingjiangpuPortal.Benchmarks;

/// <summary>
/// Makes a great many reports out of some that were seeded: copies with ids, numbers and links of their own, spread over the
/// day before, so that like reports do not stand side by side, with their timelines and their numbers, written in the order of
/// their time as a portal writes them. The domain's own moves made the first; copying them is some twenty times as fast, which
/// is what ten million need.
/// </summary>
internal static class ReportMultiplier
{
    private const int CommandTimeoutSeconds = 3 * 3600;

    /// <summary>The last hexadecimal digits of an id, which are random, tell the copies apart.</summary>
    private const int MostCopies = 0xFFFF;

    /// <param name="ownerConnectionString">Of the role that may drop and create indexes.</param>
    /// <param name="times">How many of each there are afterwards.</param>
    public static async Task MultiplyAsync(string ownerConnectionString, int times)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(times, MostCopies);
        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync();
        // Indexes are built faster than they are kept up to date.
        var indexes = await ListAsync(connection, """
            SELECT i.indexdef FROM pg_indexes i JOIN pg_class c ON c.relname = i.indexname
            JOIN pg_index x ON x.indexrelid = c.oid WHERE i.tablename = 'grid_reports' AND NOT x.indisprimary
            AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid)
            """);
        foreach (var name in await ListAsync(connection, """
            SELECT c.relname::text FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid WHERE x.indrelid = 'grid_reports'::regclass AND NOT x.indisprimary
            AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid)
            """))
            await ExecuteAsync(connection, $"DROP INDEX {name}");
        var references = await ListAsync(connection, "SELECT format('%I %s', conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE conrelid = 'grid_reports'::regclass AND contype = 'f'");
        foreach (var reference in references) await ExecuteAsync(connection, $"ALTER TABLE grid_reports DROP CONSTRAINT {reference.Split(' ')[0]}");

        await ExecuteAsync(connection, "SET maintenance_work_mem = '1GB'; SET work_mem = '2GB'; SET synchronous_commit = off");
        var terms = (await ListAsync(connection, "SELECT pg_get_functiondef('search_terms(text)'::regprocedure)"))[0];
        await ExecuteAsync(connection, LookedUpTerms);
        await CopyAsync(connection, "grid_reports", times, column => column switch
        {
            "id" or "primary_id" => Copied(column),
            "sequence" => "sequence + i * (SELECT max(sequence) + 1 FROM grid_reports)",
            "link_hash" => "sha256(link_hash || int4send(i))",
            _ => null,
        });
        await ExecuteAsync(connection, $"{terms}; DROP TABLE seeded_terms");
        await CopyAsync(connection, "grid_report_timeline", times, column => column is "id" or "report_id" ? Copied(column) : null);
        await MultiplyNumbersAsync(connection, times);

        foreach (var reference in references) await ExecuteAsync(connection, $"ALTER TABLE grid_reports ADD CONSTRAINT {reference}");
        foreach (var index in indexes) await ExecuteAsync(connection, index);
        // The pool of numbers goes on behind the last copy.
        await ExecuteAsync(connection, "SELECT setval('grid_report_number', (SELECT max(sequence) FROM grid_reports) + 1000)");
        await ExecuteAsync(connection, "VACUUM (ANALYZE)");
    }

    /// <summary>The copies say the same in the same words, whose terms need not be found again.</summary>
    private const string LookedUpTerms = """
        CREATE TABLE seeded_terms AS SELECT DISTINCT ON (1) description || E'\n' || address AS searched, search FROM grid_reports;
        CREATE INDEX ON seeded_terms USING hash (searched);
        CREATE OR REPLACE FUNCTION search_terms(searched text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
        BEGIN
            RETURN (SELECT t.search FROM public.seeded_terms t WHERE t.searched = search_terms.searched);
        END $$;
        """;

    private static string Copied(string column) => $"(left({column}::text, 32) || lpad(to_hex(('x' || right({column}::text, 4))::bit(16)::int # i), 4, '0'))::uuid";

    private static async Task CopyAsync(NpgsqlConnection connection, string table, int times, Func<string, string?> own)
    {
        var columns = await ListAsync(connection, $"""
            SELECT column_name || ' ' || data_type FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name = '{table}' AND is_generated = 'NEVER' AND identity_generation IS NULL
            """);
        var names = columns.ConvertAll(c => c.Split(' ')[0]);
        var before = string.Create(CultureInfo.InvariantCulture, $"interval '{24.0 * 3600 / times:0.000} s' * i");
        // What is not due yet stays so: a portal that had to catch up with a day of deadlines would measure that.
        var values = columns.Select(c => own(c.Split(' ')[0]) ?? (c.EndsWith("timestamp with time zone", StringComparison.Ordinal)
            ? $"CASE WHEN \"{c.Split(' ')[0]}\" > now() THEN \"{c.Split(' ')[0]}\" ELSE \"{c.Split(' ')[0]}\" - {before} END" : $"\"{c.Split(' ')[0]}\""));
        await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"""
            CREATE TEMPORARY TABLE seeded AS SELECT * FROM {table};
            INSERT INTO {table} ({string.Join(", ", names.Select(n => $"\"{n}\""))})
            SELECT {string.Join(", ", values)} FROM seeded CROSS JOIN generate_series(1, {times - 1}) AS copies (i) ORDER BY recorded_at - {before};
            DROP TABLE seeded;
            """));
    }

    /// <summary>Folded numbers count the copies; what is not folded yet is folded by the portal before.</summary>
    private static async Task MultiplyNumbersAsync(NpgsqlConnection connection, int times)
    {
        foreach (var table in await ListAsync(connection, """
            SELECT c.relname::text FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND c.relname LIKE 'grid\_report\_%statistic%'
            """))
        {
            var counts = await ListAsync(connection, $"""
                SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = '{table}'::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid IN ('int4'::regtype, 'int8'::regtype)
                AND a.attgenerated = '' AND a.attidentity = ''
                AND NOT EXISTS (SELECT FROM pg_index x WHERE x.indrelid = a.attrelid AND x.indisprimary AND a.attnum = ANY (x.indkey))
                AND a.attname NOT IN ('source', 'hour', 'level', 'dimension', 'kind')
                """);
            if (counts.Count > 0) await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"UPDATE {table} SET {string.Join(", ", counts.Select(c => $"\"{c}\" = \"{c}\" * {times}"))}"));
        }
    }

    private static async Task<List<string>> ListAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var list = new List<string>();
        while (await reader.ReadAsync()) list.Add(reader.GetString(0));
        return list;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = CommandTimeoutSeconds };
        await command.ExecuteNonQueryAsync();
    }
}
