using Microsoft.EntityFrameworkCore.Migrations;

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations;

/// <summary>What rows of before have in the columns of the workflow by deadlines.</summary>
internal static class WorkflowData
{
    /// <summary>
    /// Limits were plain hours; those shipped that are meant in working time become so. Reports are due when they were due; the
    /// worker that watches deadlines looks at each open one once and reckons from there.
    /// </summary>
    public static void FillFromBefore(MigrationBuilder migration) => migration.Sql("""
        UPDATE report_categories SET
            accept_limit = accept_within_hours || 'h', resolve_limit = resolve_within_hours || 'h', verify_limit = verify_within_hours || 'h';
        UPDATE report_categories c SET accept_limit = v.accept, resolve_limit = v.resolve, verify_limit = v.verify
        FROM (VALUES
            ('04001', '2h', '24h', '2wd'),
            ('04003', '2h', '3wd', '2wd'),
            ('04005', '4wh', '5wd', '2wd'),
            ('04080', '4wh', '3wd', '2wd'),
            ('03004', '2h', '2wd', '1wd'),
            ('03005', '4wh', '5wd', '2wd'),
            ('03006', '2wh', '7wh', '1wd'),
            ('05', '4wh', '3wd', '2wd'),
            ('05001', '4wh', '2wd', '2wd'),
            ('05002', '4wh', '2wd', '2wd'),
            ('05003', '4wh', '5wd', '3wd'),
            ('05004', '2h', '2wd', '2wd'),
            ('01', '2h', '7wd', '3wd'),
            ('01001', '2h', '7wd', '3wd'),
            ('01002', '2h', '7wd', '3wd'),
            ('01003', '2h', '7wd', '3wd'),
            ('01004', '2h', '7wd', '3wd'),
            ('06003', '4h', '20wd', '3wd'),
            ('09', '4wh', '7wd', '3wd'),
            ('09001', '4wh', '7wd', '3wd'),
            ('09002', '4wh', '7wd', '3wd'),
            ('09003', '4wh', '7wd', '3wd'),
            ('99', '4wh', '7wd', '3wd'),
            ('99080', '4wh', '7wd', '3wd')
        ) AS v (code, accept, resolve, verify) WHERE c.code = v.code;
        UPDATE grid_reports SET clock_started_at = recorded_at, next_signal_at = due_at;
        """);

    /// <summary>Open reports of before are due by limits in working time from now on: reckoned anew by the portal, as after a change of limits.</summary>
    public static void ReckonOpenReports(MigrationBuilder migration) => migration.Sql("""
        INSERT INTO reckonings (id, requested_at, starts_at, last_report_id, looked, changed)
        SELECT gen_random_uuid(), now(), now(), '00000000-0000-0000-0000-000000000000', 0, 0
        WHERE EXISTS (SELECT FROM grid_reports WHERE due_at IS NOT NULL);
        """);
}
