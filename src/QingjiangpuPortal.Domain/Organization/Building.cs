namespace QingjiangpuPortal.Domain.Organization;

/// <summary>A building (楼栋) of a micro-grid: it carries a door plate whose short code opens <c>/r/{code}</c> with the place filled in.</summary>
public sealed class Building
{
    private Building() { }

    /// <summary>The key, printed on the door plate: six characters of Crockford's base 32, unique together with the units' short codes.</summary>
    public string ShortCode { get; private set; } = null!;

    /// <summary>For example 化工新村 3 栋.</summary>
    public string Name { get; private set; } = null!;
    public string MicroGridCode { get; private set; } = null!;

    /// <summary>WGS-84 degrees.</summary>
    public double Latitude { get; private set; }
    public double Longitude { get; private set; }

    public static Building Create(string shortCode, string name, string microGridCode, double latitude, double longitude) => new()
    {
        ShortCode = shortCode,
        Name = name,
        MicroGridCode = microGridCode,
        Latitude = latitude,
        Longitude = longitude,
    };
}
