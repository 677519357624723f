using System.Globalization;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Web.Pages.Shared;

/// <summary>Without a script there is no point on a map: what was written or chosen leads to places to choose from, which travel as <c>latitude,longitude</c>.</summary>
public static class PlaceChoices
{
    public static string Of(Place place) => string.Create(CultureInfo.InvariantCulture, $"{place.Latitude:F6},{place.Longitude:F6}");

    public static (double Latitude, double Longitude)? Parse(string? choice) =>
        choice?.Split(',') is [var latitude, var longitude]
        && double.TryParse(latitude, CultureInfo.InvariantCulture, out var lat) && double.TryParse(longitude, CultureInfo.InvariantCulture, out var lng)
            ? (lat, lng)
            : null;

    /// <summary>The micro-grids of a community, else what an address finds.</summary>
    public static IReadOnlyList<Place> For(PlaceMap map, string? communityCode, string? address) => map.Find(communityCode) is { Level: OrgLevel.Community } community
        ? [.. map.ChildrenOf(community.Code).SelectMany(grid => map.ChildrenOf(grid.Code)).Select(unit => map.AtUnit(unit.Code)).OfType<Place>()]
        : map.Search(address);
}

/// <summary>The state of <c>_PlaceQuestion.cshtml</c>.</summary>
/// <param name="Choices">Places to choose from, where an address or a community was given instead of a point.</param>
public sealed record PlaceQuestion(PlacePicker Picker, IReadOnlyList<Place> Choices);
