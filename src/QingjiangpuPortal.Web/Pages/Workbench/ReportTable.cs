using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Web.Pages.Workbench;

/// <summary>Reports in rows for <c>_ReportTable.cshtml</c>, cards on a phone.</summary>
public sealed record ReportTable(IEnumerable<ReportTableRow> Rows, PlaceMap Places)
{
    /// <summary>The form to which a box in each row belongs; <c>null</c> for a table without boxes.</summary>
    public string? BulkForm { get; init; }

    public string Community(ReportTableRow row) =>
        Places.Find(OrgCode.AncestorAt(row.PlaceCode, OrgLevel.Community))?.Name ?? row.PlaceCode;

    /// <summary>第 1 网格 02 微网格: the unit's name without its community's.</summary>
    public string MicroGrid(ReportTableRow row)
    {
        var name = Places.Find(row.PlaceCode)?.Name ?? "";
        var community = Community(row);
        return name.StartsWith(community, StringComparison.Ordinal) ? name[community.Length..] : name;
    }
}

/// <param name="DueAt"><c>null</c> when the report is no longer open.</param>
/// <param name="EndedAt">When it was closed, as far as it was.</param>
public sealed record ReportTableRow(
    Guid Id, string Number, string Description, CategoryName Category, ReportSource Source, string PlaceCode, string Address,
    GridReportStatus Status, DateTimeOffset RecordedAt, DateTimeOffset? DueAt, DateTimeOffset? EndedAt, bool IsSupervised = false)
{
    private const int Longest = 60;

    /// <summary>The first words of what was reported.</summary>
    public string Title => Description.Length > Longest ? Description[..Longest] + "…" : Description;

    public static ReportTableRow Of(QueueRow r) =>
        new(r.Id, r.Number, r.Description, r.Category, r.Source, r.PlaceCode, r.Address, r.Status, r.RecordedAt, r.DueAt, EndedAt: null, r.IsSupervised);

    public static ReportTableRow Of(ReportRow r) =>
        new(r.Id, r.Number, r.Description, r.Category, r.Source, r.PlaceCode, r.Address, r.Status, r.RecordedAt, r.DueAt, r.ClosedAt);
}
