using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Dashboards;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Pages.Workbench.Reports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Dashboard;

/// <summary>统计分析: what goes wrong where, in one look; every number is a link to exactly the reports that it counts.</summary>
public sealed class IndexModel(IMediator mediator, ICurrentUser user, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    public Application.Dashboards.Dashboard Numbers { get; private set; } = null!;

    private IReadOnlyDictionary<string, UnitName> _names = new Dictionary<string, UnitName>(StringComparer.Ordinal);

    private List<string> Units => [.. user.ScopeFor(Permission.ViewDashboard).Units];

    /// <summary>清江浦区, or the units of several posts.</summary>
    public string Where => string.Join(texts["、"], Units.Select(NameOf));

    /// <summary>The place that the totals count, where it is one; the list of the district needs no filter.</summary>
    private string? Place => Units is [var one] && OrgCode.LevelOf(one) > OrgLevel.District ? one : null;

    public string NameOf(string code) => _names.TryGetValue(code, out var name) ? Words.Of(name) : code;

    public string Link(ReportHappening happening, string? place = null, string? category = null, DateOnly? day = null) =>
        new ReportListAddress(Place: place ?? Place, Category: category, Happening: happening, From: day ?? Numbers.From, To: day ?? Numbers.To).ToString();

    public string StateLink(string state, string? place = null, string? category = null) =>
        new ReportListAddress(State: state, Place: place ?? Place, Category: category).ToString();

    public static string Percent(double? share) => share is { } value ? (value * 100).ToString("0.0", CultureInfo.InvariantCulture) : "–";

    /// <summary>比前 30 天多 12 件.</summary>
    public string Compare(int now, int before) => (now - before) switch
    {
        > 0 => texts["比前 {0} 天多 {1} 件", GetDashboard.Days, now - before],
        < 0 => texts["比前 {0} 天少 {1} 件", GetDashboard.Days, before - now],
        _ => texts["与前 {0} 天持平", GetDashboard.Days],
    };

    /// <summary>比前 30 天 ↑ 1.2 个百分点, and whether that is better.</summary>
    public (string Text, string? Css) Compare(double? now, double? before)
    {
        if (now is null) return (texts["这段时间没有可算的"], null);
        if (before is null) return (texts["前 {0} 天没有可比的", GetDashboard.Days], null);
        var points = Math.Round((now.Value - before.Value) * 100, 1);
        var size = Math.Abs(points).ToString("0.0", CultureInfo.InvariantCulture);
        return points switch
        {
            > 0 => (texts["比前 {0} 天 ↑ {1} 个百分点", GetDashboard.Days, size], "better"),
            < 0 => (texts["比前 {0} 天 ↓ {1} 个百分点", GetDashboard.Days, size], "worse"),
            _ => (texts["与前 {0} 天持平", GetDashboard.Days], null),
        };
    }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override async Task<IActionResult?> LoadAsync() =>
        await ReadAsync(new GetDashboard(), numbers => Numbers = numbers)
        ?? await ReadAsync(new NameUnits([.. Numbers.ByPlace.Select(row => row.Code), .. Units]), names => _names = names);
}

/// <summary>A table of the dashboard for <c>_Breakdown.cshtml</c>: by place, or by category.</summary>
public sealed record Breakdown(IndexModel Page, string Caption, IReadOnlyList<DashboardRow> Rows, bool ByPlace)
{
    public string NameOf(DashboardRow row) => row.Name is { } category ? Words.Of(category) : Page.NameOf(row.Code);

    public string Link(DashboardRow row, ReportHappening happening) =>
        ByPlace ? Page.Link(happening, place: row.Code) : Page.Link(happening, category: row.Code);

    public string StateLink(DashboardRow row, string state) =>
        ByPlace ? Page.StateLink(state, place: row.Code) : Page.StateLink(state, category: row.Code);
}
