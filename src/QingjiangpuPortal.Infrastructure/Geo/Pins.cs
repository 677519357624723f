using NetTopologySuite.Geometries;

namespace QingjiangpuPortal.Infrastructure.Geo;

/// <summary>Where the pin of an area stands.</summary>
internal static class Pins
{
    /// <summary>About a tenth of a metre.</summary>
    public const int Decimals = 6;

    /// <summary>The middle of the area, or where that lies outside (a crescent, a ring) some point well inside.</summary>
    public static Coordinate Inside(Geometry boundary)
    {
        var middle = boundary.Centroid;
        var pin = boundary.Contains(middle) ? middle : boundary.InteriorPoint;
        return new Coordinate(Math.Round(pin.X, Decimals), Math.Round(pin.Y, Decimals));
    }
}
