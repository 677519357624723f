namespace QingjiangpuPortal.Domain.Organization;

public enum OrgUnitKind
{
    Area = 1,
    Department = 2,

    /// <summary>服务机构: whoever the district pays to care for people, a canteen, a home.</summary>
    Provider = 3,
    School = 4,
    Employer = 5,
}

/// <summary>What a department of the district or of a street does; decides what may be assigned to it.</summary>
public enum DepartmentKind
{
    UrbanManagement = 1,
    CivilAffairs = 2,
    Education = 3,
    HumanResources = 4,
    MedicalInsurance = 5,
    Police = 6,
    Housing = 7,
    Emergency = 8,
    MarketRegulation = 9,
    Justice = 10,
    CommandCenter = 11,
}

/// <summary>
/// A unit of the one tree: an area of any level, or a department, provider, school or employer that hangs below an area. Units are never deleted and
/// codes never reused: a split or renumbered unit ends (<see cref="ValidTo"/>) and names its successor.
/// </summary>
public sealed class OrgUnit
{
    private OrgUnit() { }

    /// <summary>The key; see <see cref="OrgCode"/>.</summary>
    public string Code { get; private set; } = null!;
    public OrgUnitKind Kind { get; private set; }

    /// <summary>The level of the area, or of the area that another unit hangs below.</summary>
    public OrgLevel Level { get; private set; }
    public string? ParentCode { get; private set; }
    public DepartmentKind? Department { get; private set; }

    /// <summary>The official name in Chinese, for example 化工新村居委会.</summary>
    public string Name { get; private set; } = null!;

    /// <summary>The name in English where one is in use (district, streets, departments); pages fall back to <see cref="Name"/>.</summary>
    public string? EnglishName { get; private set; }

    /// <summary>What stands on the door plate and in <c>/r/{code}</c>; micro-grids only.</summary>
    public string? ShortCode { get; private set; }

    /// <summary>GeoJSON geometry (Polygon or MultiPolygon), WGS-84, longitude first; areas only.</summary>
    public string? Boundary { get; private set; }

    /// <summary>A point inside the boundary, WGS-84 degrees, where a pin of the unit stands.</summary>
    public double? Latitude { get; private set; }
    public double? Longitude { get; private set; }

    public DateOnly ValidFrom { get; private set; }

    /// <summary>The first day on which the unit is no more; <c>null</c> while it stands.</summary>
    public DateOnly? ValidTo { get; private set; }
    public string? SuccessorCode { get; private set; }

    public static OrgUnit Area(string code, string name, DateOnly validFrom, string? shortCode = null, string? englishName = null) => new()
    {
        Code = code,
        Kind = OrgUnitKind.Area,
        Level = OrgCode.LevelOf(code),
        ParentCode = OrgCode.ParentOf(code),
        Name = name,
        EnglishName = englishName,
        ShortCode = shortCode,
        ValidFrom = validFrom,
    };

    public static OrgUnit DepartmentOf(string code, DepartmentKind department, string name, DateOnly validFrom, string? englishName = null) => new()
    {
        Code = code,
        Kind = OrgUnitKind.Department,
        Level = OrgCode.LevelOf(code),
        ParentCode = OrgCode.ParentOf(code),
        Department = department,
        Name = name,
        EnglishName = englishName,
        ValidFrom = validFrom,
    };

    /// <summary>A provider, a school or an employer: its code says which, and where it hangs.</summary>
    public static OrgUnit Institution(string code, string name, DateOnly validFrom) => new()
    {
        Code = code,
        Kind = OrgCode.KindOf(code),
        Level = OrgCode.LevelOf(code),
        ParentCode = OrgCode.ParentOf(code),
        Name = name,
        ValidFrom = validFrom,
    };

    public bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is not { } end || day < end);

    /// <summary>Sets the boundary and a point inside it (WGS-84 degrees).</summary>
    public void Redraw(string geoJson, double latitude, double longitude)
    {
        Boundary = geoJson;
        Latitude = latitude;
        Longitude = longitude;
    }

    public void Rename(string name) => Name = name;

    /// <summary>Ends the unit; what it handled goes on under the successor, if there is one.</summary>
    public void End(DateOnly firstDayWithout, string? successorCode)
    {
        ValidTo = firstDayWithout;
        SuccessorCode = successorCode;
    }
}
