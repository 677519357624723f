using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.WebUtilities;
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

    /// <summary>Words to search for, or a number.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary><c>map</c> shows the map in place of the list where there is no room for both.</summary>
    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public ReportTable Table { get; private set; } = null!;
    public string? NextHref { get; private set; }
    public List<SelectListItem> States { get; private set; } = [];
    public List<SelectListItem> Places { get; private set; } = [];
    public List<SelectListItem> Categories { get; private set; } = [];
    public List<SelectListItem> Happenings { get; private set; } = [];

    public bool ShowsMap => View == "map";

    public bool IsNarrowed => (State ?? Place ?? Category ?? Q) is not null || From is not null || To is not null || Happening != ReportHappening.Filed;

    public ReportListAddress Address => new(State, Place, Category, Happening, From, To, Q);

    /// <summary>The same list, with the map in its place or back.</summary>
    public string SwitchHref => QueryHelpers.AddQueryString(Address.ToString(), "view", ShowsMap ? "list" : "map");

    public string ClustersUrl => "/api/workbench/reports/map" + Address.Query();

    public Task<IActionResult> OnGetAsync()
    {
        // A filter that says nothing (an address by hand) narrows nothing; it is no form to be corrected.
        ModelState.Clear();
        if (!Enum.IsDefined(Happening)) Happening = ReportHappening.Filed;
        if (string.IsNullOrWhiteSpace(Q)) Q = null;
        return ShowAsync();
    }

    protected override async Task<IActionResult?> LoadAsync()
    {
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        var refused = await ReadAsync(new ListReports(Address.ToFilter(), After), page =>
        {
            Table = new ReportTable(page.Items.Select(ReportTableRow.Of), map);
            NextHref = page.Next is { } next ? Address.With(after: next) : null;
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
        ];
        Places = PlacesIn(map, user.ScopeFor(Permission.ViewReports));
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
