namespace QingjiangpuPortal.Domain.Common;

/// <summary>
/// Proof that a form was taken: same key and same content lead to the first's receipt, same key with other content is a
/// new thing. Only hashes are kept.
/// </summary>
public sealed class Submission
{
    private Submission() { }

    /// <summary>SHA-256 of the random key that the form carried.</summary>
    public byte[] KeyHash { get; private set; } = null!;

    /// <summary>SHA-256 of what was sent.</summary>
    public byte[] ContentHash { get; private set; } = null!;

    /// <summary>What the form became, for example a report.</summary>
    public Guid SubjectId { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }

    public static Submission Create(byte[] keyHash, byte[] contentHash, Guid subjectId, DateTimeOffset at) => new()
    {
        KeyHash = keyHash,
        ContentHash = contentHash,
        SubjectId = subjectId,
        RecordedAt = at,
    };
}
