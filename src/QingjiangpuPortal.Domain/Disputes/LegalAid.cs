using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Disputes;

/// <summary>三官一律. Stored as a number: values are never reused.</summary>
public enum LegalAidKind
{
    Judge = 1,
    Prosecutor = 2,
    PoliceOfficer = 3,
    Lawyer = 4,
}

/// <summary>One of the four of a community. Name and office are published by duty and so stand in clear; the number is an office's.</summary>
public sealed class LegalAidMember
{
    private LegalAidMember() { }

    public Guid Id { get; private set; }
    public uint Version { get; private set; }
    public string CommunityCode { get; private set; } = null!;
    public LegalAidKind Kind { get; private set; }
    public string Name { get; private set; } = null!;
    public string Office { get; private set; } = null!;
    public string? OfficePhone { get; private set; }

    /// <summary>When they are there, in words: 每周三下午.</summary>
    public string? Days { get; private set; }

    public static LegalAidMember Appoint(Guid id, string communityCode, LegalAidKind kind, string name, string office, string? officePhone, string? days)
    {
        var member = new LegalAidMember { Id = id, CommunityCode = communityCode, Kind = kind };
        member.Change(name, office, officePhone, days);
        return member;
    }

    public void Change(string name, string office, string? officePhone, string? days) =>
        (Name, Office, OfficePhone, Days) = (name, office, officePhone, days);
}

/// <summary>Stored as a number: values are never reused; the exclusion constraint knows <see cref="Cancelled"/>'s.</summary>
public enum AppointmentState
{
    Proposed = 1,
    Confirmed = 2,
    Held = 3,
    Cancelled = 4,
}

/// <summary>
/// 预约 of one of the four for a dispute. The database refuses a second one at the same time (an exclusion constraint). It keeps who was
/// asked, as the roster named them then: whoever follows them did not sit at that table.
/// </summary>
public sealed class LegalAidAppointment
{
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    private LegalAidAppointment() { }

    public Guid Id { get; private set; }
    public uint Version { get; private set; }
    public Guid ReportId { get; private set; }
    public Guid MemberId { get; private set; }
    public LegalAidKind Kind { get; private set; }
    public string Name { get; private set; } = null!;
    public string Office { get; private set; } = null!;
    public string? OfficePhone { get; private set; }
    public DateTimeOffset StartsAt { get; private set; }
    public DateTimeOffset EndsAt { get; private set; }
    public string Place { get; private set; } = null!;
    public AppointmentState State { get; private set; }

    /// <summary>When it was noted that both parties agree; without it nothing is confirmed.</summary>
    public DateTimeOffset? AgreedAt { get; private set; }
    public Guid ProposedById { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }

    public static ErrorOr<LegalAidAppointment> Propose(
        Guid id, Guid reportId, LegalAidMember member, DateTimeOffset startsAt, TimeSpan length, string place, bool bothAgree, Guid by, DateTimeOffset at)
    {
        if (startsAt <= at) return LegalAidErrors.InThePast;
        if (length < Shortest || length > Longest) return LegalAidErrors.LengthUnusual;
        return new LegalAidAppointment
        {
            Id = id,
            ReportId = reportId,
            MemberId = member.Id,
            Kind = member.Kind,
            Name = member.Name,
            Office = member.Office,
            OfficePhone = member.OfficePhone,
            StartsAt = startsAt,
            EndsAt = startsAt + length,
            Place = place,
            State = AppointmentState.Proposed,
            AgreedAt = bothAgree ? at : null,
            ProposedById = by,
            RecordedAt = at,
        };
    }

    /// <summary>Confirming notes that both agree: there is no confirmed appointment without it.</summary>
    public ErrorOr<Success> MoveTo(AppointmentState to, DateTimeOffset at)
    {
        if (State == to) return Result.Success;
        var isPossible = (State, to) switch
        {
            (AppointmentState.Proposed, AppointmentState.Confirmed) => true,
            (AppointmentState.Confirmed, AppointmentState.Held) => StartsAt <= at,
            (AppointmentState.Proposed or AppointmentState.Confirmed, AppointmentState.Cancelled) => true,
            _ => false,
        };
        if (!isPossible) return LegalAidErrors.StepNotPossible;
        if (to == AppointmentState.Confirmed) AgreedAt ??= at;
        State = to;
        return Result.Success;
    }
}

public static class LegalAidErrors
{
    public static readonly Error NotFound = Failure.NotFound("LegalAid.NotFound");
    public static readonly Error Overlaps = Failure.Conflict("LegalAid.Overlaps");
    public static readonly Error InThePast = Failure.Invalid("LegalAid.InThePast", "StartDay");
    public static readonly Error LengthUnusual = Failure.Invalid("LegalAid.LengthUnusual", "Minutes");
    public static readonly Error StepNotPossible = Failure.Conflict("LegalAid.StepNotPossible");
}
