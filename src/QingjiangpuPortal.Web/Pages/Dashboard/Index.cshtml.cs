using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Dashboards;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Pages.Workbench.Reports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Dashboard;

/// <summary>统计分析: what goes wrong where, in one look, compared with last year; every number is a link to the reports that it counts.</summary>
public sealed class IndexModel(IMediator mediator, IAreaOutlines outlines, ICurrentUser user, IStringLocalizer<Texts> texts) : DashboardPage(mediator, user, texts)
{
    /// <summary>The areas of the hot spots, drawn; empty where no boundaries are known.</summary>
    public AreaOutlines Outlines { get; private set; } = null!;

    /// <summary>What to look at first, at most four.</summary>
    public IReadOnlyList<Concern> Concerns { get; private set; } = [];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    /// <summary>Down to the unit, as far as there are units below it; a micro-grid is its list.</summary>
    public string Drill(string code) =>
        OrgCode.LevelOf(code) < OrgLevel.MicroGrid ? (Here with { Unit = code }).ToString() : List(ReportHappening.Filed, place: code);

    public string List(
        ReportHappening happening, string? place = null, string? category = null, ReportSource? source = null, int? hour = null, OrgLevel? closedAt = null,
        DateOnly? from = null, DateOnly? to = null) =>
        new ReportListAddress(
            Place: PlaceOf(place), Category: category, Happening: happening, From: from ?? Numbers.Period.First, To: to ?? Numbers.Period.Until,
            Source: source?.ToString().ToLowerInvariant(), Hour: hour, ClosedAt: closedAt).ToString();

    public string StateList(string state, string? place = null, string? category = null) =>
        new ReportListAddress(State: state, Place: PlaceOf(place), Category: category).ToString();

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await LoadNumbersAsync() is { } refused) return refused;
        Concerns = [.. Concern.Of(this)];
        Outlines = await outlines.WithinAsync(Numbers.Unit, OrgCode.LevelOf(Numbers.HotSpots.Count > 0 ? Numbers.HotSpots[0].Code : Numbers.Unit), HttpContext.RequestAborted);
        return null;
    }

    /// <summary>The list of the district needs no filter.</summary>
    private string? PlaceOf(string? place) => (place ?? Numbers.Unit) is var code && OrgCode.LevelOf(code) > OrgLevel.District ? code : null;
}
