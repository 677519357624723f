using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Web.Pages.Shared;

namespace QingjiangpuPortal.Web.Pages.Reports;

/// <summary>身边事件: the public reports as a list and on a map, narrowed by the same filters.</summary>
public sealed class IndexModel(IMediator mediator, IPlaceDirectory places) : PortalPage(mediator)
{
    /// <summary>A street's code.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Place { get; set; }

    /// <summary>A major category's code.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Category { get; set; }

    [BindProperty(SupportsGet = true)]
    public PublicState? State { get; set; }

    /// <summary>Words to search for, or a number.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Where the page begins, from the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<PlaceUnit> Streets { get; private set; } = [];
    public IReadOnlyList<MajorCategory> Categories { get; private set; } = [];
    public IReadOnlyList<ReportItem> Reports { get; private set; } = [];

    public bool IsFiltered => Place is not null || Category is not null || State is not null || Q is not null;

    /// <summary>The page with the same filters from its beginning, and what follows this page.</summary>
    public string FirstHref => WithFilters("/reports");
    public string? NextHref { get; private set; }

    /// <summary>The same filters for the map; a street shows its communities.</summary>
    public string PointsUrl => WithFilters("/api/map/reports");
    public string AreasUrl => Place is null ? "/api/map/areas" : QueryHelpers.AddQueryString("/api/map/areas", "parent", Place);

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override async Task<IActionResult?> LoadAsync()
    {
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        if (string.IsNullOrWhiteSpace(Q)) Q = null;
        Streets = [.. map.OfLevel(OrgLevel.Street)];
        // An address that somebody made up shows everything rather than an empty map.
        if (map.Find(Place)?.Level != OrgLevel.Street) Place = null;
        return await ReadAsync(new ListCategories(), categories => Categories = categories)
            ?? await ReadAsync(new ListPublicReports(Place, Category, State, After, Q), page => Take(page, map));
    }

    private void Take(Page<ReportRow> page, PlaceMap map)
    {
        Reports = [.. page.Items.Select(r => new ReportItem(r, map.StreetOf(r.PlaceCode), $"/reports/{r.Number}"))];
        if (page.Next is { } next) NextHref = QueryHelpers.AddQueryString(FirstHref, "after", next);
    }

    private string WithFilters(string path) => QueryHelpers.AddQueryString(path, new Dictionary<string, string?>
    {
        ["q"] = Q,
        ["place"] = Place,
        ["category"] = Category,
        ["state"] = State?.ToString(),
    }.Where(parameter => parameter.Value is not null));
}
