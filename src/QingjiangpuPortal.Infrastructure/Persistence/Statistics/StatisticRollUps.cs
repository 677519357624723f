namespace QingjiangpuPortal.Infrastructure.Persistence.Statistics;

/// <summary>
/// The roll-ups of the statistics in SQL: how a change, or a report as it stands, becomes rows of unit × period × part. The
/// folder, the seeding and <c>Admin stats verify</c> all use these texts; tests compare them with each other, with the views that a
/// migration made and with the domain.
/// </summary>
internal static class StatisticRollUps
{
    public static readonly string[] Counts =
    [
        "filed", "dispatched", "contacted_in_time", "resolved", "resolved_on_time", "closed", "closed_by_micro_grid", "closed_by_grid",
        "closed_by_community", "closed_by_street", "rated", "satisfied", "solution_told", "solved", "partly_solved",
    ];

    private static readonly string Columns = string.Join(", ", Counts);
    private static readonly string Sums = string.Join(", ", Counts.Select(c => $"sum({c})::int AS {c}"));

    /// <summary>District, street, community, grid and micro-grid by the length of their codes.</summary>
    private const string Levels = "(VALUES (6), (9), (12), (15), (17)) AS level (length)";

    /// <summary>Parts are counted down to the community.</summary>
    private const int DeepestPart = 12;

    /// <summary>See StatisticPeriod of the domain.</summary>
    private static string PeriodsOf(string day) => $"""
        (VALUES ((extract(year FROM {day}) * 10000 + extract(month FROM {day}) * 100 + extract(day FROM {day}))::int),
                ((extract(year FROM {day}) * 10000 + extract(month FROM {day}) * 100)::int),
                ((extract(year FROM {day}) * 10000 + 9000 + extract(quarter FROM {day}) * 100)::int)) AS period (period)
        """;

    private const string Category = "('c' || left(category_code, 2))::varchar(3) COLLATE \"C\"";
    private const string Source = "('s' || source)::varchar(3) COLLATE \"C\"";
    private const string Hour = "('h' || lpad(filed_hour::text, 2, '0'))::varchar(3) COLLATE \"C\"";
    private const string All = "''::varchar(3) COLLATE \"C\"";

    /// <summary>
    /// Rows like those of <c>grid_report_statistic_deltas</c>, one for each thing that happened to a report and still counts.
    /// The numbers of statuses and answers are the domain's: 8 withdrawn, 10 merged; 3 unsatisfied; 1 solved, 2 partly.
    /// </summary>
    public static readonly string Recount = $"""
        SELECT (happened.at AT TIME ZONE 'Asia/Shanghai')::date AS day, r.place_code, r.category_code, r.source,
            extract(hour FROM r.recorded_at AT TIME ZONE 'Asia/Shanghai')::smallint AS filed_hour, {string.Join(", ", Counts.Select(c => $"happened.{c}"))}
        FROM grid_reports r
        CROSS JOIN LATERAL (SELECT
            (r.reporter_id IS NOT NULL OR r.contact_phone_ciphertext IS NOT NULL OR r.details_removed_at IS NOT NULL) AND r.status NOT IN (8, 10) AS dispatched,
            length(substring(r.handling_unit_code FROM '^[0-9]+')) AS level) AS own
        CROSS JOIN LATERAL (VALUES
            (r.recorded_at, 1, own.dispatched::int, (own.dispatched AND r.contacted_in_time)::int, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            (CASE WHEN r.status <> 10 THEN r.resolved_at END, 0, 0, 0, 1, r.resolved_on_time::int, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            (r.closed_at, 0, 0, 0, 0, 0, 1, (own.level = 17)::int, (own.level = 15)::int, (own.level = 12)::int, (own.level = 9)::int, 0, 0, 0, 0, 0),
            (r.rated_at, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, (r.satisfaction IS DISTINCT FROM 3)::int,
                (r.solution IS NOT NULL)::int, (r.solution IS NOT DISTINCT FROM 1)::int, (r.solution IS NOT DISTINCT FROM 2)::int))
            AS happened (at, {Columns})
        WHERE happened.at IS NOT NULL
        """;

    /// <summary>Likewise for what is open.</summary>
    public const string OpenRecount = """
        SELECT place_code, category_code, (due_at AT TIME ZONE 'Asia/Shanghai')::date AS due_day, 1 AS open FROM grid_reports WHERE due_at IS NOT NULL
        """;

    /// <summary>Many changes at once: first to the deepest unit of each part, and only the few rows of those up the levels and periods.</summary>
    public static string RolledUp(string changes) => $"""
        WITH changes AS MATERIALIZED ({changes}),
        leaves AS (
            SELECT place_code::text AS unit_code, day, {All} AS part, {Sums} FROM changes GROUP BY 1, 2
            UNION ALL SELECT left(place_code, {DeepestPart}), day, {Category}, {Sums} FROM changes GROUP BY 1, 2, 3
            UNION ALL SELECT left(place_code, {DeepestPart}), day, {Source}, {Sums} FROM changes GROUP BY 1, 2, 3
            UNION ALL SELECT left(place_code, {DeepestPart}), day, {Hour}, sum(filed)::int, {string.Join(", ", Counts.Skip(1).Select(_ => "0"))}
                FROM changes WHERE filed <> 0 GROUP BY 1, 2, 3
        )
        SELECT left(leaf.unit_code, level.length)::varchar(17) AS unit_code, period.period, leaf.part, {Sums}
        FROM leaves leaf CROSS JOIN LATERAL {Levels} CROSS JOIN LATERAL {PeriodsOf("leaf.day")}
        WHERE level.length <= length(leaf.unit_code)
        GROUP BY 1, 2, 3
        """;

    public static string OpenRolledUp(string changes) => $"""
        SELECT left(c.place_code, level.length)::varchar(17) AS unit_code, part.part, c.due_day, sum(c.open)::int AS open
        FROM ({changes}) c CROSS JOIN LATERAL {Levels} CROSS JOIN LATERAL (VALUES ({All}, 17), ({Category}, {DeepestPart})) AS part (part, deepest)
        WHERE level.length <= part.deepest
        GROUP BY 1, 2, 3
        """;

    /// <summary>Adds summed rows to those that are there, always in one order.</summary>
    public static string AddTo(string table, string rows) => $"""
        INSERT INTO {table} AS folded (unit_code, period, part, {Columns})
        SELECT unit_code, period, part, {Columns} FROM ({rows}) added ORDER BY 1, 2, 3
        ON CONFLICT (unit_code, period, part) DO UPDATE SET {string.Join(", ", Counts.Select(c => $"{c} = folded.{c} + excluded.{c}"))}
        """;

    public static string AddToOpen(string rows) => $"""
        INSERT INTO open_report_counts AS folded (unit_code, part, due_day, open)
        SELECT unit_code, part, due_day, open FROM ({rows}) added ORDER BY 1, 2, 3
        ON CONFLICT (unit_code, part, due_day) DO UPDATE SET open = folded.open + excluded.open
        """;

    /// <summary>What the changes of a table <c>claimed (id)</c> add, as rows for <see cref="AddTo"/>.</summary>
    public static readonly string Claimed = $"""
        SELECT c.unit_code, c.period, c.part, {string.Join(", ", Counts.Select(c => $"sum(c.{c})::int AS {c}"))}
        FROM grid_report_statistic_changes c JOIN claimed USING (id) GROUP BY 1, 2, 3
        """;

    public const string ClaimedOpen = """
        SELECT c.unit_code, c.part, c.due_day, sum(c.open)::int AS open FROM open_report_changes c JOIN claimed USING (id) GROUP BY 1, 2, 3
        """;
}
