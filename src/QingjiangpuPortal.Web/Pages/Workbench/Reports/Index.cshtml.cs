using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>全部事件: every report that the user's posts cover, the latest first, narrowed by what the address says.</summary>
public sealed class IndexModel(IMediator mediator, IPlaceDirectory places, ICurrentUser user, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    /// <summary><see cref="ReportListAddress.Open"/>, <see cref="ReportListAddress.Overdue"/> or a <see cref="GridReportStatus"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Place { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Category { get; set; }

    [BindProperty(SupportsGet = true)]
    public ReportHappening Happening { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public ReportSource? Source { get; set; }

    /// <summary>Filed at this hour of the day; only the dashboard asks so.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Hour { get; set; }

    /// <summary>Closed by a unit of this level; only the dashboard asks so.</summary>
    [BindProperty(SupportsGet = true)]
    public OrgLevel? ClosedAt { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public ReportTable Table { get; private set; } = null!;
    public string? NextHref { get; private set; }
    public List<SelectListItem> States { get; private set; } = [];
    public List<SelectListItem> Places { get; private set; } = [];
    public List<SelectListItem> Categories { get; private set; } = [];
    public List<SelectListItem> Happenings { get; private set; } = [];
    public List<SelectListItem> Sources { get; private set; } = [];

    public bool IsNarrowed => (State ?? Place ?? Category) is not null || From is not null || To is not null || Happening != ReportHappening.Filed
        || Source is not null || Hour is not null || ClosedAt is not null;

    private ReportFilter Filter => new(
        Enum.TryParse<GridReportStatus>(State, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : null,
        OnlyOpen: State == ReportListAddress.Open, OnlyOverdue: State == ReportListAddress.Overdue, Place, Category, Happening, From, To, Source, ClosedAt, Hour);

    public Task<IActionResult> OnGetAsync()
    {
        // A filter that says nothing (an address by hand) narrows nothing; it is no form to be corrected.
        ModelState.Clear();
        if (!Enum.IsDefined(Happening)) Happening = ReportHappening.Filed;
        if (Source is { } source && !Enum.IsDefined(source)) Source = null;
        if (ClosedAt is { } level && !Enum.IsDefined(level)) ClosedAt = null;
        if (Hour is < 0 or > 23) Hour = null;
        return ShowAsync();
    }

    protected override async Task<IActionResult?> LoadAsync()
    {
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        var refused = await ReadAsync(new ListReports(Filter, After), page =>
        {
            Table = new ReportTable(page.Items.Select(ReportTableRow.Of), map);
            NextHref = page.Next is { } next ? new ReportListAddress(State, Place, Category, Happening, From, To, Source, Hour, ClosedAt).With(after: next) : null;
        });
        if (refused is not null) return refused;
        States =
        [
            Option(texts["所有未办结"], ReportListAddress.Open, State),
            Option(texts["超期"], ReportListAddress.Overdue, State),
            .. Enum.GetValues<GridReportStatus>().Select(s => Option(Words.Of(s), s.ToString().ToLowerInvariant(), State)),
        ];
        Happenings =
        [
            Happened(ReportHappening.Filed, texts["上报"]), Happened(ReportHappening.Resolved, texts["办结"]),
            Happened(ReportHappening.ResolvedLate, texts["超期办结"]), Happened(ReportHappening.Closed, texts["结案"]),
            Happened(ReportHappening.Rated, texts["评价"]),
            Happened(ReportHappening.NotContactedInTime, texts["上报，未按时联系"]), Happened(ReportHappening.NotSolved, texts["评价，未解决或部分解决"]),
            Happened(ReportHappening.Unsatisfied, texts["评价，不满意"]),
        ];
        Sources = [.. Enum.GetValues<ReportSource>().Select(s => Option(Words.Of(s), s.ToString().ToLowerInvariant(), Source?.ToString()))];
        Places = PlacesIn(map, user.ScopeFor(Permission.ViewReports));
        // The dashboard leads to grids and micro-grids too.
        if (map.Find(Place) is { Level: > OrgLevel.Community } small) Places.Add(Option(small.Name, small.Code, Place));
        return await ReadAsync(new ListCategories(), majors => Categories = [.. majors.SelectMany(CategoriesOf)]);
    }

    /// <summary>Streets, each with its communities, as far as the user's posts reach.</summary>
    private List<SelectListItem> PlacesIn(PlaceMap map, Scope scope)
    {
        var areas = scope.Units.Select(OrgCode.AreaOf).ToList();
        return
        [
            .. from street in map.OfLevel(OrgLevel.Street).Where(s => Touches(s.Code))
               let streets = new SelectListGroup { Name = street.Name }
               from unit in map.ChildrenOf(street.Code).Where(c => Touches(c.Code)).Prepend(street)
               select Option(unit == street ? texts["{0}（全部）", street.Name] : unit.Name, unit.Code, Place, streets),
        ];

        bool Touches(string code) => areas.Exists(area => OrgCode.Covers(area, code) || OrgCode.Covers(code, area));
    }

    private IEnumerable<SelectListItem> CategoriesOf(MajorCategory major)
    {
        var group = new SelectListGroup { Name = Words.Of(major.Name) };
        return major.Minors.Select(minor => Option(Words.Of(minor.Name), minor.Code, Category, group))
            .Prepend(Option(texts["{0}（全部）", group.Name], major.Code, Category, group));
    }

    private SelectListItem Happened(ReportHappening happening, string text) =>
        Option(text, happening.ToString().ToLowerInvariant(), Happening.ToString().ToLowerInvariant());

    private static SelectListItem Option(string text, string value, string? chosen, SelectListGroup? group = null) =>
        new(text, value, string.Equals(value, chosen, StringComparison.OrdinalIgnoreCase)) { Group = group };
}
