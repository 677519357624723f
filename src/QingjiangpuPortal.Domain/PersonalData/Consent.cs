namespace QingjiangpuPortal.Domain.PersonalData;

/// <summary>
/// One decision about one purpose: given or withdrawn. Append-only; the latest line of a purpose counts, the others are its
/// history.
/// </summary>
public sealed class Consent
{
    private Consent() { }

    public Guid Id { get; private set; }

    /// <summary>Whose data it is about: a person or a <see cref="Child"/>.</summary>
    public Guid AboutId { get; private set; }

    /// <summary>Who decided: the person, or the guardian.</summary>
    public Guid DecidedById { get; private set; }
    public string Purpose { get; private set; } = null!;

    /// <summary>Of the text that was shown; consent to one text is none to its successor.</summary>
    public int TextVersion { get; private set; }
    public bool IsGiven { get; private set; }
    public DateTimeOffset DecidedAt { get; private set; }

    public static Consent Decide(Guid id, Guid aboutId, Guid decidedById, string purpose, int textVersion, bool isGiven, DateTimeOffset at) => new()
    {
        Id = id,
        AboutId = aboutId,
        DecidedById = decidedById,
        Purpose = purpose,
        TextVersion = textVersion,
        IsGiven = isGiven,
        DecidedAt = at,
    };
}
