using System.Collections.Frozen;
using ErrorOr;

namespace QingjiangpuPortal.Domain.SchoolEnrollment;

/// <summary>Stored as a number: values are never reused.</summary>
public enum RoundStatus
{
    Planned = 1,

    /// <summary>公告: days, seats, catchments and the commitment to the lottery's seed are public.</summary>
    Announced = 2,

    /// <summary>报名</summary>
    Registering = 3,

    /// <summary>材料审核: nobody registers any more, and the list for the lottery is frozen.</summary>
    Checking = 4,

    /// <summary>录取: the lottery is drawn; placements are tried and compared.</summary>
    Placing = 5,

    /// <summary>已公布: families confirm or decline, the waiting list moves up.</summary>
    Confirming = 6,
    Closed = 7,
}

public enum RoundVerb
{
    Announce = 1,
    Open = 2,
    CloseRegistration = 3,
    Draw = 4,
    Publish = 5,
    Close = 6,
}

/// <summary>轮次里的日子, all of them days of Asia/Shanghai and in this order.</summary>
/// <param name="RegisterUntil">The last day.</param>
/// <param name="ConfirmUntil">The last day.</param>
public sealed record RoundDays(
    DateOnly Announce, DateOnly RegisterFrom, DateOnly RegisterUntil, DateOnly CheckUntil, DateOnly Place, DateOnly Notice, DateOnly ConfirmUntil)
{
    public bool AreInOrder =>
        Announce <= RegisterFrom && RegisterFrom <= RegisterUntil && RegisterUntil <= CheckUntil && CheckUntil <= Place && Place <= Notice && Notice <= ConfirmUntil;
}

/// <summary>招生轮次: one stage of one year, with its days and with the rules by which children come before one another.</summary>
public sealed class AdmissionRound
{
    /// <summary>The one table of what may happen to a round.</summary>
    private static readonly FrozenDictionary<(RoundStatus, RoundVerb), RoundStatus> Moves = new Dictionary<(RoundStatus, RoundVerb), RoundStatus>
    {
        [(RoundStatus.Planned, RoundVerb.Announce)] = RoundStatus.Announced,
        [(RoundStatus.Announced, RoundVerb.Open)] = RoundStatus.Registering,
        [(RoundStatus.Registering, RoundVerb.CloseRegistration)] = RoundStatus.Checking,
        [(RoundStatus.Checking, RoundVerb.Draw)] = RoundStatus.Placing,
        [(RoundStatus.Placing, RoundVerb.Publish)] = RoundStatus.Confirming,
        [(RoundStatus.Confirming, RoundVerb.Close)] = RoundStatus.Closed,
    }.ToFrozenDictionary();

    private AdmissionRound() { }

    public Guid Id { get; private set; }
    public uint Version { get; private set; }
    public SchoolStage Stage { get; private set; }

    /// <summary>In whose autumn school begins.</summary>
    public int Year { get; private set; }
    public RoundStatus Status { get; private set; }
    public RoundDays Days { get; private set; } = null!;

    /// <summary>Which category comes before which; one that is not among them has no claim in this round.</summary>
    public AdmissionCategory[] Categories { get; private set; } = null!;

    /// <summary>What decides within a category, in this order.</summary>
    public TieRule[] Ties { get; private set; } = null!;

    /// <summary>How many schools a family may name.</summary>
    public int MostPreferences { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }

    public bool IsPublic => Status != RoundStatus.Planned;

    /// <exception cref="ArgumentException">The days are not in order, or a rule is named twice.</exception>
    public static AdmissionRound Plan(
        Guid id, SchoolStage stage, int year, RoundDays days, IReadOnlyList<AdmissionCategory> categories, IReadOnlyList<TieRule> ties, int mostPreferences = 3)
    {
        if (!days.AreInOrder) throw new ArgumentException("The days of a round are in order.", nameof(days));
        if (categories.Distinct().Count() < categories.Count || ties.Distinct().Count() < ties.Count) throw new ArgumentException("A rule is named once.", nameof(categories));
        return new()
        {
            Id = id,
            Stage = stage,
            Year = year,
            Status = RoundStatus.Planned,
            Days = days,
            Categories = [.. categories],
            Ties = [.. ties],
            MostPreferences = mostPreferences,
        };
    }

    public static bool May(RoundStatus status, RoundVerb verb) => Moves.ContainsKey((status, verb));

    public bool TakesRegistrationsOn(DateOnly day) => Status == RoundStatus.Registering && Days.RegisterFrom <= day && day <= Days.RegisterUntil;

    public ErrorOr<Success> Move(RoundVerb verb, DateTimeOffset at)
    {
        if (!Moves.TryGetValue((Status, verb), out var to)) return EnrollmentErrors.RoundStepNotPossible;
        Status = to;
        if (verb == RoundVerb.Publish) PublishedAt = at;
        return Result.Success;
    }
}
