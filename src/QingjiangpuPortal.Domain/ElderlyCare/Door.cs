using System.Globalization;

namespace QingjiangpuPortal.Domain.ElderlyCare;

/// <summary>The position of an elder's door, WGS-84 degrees, and how far from it somebody stands.</summary>
public static class Door
{
    private const double EarthMetres = 6_371_008.8;

    public static string Text(double latitude, double longitude) => string.Create(CultureInfo.InvariantCulture, $"{latitude:F6},{longitude:F6}");

    /// <summary>On the great circle, whole metres (the mean radius of the Earth, IUGG).</summary>
    public static int MetresFrom(string door, double latitude, double longitude)
    {
        var parts = door.Split(',');
        var (lat1, lng1) = (Radians(double.Parse(parts[0], CultureInfo.InvariantCulture)), Radians(double.Parse(parts[1], CultureInfo.InvariantCulture)));
        var (lat2, lng2) = (Radians(latitude), Radians(longitude));
        var a = Math.Pow(Math.Sin((lat2 - lat1) / 2), 2) + Math.Cos(lat1) * Math.Cos(lat2) * Math.Pow(Math.Sin((lng2 - lng1) / 2), 2);
        return (int)Math.Round(2 * EarthMetres * Math.Asin(Math.Min(1, Math.Sqrt(a))));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
