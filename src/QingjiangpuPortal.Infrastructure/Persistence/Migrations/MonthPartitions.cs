using Microsoft.EntityFrameworkCore.Migrations;

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations;

/// <summary>Append-only history is partitioned by month on <c>recorded_at</c>; months are UTC, which only the storage sees.</summary>
internal static class MonthPartitions
{
    /// <summary>
    /// Makes an empty table partitioned, with a default partition for what no month takes, and the function that adds the
    /// months of a period (called by the partition keeper and by seeding; adding what is there does nothing).
    /// </summary>
    public static void PartitionByMonth(this MigrationBuilder migration, string table, string key)
    {
        migration.Sql($"""
            ALTER TABLE {table} RENAME TO {table}_plain;
            CREATE TABLE {table} (LIKE {table}_plain INCLUDING DEFAULTS) PARTITION BY RANGE (recorded_at);
            DROP TABLE {table}_plain;
            ALTER TABLE {table} ADD CONSTRAINT pk_{table} PRIMARY KEY ({key}, recorded_at);
            CREATE TABLE {table}_default PARTITION OF {table} DEFAULT;
            """);
    }

    public static void AddFunction(MigrationBuilder migration) => migration.Sql("""
        CREATE FUNCTION ensure_month_partitions(parent regclass, first timestamptz, last timestamptz) RETURNS void
        LANGUAGE plpgsql SET timezone = 'UTC' AS $$
        DECLARE
            month timestamptz := date_trunc('month', first);
            part text;
        BEGIN
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
        """);
}
