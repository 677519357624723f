using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.SchoolEnrollment;

/// <summary>
/// 摇号 of a round, as it is published: the commitment and which draw before registration, the frozen list before that draw, seed and
/// draw after it. What was published never changes. How the numbers come about is <see cref="Lottery"/>.
/// </summary>
public sealed class RoundLottery
{
    private RoundLottery() { }

    public Guid RoundId { get; private set; }
    public uint Version { get; private set; }

    /// <summary>SHA-256 of the seed.</summary>
    public string Commitment { get; private set; } = null!;

    /// <summary>Hexadecimal digits; nobody sees them before the draw.</summary>
    public Protected Seed { get; private set; } = null!;

    /// <summary>The public draw that decides, by its name.</summary>
    public string DrawName { get; private set; } = null!;
    public DateOnly DrawDay { get; private set; }
    public DateTimeOffset CommittedAt { get; private set; }

    /// <summary>See <see cref="Lottery.FrozenList"/>.</summary>
    public string? FrozenList { get; private set; }

    /// <summary>SHA-256 of the list.</summary>
    public string? ListDigest { get; private set; }
    public DateTimeOffset? FrozenAt { get; private set; }

    /// <summary>The seed, once everybody may know it.</summary>
    public string? PublicSeed { get; private set; }

    /// <summary>The draw's result as text, exactly as it is hashed.</summary>
    public string? DrawText { get; private set; }
    public DateTimeOffset? DrawnAt { get; private set; }

    public IReadOnlyList<string> Receipts => FrozenList?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <param name="commitment">Of the seed in clear.</param>
    public static RoundLottery Commit(Guid roundId, string commitment, Protected seed, string drawName, DateOnly drawDay, DateTimeOffset at) => new()
    {
        RoundId = roundId,
        Commitment = commitment,
        Seed = seed,
        DrawName = drawName,
        DrawDay = drawDay,
        CommittedAt = at,
    };

    public ErrorOr<Success> Freeze(IEnumerable<string> receipts, DateTimeOffset at)
    {
        if (FrozenAt is not null) return EnrollmentErrors.RoundStepNotPossible;
        // The draw must not be known while the list can still change.
        if (ChinaTime.DayOf(at) >= DrawDay) return Failure.Conflict("Lottery.FrozenTooLate", DrawDay.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        FrozenList = Lottery.FrozenList(receipts);
        ListDigest = Lottery.Digest(Receipts);
        FrozenAt = at;
        return Result.Success;
    }

    /// <summary>Publishes seed and draw.</summary>
    /// <returns>Everybody's number and rank.</returns>
    public ErrorOr<LotteryTicket[]> Draw(string seed, string drawText, DateTimeOffset at)
    {
        if (FrozenAt is null || DrawnAt is not null) return EnrollmentErrors.RoundStepNotPossible;
        if (ChinaTime.DayOf(at) < DrawDay) return Failure.Conflict("Lottery.DrawTooEarly", DrawDay.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        if (Receipts.Count == 0) return EnrollmentErrors.NothingToDraw;
        var read = Lottery.ParseSeed(seed);
        if (read.IsError) return read.Errors;
        if (!string.Equals(Lottery.Commitment(read.Value), Commitment, StringComparison.Ordinal)) throw new InvalidOperationException("The seed is not the one that was committed to.");
        var tickets = Lottery.Draw(read.Value, drawText, Receipts);
        if (tickets.IsError) return tickets.Errors;
        (PublicSeed, DrawText, DrawnAt) = (seed, drawText, at);
        return tickets;
    }
}
