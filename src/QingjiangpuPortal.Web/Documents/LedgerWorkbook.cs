using MiniExcelLibs;
using QingjiangpuPortal.Application.Ledgers;

namespace QingjiangpuPortal.Web.Documents;

/// <summary>The register's own spreadsheets: one to be filled in, and the rows of an import that were not taken. Headings are Chinese in every language, because the import knows them so.</summary>
internal static class LedgerWorkbook
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static byte[] Template() => Write([LedgerColumns.All.ToDictionary(column => column, _ => (object?)null, StringComparer.Ordinal)]);

    /// <param name="say">The sentence of a problem.</param>
    public static byte[] Refused(IReadOnlyList<RefusedLedgerCells> rows, Func<LedgerRowProblem, string> say) => Write(rows.Select(row =>
    {
        var cells = LedgerColumns.All.ToDictionary(column => column, column => (object?)row.Cells.GetValueOrDefault(column), StringComparer.Ordinal);
        cells[LedgerColumns.Reason] = string.Join('；', row.Problems.Select(problem => $"{problem.Column}：{say(problem)}"));
        return cells;
    }));

    private static byte[] Write(IEnumerable<Dictionary<string, object?>> rows)
    {
        using var stream = new MemoryStream();
        stream.SaveAs(rows);
        return stream.ToArray();
    }
}
