using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using QingjiangpuPortal.Application.Dashboards;

namespace QingjiangpuPortal.Web.Pages.Dashboard;

/// <summary>The address of a page of a unit's dashboard in a period, or of the same as a file.</summary>
public sealed record DashboardAddress(string Unit, PeriodKind Kind, DateOnly? On, string Path = "/dashboard")
{
    public override string ToString() => Path + Query();

    public string Export(string format)
    {
        var query = Query();
        query.Add("format", format);
        return "/dashboard/export" + query;
    }

    private QueryBuilder Query()
    {
        var query = new QueryBuilder { { "unit", Unit }, { "kind", Kind.ToString().ToLowerInvariant() } };
        if (On is { } day) query.Add("on", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return query;
    }
}
