namespace QingjiangpuPortal.Domain.Common;

/// <summary>Distances between points in WGS-84 degrees.</summary>
public static class Earth
{
    /// <summary>The mean radius (IUGG).</summary>
    private const double Metres = 6_371_008.8;

    /// <summary>On the great circle, whole metres.</summary>
    public static int MetresBetween(double latitude, double longitude, double otherLatitude, double otherLongitude)
    {
        var (lat1, lng1) = (double.DegreesToRadians(latitude), double.DegreesToRadians(longitude));
        var (lat2, lng2) = (double.DegreesToRadians(otherLatitude), double.DegreesToRadians(otherLongitude));
        var a = Math.Pow(Math.Sin((lat2 - lat1) / 2), 2) + Math.Cos(lat1) * Math.Cos(lat2) * Math.Pow(Math.Sin((lng2 - lng1) / 2), 2);
        return (int)Math.Round(2 * Metres * Math.Asin(Math.Min(1, Math.Sqrt(a))));
    }
}
