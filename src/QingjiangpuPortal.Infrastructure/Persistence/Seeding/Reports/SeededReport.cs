using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.Reports;

/// <summary>A report as it stands now, with what its moves left behind.</summary>
/// <param name="Counted">What it adds to the statistics, all its moves together.</param>
internal sealed record SeededReport(
    GridReport Report, IReadOnlyList<GridReportTimelineEntry> Timeline, IReadOnlyList<GridReportStatisticDelta> Counted)
{
    public static SeededReport Of(GridReport report, SeededRandom random)
    {
        var moves = report.TakeEvents().Cast<GridReportMoved>().ToList();
        return new(
            report,
            [.. moves.Select((moved, order) => GridReportTimelineEntry.Of(random.NextId(moved.At, order), moved))],
            // What one move adds the next takes back: from nothing to the last state in one step is their sum.
            [.. GridReportStatisticDelta.Of(before: null, moves[^1].After)]);
    }
}
