using System.Globalization;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.ElderlyCare;

/// <summary>The position of an elder's door, WGS-84 degrees, and how far from it somebody stands.</summary>
public static class Door
{
    public static string Text(double latitude, double longitude) => string.Create(CultureInfo.InvariantCulture, $"{latitude:F6},{longitude:F6}");

    /// <summary>On the great circle, whole metres.</summary>
    public static int MetresFrom(string door, double latitude, double longitude)
    {
        var parts = door.Split(',');
        return Earth.MetresBetween(double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture), latitude, longitude);
    }
}
