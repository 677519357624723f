namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations;

/// <summary>
/// The roll-ups of the statistics as they were when the measures came: frozen, like all that a migration says. What counts today is
/// <see cref="Statistics.StatisticRollUps"/>; a change there that concerns these views comes with a migration of its own.
/// </summary>
internal static class FirstRollUps
{
    /// <summary>The views that readers and the folder use: what each change adds to which rows, and folded and unfolded together.</summary>
    public const string AddViews = """
        CREATE VIEW grid_report_statistic_changes AS
        SELECT d.id, left(d.place_code, level.length)::varchar(17) AS unit_code, period.period, part.part,
            d.filed, CASE WHEN part.whole THEN d.dispatched ELSE 0 END AS dispatched,
                CASE WHEN part.whole THEN d.contacted_in_time ELSE 0 END AS contacted_in_time, CASE WHEN part.whole THEN d.resolved ELSE 0 END AS resolved,
                CASE WHEN part.whole THEN d.resolved_on_time ELSE 0 END AS resolved_on_time, CASE WHEN part.whole THEN d.closed ELSE 0 END AS closed,
                CASE WHEN part.whole THEN d.closed_by_micro_grid ELSE 0 END AS closed_by_micro_grid,
                CASE WHEN part.whole THEN d.closed_by_grid ELSE 0 END AS closed_by_grid,
                CASE WHEN part.whole THEN d.closed_by_community ELSE 0 END AS closed_by_community,
                CASE WHEN part.whole THEN d.closed_by_street ELSE 0 END AS closed_by_street, CASE WHEN part.whole THEN d.rated ELSE 0 END AS rated,
                CASE WHEN part.whole THEN d.satisfied ELSE 0 END AS satisfied, CASE WHEN part.whole THEN d.solution_told ELSE 0 END AS solution_told,
                CASE WHEN part.whole THEN d.solved ELSE 0 END AS solved, CASE WHEN part.whole THEN d.partly_solved ELSE 0 END AS partly_solved
        FROM grid_report_statistic_deltas d
        CROSS JOIN LATERAL (VALUES (6), (9), (12), (15), (17)) AS level (length)
        CROSS JOIN LATERAL (VALUES ((extract(year FROM d.day) * 10000 + extract(month FROM d.day) * 100 + extract(day FROM d.day))::int),
                ((extract(year FROM d.day) * 10000 + extract(month FROM d.day) * 100)::int),
                ((extract(year FROM d.day) * 10000 + 9000 + extract(quarter FROM d.day) * 100)::int)) AS period (period)
        -- By the hour only filings are counted.
        CROSS JOIN LATERAL (VALUES (''::varchar(3) COLLATE "C", true, 17), (('c' || left(category_code, 2))::varchar(3) COLLATE "C", true, 12),
            (('s' || source)::varchar(3) COLLATE "C", true, 12), (('h' || lpad(filed_hour::text, 2, '0'))::varchar(3) COLLATE "C", false, 12))
            AS part (part, whole, deepest)
        WHERE level.length <= part.deepest AND (part.whole OR d.filed <> 0)
            AND NOT (filed = 0 AND dispatched = 0 AND contacted_in_time = 0 AND resolved = 0 AND resolved_on_time = 0 AND closed = 0 AND closed_by_micro_grid = 0 AND closed_by_grid = 0
                AND closed_by_community = 0 AND closed_by_street = 0 AND rated = 0 AND satisfied = 0 AND solution_told = 0 AND solved = 0 AND partly_solved = 0);

        CREATE VIEW open_report_changes AS
        SELECT d.id, left(d.place_code, level.length)::varchar(17) AS unit_code, part.part, due.due_day, due.open
        FROM grid_report_statistic_deltas d
        CROSS JOIN LATERAL (VALUES (6), (9), (12), (15), (17)) AS level (length)
        CROSS JOIN LATERAL (VALUES (''::varchar(3) COLLATE "C", 17), (('c' || left(category_code, 2))::varchar(3) COLLATE "C", 12)) AS part (part, deepest)
        CROSS JOIN LATERAL (VALUES (d.due_day, 1), (d.former_due_day, -1)) AS due (due_day, open)
        WHERE level.length <= part.deepest AND due.due_day IS NOT NULL;

        CREATE VIEW grid_report_numbers AS
        SELECT unit_code, period, part, filed, dispatched, contacted_in_time, resolved, resolved_on_time, closed, closed_by_micro_grid, closed_by_grid,
            closed_by_community, closed_by_street, rated, satisfied, solution_told, solved, partly_solved FROM grid_report_statistics
        UNION ALL SELECT unit_code, period, part, filed, dispatched, contacted_in_time, resolved, resolved_on_time, closed, closed_by_micro_grid,
            closed_by_grid, closed_by_community, closed_by_street, rated, satisfied, solution_told, solved, partly_solved FROM grid_report_statistic_changes;

        CREATE VIEW open_report_numbers AS
        SELECT unit_code, part, due_day, open FROM open_report_counts
        UNION ALL SELECT unit_code, part, due_day, open FROM open_report_changes;
        """;

