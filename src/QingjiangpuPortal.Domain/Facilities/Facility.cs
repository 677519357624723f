namespace QingjiangpuPortal.Domain.Facilities;

/// <summary>Stored as a number: values are never reused.</summary>
public enum FacilityKind
{
    /// <summary>社会治理指挥中心</summary>
    CommandCenter = 1,

    /// <summary>社会治理服务站</summary>
    ServiceStation = 2,

    /// <summary>网格睦邻驿站</summary>
    NeighborhoodStation = 3,
}

/// <summary>A place of the neighbourhood where people are received.</summary>
public sealed class Facility
{
    public const int CodeLength = 16;

    private Facility() { }

    /// <summary>The area's code, F, and a number of two digits.</summary>
    public string Code { get; private set; } = null!;
    public FacilityKind Kind { get; private set; }
    public string AreaCode { get; private set; } = null!;
    public string StreetCode { get; private set; } = null!;
    public string Name { get; private set; } = null!;
    public string Address { get; private set; } = null!;

    /// <summary>WGS-84 degrees.</summary>
    public double Latitude { get; private set; }
    public double Longitude { get; private set; }
    public string OpeningHours { get; private set; } = null!;

    /// <summary>The office's, nobody's own.</summary>
    public string? Phone { get; private set; }

    public static Facility Create(
        FacilityKind kind, string areaCode, int number, string name, string address, double latitude, double longitude, string openingHours, string? phone) => new()
        {
            Code = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{areaCode}F{number:00}"),
            Kind = kind,
            AreaCode = areaCode,
            StreetCode = areaCode.Length >= 9 ? areaCode[..9] : areaCode,
            Name = name,
            Address = address,
            Latitude = latitude,
            Longitude = longitude,
            OpeningHours = openingHours,
            Phone = phone,
        };
}
