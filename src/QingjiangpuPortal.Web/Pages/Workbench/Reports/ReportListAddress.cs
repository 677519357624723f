using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>The address of 全部事件 with filters: what a number of the dashboard leads to.</summary>
public sealed record ReportListAddress(
    string? State = null, string? Place = null, string? Category = null, ReportHappening? Happening = null, DateOnly? From = null, DateOnly? To = null,
    ReportSource? Source = null, int? Hour = null, OrgLevel? ClosedAt = null)
{
    public const string Open = "open";
    public const string Overdue = "overdue";

    public override string ToString() => With(after: null);

    public string With(string? after)
    {
        var query = new QueryBuilder();
        Add("state", State);
        Add("place", Place);
        Add("category", Category);
        Add("happening", Happening?.ToString().ToLowerInvariant());
        Add("from", From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("to", To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("source", Source?.ToString().ToLowerInvariant());
        Add("hour", Hour?.ToString(CultureInfo.InvariantCulture));
        Add("closedAt", ClosedAt?.ToString().ToLowerInvariant());
        Add("after", after);
        return $"/workbench/reports{query}";

        void Add(string name, string? value)
        {
            if (value is not null) query.Add(name, value);
        }
    }
}
