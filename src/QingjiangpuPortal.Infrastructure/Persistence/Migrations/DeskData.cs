namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations;

/// <summary>What reports of before the desk are missing.</summary>
internal static class DeskData
{
    /// <summary>When each open report was last pressed for, from its history (27 is the verb 督办); nobody looks for closed ones by it.</summary>
    public const string FillSupervised = """
        UPDATE grid_reports r SET supervised_at = t.at
        FROM (SELECT report_id, max(recorded_at) AS at FROM grid_report_timeline WHERE verb = 27 GROUP BY report_id) t
        WHERE t.report_id = r.id AND r.due_at IS NOT NULL
        """;
}
