using System.Security.Cryptography;

namespace QingjiangpuPortal.Domain.Audit;

/// <summary>The fingerprint of one line, and where in the chain it stands; never changed.</summary>
public sealed class AuditLeaf
{
    private AuditLeaf() { }

    public Guid EntryId { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }
    public long Batch { get; private set; }
    public int Position { get; private set; }
    public byte[] Hash { get; private set; } = null!;

    public static AuditLeaf Of(AuditEntry entry, long batch, int position) => new()
    {
        EntryId = entry.Id,
        RecordedAt = entry.RecordedAt,
        Batch = batch,
        Position = position,
        Hash = entry.LeafHash(),
    };
}

/// <summary>Some lines of one month, sealed: the root over their leaves, chained to the batch before. Kept for ever.</summary>
public sealed class AuditBatch
{
    private AuditBatch() { }

    /// <summary>From 1, without a gap.</summary>
    public long Number { get; private set; }
    public int Size { get; private set; }
    public DateTimeOffset FirstRecordedAt { get; private set; }
    public DateTimeOffset LastRecordedAt { get; private set; }
    public byte[] Root { get; private set; } = null!;

    /// <summary>The <see cref="Hash"/> of the batch before; of the first, 32 zeros.</summary>
    public byte[] PreviousHash { get; private set; } = null!;
    public byte[] Hash { get; private set; } = null!;
    public DateTimeOffset SealedAt { get; private set; }

    public static readonly byte[] BeforeTheFirst = new byte[SHA256.HashSizeInBytes];

    /// <param name="leaves">In their order, of one month (UTC), at least one.</param>
    public static AuditBatch Seal(AuditBatch? previous, IReadOnlyList<AuditLeaf> leaves, DateTimeOffset at)
    {
        var batch = new AuditBatch
        {
            Number = (previous?.Number ?? 0) + 1,
            Size = leaves.Count,
            FirstRecordedAt = leaves.Min(l => l.RecordedAt),
            LastRecordedAt = leaves.Max(l => l.RecordedAt),
            Root = MerkleTree.Root([.. leaves.Select(l => l.Hash)]),
            PreviousHash = previous?.Hash ?? BeforeTheFirst,
            // As PostgreSQL keeps it.
            SealedAt = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond)),
        };
        batch.Hash = batch.ComputeHash();
        return batch;
    }

    /// <summary>What <see cref="Hash"/> must be for everything else that stands here.</summary>
    public byte[] ComputeHash() => SHA256.HashData(new CanonicalBytes().Add("audit-batch-1")
        .Add(Number).Add(Size).Add(FirstRecordedAt).Add(LastRecordedAt).Add(Root).Add(PreviousHash).Add(SealedAt).Span);
}

/// <summary>A month whose lines were dropped by rule when they were old enough; written by the database itself.</summary>
public sealed class AuditPruning
{
    private AuditPruning() { }

    /// <summary>What the database drops in no case (GB/T 22239: half a year).</summary>
    public const int LeastDays = 180;

    /// <summary>Its first moment, UTC.</summary>
    public DateTimeOffset Month { get; private set; }
    public long Entries { get; private set; }
    public DateTimeOffset PrunedAt { get; private set; }
}
