namespace QingjiangpuPortal.Domain.SchoolEnrollment;

/// <summary>试算: one placement of a round that was computed and kept, to be compared with others; one of them is published.</summary>
public sealed class PlacementRun
{
    private PlacementRun() { }

    public Guid Id { get; private set; }
    public Guid RoundId { get; private set; }

    /// <summary>Counted from 1 in each round.</summary>
    public int Number { get; private set; }

    /// <summary>SHA-256 of all that it was computed from: seats, rules, applicants. The same input makes the same placement.</summary>
    public byte[] InputDigest { get; private set; } = null!;
    public int Applicants { get; private set; }
    public int Placed { get; private set; }
    public Guid ById { get; private set; }
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }

    public static PlacementRun Record(Guid id, Guid roundId, int number, byte[] inputDigest, IReadOnlyCollection<MarketPlacement> placements, Guid byId, DateTimeOffset at) => new()
    {
        Id = id,
        RoundId = roundId,
        Number = number,
        InputDigest = inputDigest,
        Applicants = placements.Count,
        Placed = placements.Count(p => p.School is not null),
        ById = byId,
        At = at,
    };

    public void Publish(DateTimeOffset at) => PublishedAt = at;
}

/// <summary>Where one applicant is placed in one run.</summary>
public sealed class PlacementResult
{
    private PlacementResult() { }

    public Guid RunId { get; private set; }
    public Guid ApplicationId { get; private set; }

    /// <summary><c>null</c> for who is placed nowhere.</summary>
    public string? SchoolCode { get; private set; }

    public static PlacementResult Of(Guid runId, MarketPlacement placement) => new() { RunId = runId, ApplicationId = placement.ApplicantId, SchoolCode = placement.School };
}
