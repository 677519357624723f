namespace QingjiangpuPortal.Domain.SchoolEnrollment;

/// <summary>学段. Stored as a number: values are never reused.</summary>
public enum SchoolStage
{
    /// <summary>幼儿园</summary>
    Kindergarten = 1,

    /// <summary>小学</summary>
    Primary = 2,

    /// <summary>初中</summary>
    JuniorMiddle = 3,
}

public static class SchoolStages
{
    /// <summary>
    /// How old a child must be by 31 August of the year (for primary schools the Compulsory Education Law, article 11); <c>null</c>
    /// where the stage before decides.
    /// </summary>
    public static int? LeastAge(this SchoolStage stage) => stage switch
    {
        SchoolStage.Kindergarten => 3,
        SchoolStage.Primary => 6,
        _ => null,
    };

    /// <summary>Whether a child is old enough for the first year of a stage.</summary>
    public static bool IsOldEnough(this SchoolStage stage, DateOnly birth, int year) =>
        stage.LeastAge() is not { } least || Common.Age.On(new(year, 8, 31), birth) >= least;
}

/// <summary>学校. Its code is that of its unit (<c>OrgUnit</c>), in which its registrars hold their posts.</summary>
public sealed class School
{
    private School() { }

    public string Code { get; private set; } = null!;
    public SchoolStage Stage { get; private set; }

    /// <summary>民办: has no catchment, and draws lots when more apply than it has seats.</summary>
    public bool IsPrivate { get; private set; }
    public string Name { get; private set; } = null!;

    /// <summary>教育集团, by its name; <c>null</c> for a school that belongs to none.</summary>
    public string? GroupName { get; private set; }
    public string Address { get; private set; } = null!;

    /// <summary>WGS-84 degrees.</summary>
    public double Latitude { get; private set; }
    public double Longitude { get; private set; }
    public string? Phone { get; private set; }

    public static School Create(
        string code, SchoolStage stage, bool isPrivate, string name, string? groupName, string address, double latitude, double longitude, string? phone) => new()
        {
            Code = code,
            Stage = stage,
            IsPrivate = isPrivate,
            Name = name,
            GroupName = groupName,
            Address = address,
            Latitude = latitude,
            Longitude = longitude,
            Phone = phone,
        };
}

/// <summary>校区: another place of a school.</summary>
public sealed class SchoolCampus
{
    private SchoolCampus() { }

    public Guid Id { get; private set; }
    public string SchoolCode { get; private set; } = null!;
    public string Name { get; private set; } = null!;
    public string Address { get; private set; } = null!;

    /// <summary>WGS-84 degrees.</summary>
    public double Latitude { get; private set; }
    public double Longitude { get; private set; }

    public static SchoolCampus Create(Guid id, string schoolCode, string name, string address, double latitude, double longitude) => new()
    {
        Id = id,
        SchoolCode = schoolCode,
        Name = name,
        Address = address,
        Latitude = latitude,
        Longitude = longitude,
    };
}

/// <summary>施教区: an area whose children a public school takes first, for a time. An area may have several schools, and a school several areas.</summary>
public sealed class CatchmentArea
{
    private CatchmentArea() { }

    public Guid Id { get; private set; }
    public string SchoolCode { get; private set; } = null!;

    /// <summary>A community, a grid or a micro-grid.</summary>
    public string AreaCode { get; private set; } = null!;
    public DateOnly ValidFrom { get; private set; }

    /// <summary>The first day on which it is no more.</summary>
    public DateOnly? ValidTo { get; private set; }

    public static CatchmentArea Create(Guid id, string schoolCode, string areaCode, DateOnly validFrom, DateOnly? validTo = null) => new()
    {
        Id = id,
        SchoolCode = schoolCode,
        AreaCode = areaCode,
        ValidFrom = validFrom,
        ValidTo = validTo,
    };
}

/// <summary>学位: how many children a school takes in a round.</summary>
public sealed class SchoolSeats
{
    private SchoolSeats() { }

    public Guid RoundId { get; private set; }
    public string SchoolCode { get; private set; } = null!;
    public uint Version { get; private set; }
    public int Seats { get; private set; }

    /// <summary>How often a seat was offered from the waiting list: the row changes with every offer, so that two who offer at once are told.</summary>
    public int Offers { get; private set; }

    public static SchoolSeats Create(Guid roundId, string schoolCode, int seats) => new() { RoundId = roundId, SchoolCode = schoolCode, Seats = seats };

    public void Change(int seats) => Seats = seats;

    public void CountOffer() => Offers++;
}
