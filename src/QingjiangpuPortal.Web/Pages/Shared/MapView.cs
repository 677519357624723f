namespace QingjiangpuPortal.Web.Pages.Shared;

/// <summary>A map for <c>_Map.cshtml</c>. The page must say in words what the map shows.</summary>
/// <param name="Label">What it shows, for screen readers.</param>
/// <param name="AreasUrl">GeoJSON of areas, properties <c>name</c>, <c>count?</c>.</param>
/// <param name="PointsUrl">GeoJSON of points, properties <c>title</c>, <c>kind</c> (wait, go, done, late, off), <c>status</c>, <c>href?</c>.</param>
public sealed record MapView(string Label, string? AreasUrl, string? PointsUrl = null)
{
    /// <summary>
    /// Asked for what is seen, with <c>south</c>, <c>west</c>, <c>north</c>, <c>east</c> and <c>zoom</c>, whenever the map has moved:
    /// GeoJSON of points as above and of clusters, property <c>count</c>.
    /// </summary>
    public string? ClustersUrl { get; init; }

    /// <summary>Where to look, WGS-84 degrees; null shows all areas.</summary>
    public double? Latitude { get; init; }

    /// <inheritdoc cref="Latitude" />
    public double? Longitude { get; init; }

    /// <summary>Whether a pin stands at the position.</summary>
    public bool Pin { get; init; }

    /// <summary>Whether it stays as it is, so that a finger scrolls the page past it; its points can be tapped.</summary>
    public bool Still { get; init; }

    /// <summary><c>map-small</c>, <c>map-large</c> or none.</summary>
    public string? Css { get; init; }
}
