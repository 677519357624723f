using ErrorOr;
using QingjiangpuPortal.Domain.Common;

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

    /// <summary>托育机构, for children under three: offers places, and has neither rounds nor catchments.</summary>
    Nursery = 4,
}

public static class SchoolStages
{
    /// <summary>From the youngest children to the oldest.</summary>
    public static readonly IReadOnlyList<SchoolStage> All = [SchoolStage.Nursery, SchoolStage.Kindergarten, SchoolStage.Primary, SchoolStage.JuniorMiddle];

    /// <summary>Those that enrol by rounds.</summary>
    public static readonly IReadOnlyList<SchoolStage> WithRounds = [SchoolStage.Kindergarten, SchoolStage.Primary, SchoolStage.JuniorMiddle];

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

/// <summary>What may be changed of a school.</summary>
/// <param name="GroupName">教育集团, by its name; <c>null</c> for a school that belongs to none.</param>
/// <param name="Latitude">WGS-84 degrees.</param>
/// <param name="Longitude">WGS-84 degrees.</param>
/// <param name="Places">托位 of a nursery; <c>null</c> for other schools, whose seats are those of a round.</param>
public sealed record SchoolFacts(bool IsPrivate, string Name, string? GroupName, string Address, double Latitude, double Longitude, string? Phone, int? Places = null);

/// <summary>学校. Its code is that of its unit (<c>OrgUnit</c>), in which its registrars hold their posts.</summary>
public sealed class School
{
    private School() { }

    public string Code { get; private set; } = null!;
    public uint Version { get; private set; }
    public SchoolStage Stage { get; private set; }

    /// <summary>民办: has no catchment, and draws lots when more apply than it has seats.</summary>
    public bool IsPrivate { get; private set; }
    public string Name { get; private set; } = null!;
    public string? GroupName { get; private set; }
    public string Address { get; private set; } = null!;

    /// <summary>WGS-84 degrees.</summary>
    public double Latitude { get; private set; }
    public double Longitude { get; private set; }
    public string? Phone { get; private set; }

    /// <summary>托位 of a nursery.</summary>
    public int? Places { get; private set; }

    /// <summary>停办: the first day on which it is no more; <c>null</c> while nobody has said so. It is in no new round.</summary>
    public DateOnly? ClosedFrom { get; private set; }

    /// <summary>How often it, its campuses or its catchments were changed: the row changes with each of them, so that two who change it at once are told.</summary>
    public int Changes { get; private set; }

    /// <summary>Whether its children come from catchments.</summary>
    public bool HasCatchments => !IsPrivate && Stage != SchoolStage.Nursery && ClosedFrom is null;

    public bool IsOpenOn(DateOnly day) => ClosedFrom is not { } end || day < end;

    public static School Create(string code, SchoolStage stage, SchoolFacts facts)
    {
        var school = new School { Code = code, Stage = stage };
        school.Take(facts);
        return school;
    }

    public void Change(SchoolFacts facts)
    {
        Take(facts);
        CountChange();
    }

    /// <summary>停办</summary>
    /// <param name="from">The first day without it.</param>
    public ErrorOr<Success> Close(DateOnly from)
    {
        if (ClosedFrom is not null) return EnrollmentErrors.SchoolClosed;
        ClosedFrom = from;
        CountChange();
        return Result.Success;
    }

    /// <summary>A campus or a catchment of it was changed.</summary>
    public void CountChange() => Changes++;

    private void Take(SchoolFacts facts) => (IsPrivate, Name, GroupName, Address, Latitude, Longitude, Phone, Places) =
        (facts.IsPrivate, facts.Name, facts.GroupName, facts.Address, facts.Latitude, facts.Longitude, facts.Phone, Stage == SchoolStage.Nursery ? facts.Places : null);
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

    public void Change(string name, string address, double latitude, double longitude) => (Name, Address, Latitude, Longitude) = (name, address, latitude, longitude);
}

/// <summary>施教区: an area whose children a public school takes first, for a time. An area may have several schools, and a school several areas.</summary>
public sealed class CatchmentArea
{
    private CatchmentArea() { }

    public Guid Id { get; private set; }
    public string SchoolCode { get; private set; } = null!;

    /// <summary>A community, a grid or a micro-grid; of a junior middle school also a primary school (对口直升), whose pupils it takes wherever they live.</summary>
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

    /// <summary>Whether it has a day in common with one that begins then and does not end yet.</summary>
    public bool HoldsOnOrAfter(DateOnly from) => ValidTo is not { } end || from < end;

    /// <param name="firstDayWithout">Not before it began; the day on which it begins, and it never holds.</param>
    public ErrorOr<Success> End(DateOnly firstDayWithout)
    {
        if (firstDayWithout < ValidFrom) return Failure.Invalid("School.EndBeforeBegin", "Day", ValidFrom.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        ValidTo = firstDayWithout;
        return Result.Success;
    }
}

/// <summary>学位: how many children a school takes in a round.</summary>
public sealed class SchoolSeats
{
    private SchoolSeats() { }

    public Guid RoundId { get; private set; }
    public string SchoolCode { get; private set; } = null!;
    public uint Version { get; private set; }
    public int Seats { get; private set; }

    /// <summary>How many of the seats were added for appeals that were right, so that nobody else lost theirs.</summary>
    public int Extra { get; private set; }

    /// <summary>How often a seat was offered from the waiting list: the row changes with every offer, so that two who offer at once are told.</summary>
    public int Offers { get; private set; }

    public static SchoolSeats Create(Guid roundId, string schoolCode, int seats) => new() { RoundId = roundId, SchoolCode = schoolCode, Seats = seats };

    public void Change(int seats) => Seats = seats;

    public void CountOffer() => Offers++;

    /// <summary>A seat for whoever was right to appeal.</summary>
    /// <param name="free">Seats that nobody has and nobody waits for: with none a further one is made.</param>
    /// <returns>Whether one was made.</returns>
    public bool GiveOnAppeal(int free)
    {
        // The row changes either way: of two who give the last free seat at once the second is told.
        Offers++;
        if (free > 0) return false;
        (Seats, Extra) = (Seats + 1, Extra + 1);
        return true;
    }
}
