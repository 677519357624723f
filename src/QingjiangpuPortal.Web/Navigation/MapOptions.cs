namespace QingjiangpuPortal.Web.Navigation;

/// <summary>A tile service under the maps (configuration section <c>Map</c>); without one they are drawn from our own shapes.</summary>
public sealed class MapOptions
{
    public const string Section = "Map";

    /// <summary>Address template of the tiles in WGS-84, with <c>{z}</c>, <c>{x}</c> and <c>{y}</c>.</summary>
    public string? TilesUrl { get; init; }

    /// <summary>Whom the service wants to be named.</summary>
    public string? TilesCredit { get; init; }

    /// <summary>The host of the tiles, for the security policy.</summary>
    public string? TilesOrigin => TilesUrl is null ? null : new Uri(TilesUrl.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)).GetLeftPart(UriPartial.Authority);
}