    /// <summary>What reports counted then: the history of before goes on in the new rows.</summary>
    public const string FillFromReports = """
        UPDATE grid_reports SET contacted_in_time = true WHERE contacted_at <= accept_due_at;
        INSERT INTO grid_report_statistics AS folded (unit_code, period, part, filed, dispatched, contacted_in_time, resolved, resolved_on_time, closed,
            closed_by_micro_grid, closed_by_grid, closed_by_community, closed_by_street, rated, satisfied, solution_told, solved, partly_solved)
        SELECT unit_code, period, part, filed, dispatched, contacted_in_time, resolved, resolved_on_time, closed, closed_by_micro_grid, closed_by_grid,
            closed_by_community, closed_by_street, rated, satisfied, solution_told, solved,
            partly_solved FROM (WITH changes AS MATERIALIZED (SELECT (happened.at AT TIME ZONE 'Asia/Shanghai')::date AS day, r.place_code, r.category_code,
            r.source,
            extract(hour FROM r.recorded_at AT TIME ZONE 'Asia/Shanghai')::smallint AS filed_hour, happened.filed, happened.dispatched,
                happened.contacted_in_time, happened.resolved, happened.resolved_on_time, happened.closed, happened.closed_by_micro_grid,
                happened.closed_by_grid, happened.closed_by_community, happened.closed_by_street, happened.rated, happened.satisfied, happened.solution_told,
                happened.solved, happened.partly_solved
        FROM grid_reports r
        CROSS JOIN LATERAL (SELECT
            (r.reporter_id IS NOT NULL OR r.contact_phone_ciphertext IS NOT NULL OR r.details_removed_at IS NOT NULL) AND r.status NOT IN (8,
                10) AS dispatched,
            length(substring(r.handling_unit_code FROM '^[0-9]+')) AS level) AS own
        CROSS JOIN LATERAL (VALUES
            (r.recorded_at, 1, own.dispatched::int, (own.dispatched AND r.contacted_in_time)::int, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            (CASE WHEN r.status <> 10 THEN r.resolved_at END, 0, 0, 0, 1, r.resolved_on_time::int, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            (r.closed_at, 0, 0, 0, 0, 0, 1, (own.level = 17)::int, (own.level = 15)::int, (own.level = 12)::int, (own.level = 9)::int, 0, 0, 0, 0, 0),
            (r.rated_at, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, (r.satisfaction IS DISTINCT FROM 3)::int,
                (r.solution IS NOT NULL)::int, (r.solution IS NOT DISTINCT FROM 1)::int, (r.solution IS NOT DISTINCT FROM 2)::int))
            AS happened (at, filed, dispatched, contacted_in_time, resolved, resolved_on_time, closed, closed_by_micro_grid, closed_by_grid,
                closed_by_community, closed_by_street, rated, satisfied, solution_told, solved, partly_solved)
        WHERE happened.at IS NOT NULL),
        leaves AS (
            SELECT place_code::text AS unit_code, day, ''::varchar(3) COLLATE "C" AS part, sum(filed)::int AS filed, sum(dispatched)::int AS dispatched,
                sum(contacted_in_time)::int AS contacted_in_time, sum(resolved)::int AS resolved, sum(resolved_on_time)::int AS resolved_on_time,
                sum(closed)::int AS closed, sum(closed_by_micro_grid)::int AS closed_by_micro_grid, sum(closed_by_grid)::int AS closed_by_grid,
                sum(closed_by_community)::int AS closed_by_community, sum(closed_by_street)::int AS closed_by_street, sum(rated)::int AS rated,
                sum(satisfied)::int AS satisfied, sum(solution_told)::int AS solution_told, sum(solved)::int AS solved,
                sum(partly_solved)::int AS partly_solved FROM changes GROUP BY 1, 2
            UNION ALL SELECT left(place_code, 12), day, ('c' || left(category_code, 2))::varchar(3) COLLATE "C", sum(filed)::int AS filed,
                sum(dispatched)::int AS dispatched, sum(contacted_in_time)::int AS contacted_in_time, sum(resolved)::int AS resolved,
                sum(resolved_on_time)::int AS resolved_on_time, sum(closed)::int AS closed, sum(closed_by_micro_grid)::int AS closed_by_micro_grid,
                sum(closed_by_grid)::int AS closed_by_grid, sum(closed_by_community)::int AS closed_by_community,
                sum(closed_by_street)::int AS closed_by_street, sum(rated)::int AS rated, sum(satisfied)::int AS satisfied,
                sum(solution_told)::int AS solution_told, sum(solved)::int AS solved, sum(partly_solved)::int AS partly_solved FROM changes GROUP BY 1, 2, 3
            UNION ALL SELECT left(place_code, 12), day, ('s' || source)::varchar(3) COLLATE "C", sum(filed)::int AS filed,
                sum(dispatched)::int AS dispatched, sum(contacted_in_time)::int AS contacted_in_time, sum(resolved)::int AS resolved,
                sum(resolved_on_time)::int AS resolved_on_time, sum(closed)::int AS closed, sum(closed_by_micro_grid)::int AS closed_by_micro_grid,
                sum(closed_by_grid)::int AS closed_by_grid, sum(closed_by_community)::int AS closed_by_community,
                sum(closed_by_street)::int AS closed_by_street, sum(rated)::int AS rated, sum(satisfied)::int AS satisfied,
                sum(solution_told)::int AS solution_told, sum(solved)::int AS solved, sum(partly_solved)::int AS partly_solved FROM changes GROUP BY 1, 2, 3
            UNION ALL SELECT left(place_code, 12), day, ('h' || lpad(filed_hour::text, 2, '0'))::varchar(3) COLLATE "C", sum(filed)::int, 0, 0, 0, 0, 0, 0,
                0, 0, 0, 0, 0, 0, 0, 0
                FROM changes WHERE filed <> 0 GROUP BY 1, 2, 3
        )
        SELECT left(leaf.unit_code, level.length)::varchar(17) AS unit_code, period.period, leaf.part, sum(filed)::int AS filed,
            sum(dispatched)::int AS dispatched, sum(contacted_in_time)::int AS contacted_in_time, sum(resolved)::int AS resolved,
            sum(resolved_on_time)::int AS resolved_on_time, sum(closed)::int AS closed, sum(closed_by_micro_grid)::int AS closed_by_micro_grid,
            sum(closed_by_grid)::int AS closed_by_grid, sum(closed_by_community)::int AS closed_by_community, sum(closed_by_street)::int AS closed_by_street,
            sum(rated)::int AS rated, sum(satisfied)::int AS satisfied, sum(solution_told)::int AS solution_told, sum(solved)::int AS solved,
            sum(partly_solved)::int AS partly_solved
        FROM leaves leaf CROSS JOIN LATERAL (VALUES (6), (9), (12), (15),
            (17)) AS level (length) CROSS JOIN LATERAL (VALUES ((extract(year FROM leaf.day) * 10000 + extract(month FROM leaf.day) * 100 + extract(day FROM leaf.day))::int),
                ((extract(year FROM leaf.day) * 10000 + extract(month FROM leaf.day) * 100)::int),
                ((extract(year FROM leaf.day) * 10000 + 9000 + extract(quarter FROM leaf.day) * 100)::int)) AS period (period)
        WHERE level.length <= length(leaf.unit_code)
        GROUP BY 1, 2, 3) added ORDER BY 1, 2, 3
        ON CONFLICT (unit_code, period, part) DO UPDATE SET filed = folded.filed + excluded.filed, dispatched = folded.dispatched + excluded.dispatched,
            contacted_in_time = folded.contacted_in_time + excluded.contacted_in_time, resolved = folded.resolved + excluded.resolved,
            resolved_on_time = folded.resolved_on_time + excluded.resolved_on_time, closed = folded.closed + excluded.closed,
            closed_by_micro_grid = folded.closed_by_micro_grid + excluded.closed_by_micro_grid,
            closed_by_grid = folded.closed_by_grid + excluded.closed_by_grid,
            closed_by_community = folded.closed_by_community + excluded.closed_by_community,
            closed_by_street = folded.closed_by_street + excluded.closed_by_street, rated = folded.rated + excluded.rated,
            satisfied = folded.satisfied + excluded.satisfied, solution_told = folded.solution_told + excluded.solution_told,
            solved = folded.solved + excluded.solved, partly_solved = folded.partly_solved + excluded.partly_solved;
        INSERT INTO open_report_counts AS folded (unit_code, part, due_day, open)
        SELECT unit_code, part, due_day, open FROM (SELECT left(c.place_code, level.length)::varchar(17) AS unit_code, part.part, c.due_day,
            sum(c.open)::int AS open
        FROM (SELECT place_code, category_code, (due_at AT TIME ZONE 'Asia/Shanghai')::date AS due_day,
            1 AS open FROM grid_reports WHERE due_at IS NOT NULL) c CROSS JOIN LATERAL (VALUES (6), (9), (12), (15),
            (17)) AS level (length) CROSS JOIN LATERAL (VALUES (''::varchar(3) COLLATE "C", 17), (('c' || left(category_code, 2))::varchar(3) COLLATE "C",
            12)) AS part (part, deepest)
        WHERE level.length <= part.deepest
        GROUP BY 1, 2, 3) added ORDER BY 1, 2, 3
        ON CONFLICT (unit_code, part, due_day) DO UPDATE SET open = folded.open + excluded.open;
        """;
}
