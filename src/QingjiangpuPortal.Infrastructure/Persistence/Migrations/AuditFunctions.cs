using Microsoft.EntityFrameworkCore.Migrations;

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations;

/// <summary>What the running portal's role may have done for it to tables that it does not own.</summary>
internal static class AuditFunctions
{
    /// <summary>
    /// As <see cref="MonthPartitions.AddFunction"/>, but with the owner's rights, and so for the partitioned tables of the
    /// portal only, and for no more months than anybody seeds.
    /// </summary>
    public static void LetTheAppMakeMonths(MigrationBuilder migration) => migration.Sql("""
        CREATE OR REPLACE FUNCTION ensure_month_partitions(parent regclass, first timestamptz, last timestamptz) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' SET search_path = public, pg_temp AS $$
        DECLARE
            month timestamptz := date_trunc('month', first);
            part text;
        BEGIN
            IF parent NOT IN ('grid_report_timeline'::regclass, 'audit_entries'::regclass, 'audit_leaves'::regclass) THEN
                RAISE EXCEPTION '% is not partitioned by month', parent;
            END IF;
            IF last > first + interval '11 years' THEN
                RAISE EXCEPTION 'More than eleven years at once';
            END IF;
            WHILE month <= last LOOP
                part := format('%s_%s', parent, to_char(month, 'YYYYMM'));
                IF to_regclass(part) IS NULL THEN
                    BEGIN
                        EXECUTE format('CREATE TABLE %I PARTITION OF %s FOR VALUES FROM (%L) TO (%L)', part, parent, month, month + interval '1 month');
                    EXCEPTION
                        WHEN duplicate_table THEN NULL;   -- another instance was faster
                        WHEN check_violation THEN NULL;   -- rows of that month are in the default partition already
                    END;
                END IF;
                month := month + interval '1 month';
            END LOOP;
        END $$;
        REVOKE EXECUTE ON FUNCTION ensure_month_partitions FROM PUBLIC;
        """);

    /// <summary>
    /// Drops the months that lie wholly before a day, lines and leaves; the batches stay, and a record says which months went
    /// by rule. Refuses by itself what is younger than half a year (GB/T 22239), whoever asks, and keeps a month with a line
    /// that was never sealed: nothing leaves unnoticed.
    /// </summary>
    public static void AddPruning(MigrationBuilder migration) => migration.Sql("""
        CREATE FUNCTION prune_audit_months(before timestamptz) RETURNS integer
        LANGUAGE plpgsql SECURITY DEFINER SET timezone = 'UTC' SET search_path = public, pg_temp SET lock_timeout = '5s' AS $$
        DECLARE
            part record;
            lines bigint;
            unsealed boolean;
            pruned integer := 0;
        BEGIN
            IF before > now() - interval '180 days' THEN
                RAISE EXCEPTION 'The audit trail is kept for 180 days at least';
            END IF;
            FOR part IN
                SELECT right(c.relname, 6) AS suffix, to_timestamp(right(c.relname, 6), 'YYYYMM') AS month
                FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                WHERE i.inhparent = 'audit_entries'::regclass AND c.relname ~ '^audit_entries_\d{6}$'
                ORDER BY 1
            LOOP
                CONTINUE WHEN part.month + interval '1 month' > before OR to_regclass('audit_leaves_' || part.suffix) IS NULL;
                EXECUTE format('LOCK TABLE audit_entries_%s, audit_leaves_%s IN SHARE MODE', part.suffix, part.suffix);
                EXECUTE format(
                    'SELECT count(*), COALESCE(bool_or(l.entry_id IS NULL), false) FROM audit_entries_%s e LEFT JOIN audit_leaves_%s l ON l.entry_id = e.id AND l.recorded_at = e.recorded_at',
                    part.suffix, part.suffix) INTO lines, unsealed;
                CONTINUE WHEN unsealed;
                IF lines > 0 THEN
                    INSERT INTO audit_prunings (month, entries, pruned_at) VALUES (part.month, lines, now())
                    ON CONFLICT (month) DO UPDATE SET entries = audit_prunings.entries + excluded.entries, pruned_at = excluded.pruned_at;
                END IF;
                EXECUTE format('DROP TABLE audit_entries_%s, audit_leaves_%s', part.suffix, part.suffix);
                pruned := pruned + 1;
            END LOOP;
            RETURN pruned;
        END $$;
        REVOKE EXECUTE ON FUNCTION prune_audit_months FROM PUBLIC;
        """);
}
