using Microsoft.AspNetCore.Mvc.Rendering;

namespace QingjiangpuPortal.Web.Pages.Shared;

/// <summary>
/// The state of <c>_PlacePicker.cshtml</c>. Its form fields: <c>Latitude</c>, <c>Longitude</c> (WGS-84 degrees) and
/// <c>PlaceCode</c> from pin, position or search; <c>CommunityCode</c> from the list and <c>Address</c> as words, which
/// are all that is sent without a script.
/// </summary>
/// <param name="Communities">The list of communities by street (groups).</param>
public sealed record PlacePicker(IEnumerable<SelectListItem> Communities)
{
    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public string? PlaceCode { get; init; }

    public string? CommunityCode { get; init; }

    public string? Address { get; init; }

    /// <summary>浦楼街道 化工新村社区, when the place is already known (from a code on the door, or after an error).</summary>
    public string? PlacePath { get; init; }

    /// <summary>第 3 网格 02 微网格 · 微格长 于师傅.</summary>
    public string? PlaceName { get; init; }

    /// <summary>GeoJSON of the areas to draw.</summary>
    public string AreasUrl { get; init; } = "/api/map/areas";

    public string AtUrl { get; init; } = "/api/places/at";

    public string SearchUrl { get; init; } = "/api/places/search";
}
