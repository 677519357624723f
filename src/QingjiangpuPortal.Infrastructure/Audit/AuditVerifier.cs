using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Infrastructure.BackgroundWork;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Audit;

/// <summary>
/// Follows the whole chain, a batch at a time, and says what does not fit: everything is computed anew from the lines
/// themselves. Reads only; what is written meanwhile does not disturb it.
/// </summary>
public sealed class AuditVerifier(PortalDbContext db, TimeProvider clock)
{
    private const int BatchesAtOnce = 100;

    /// <summary>A line that is older and not sealed is a fault: the sealer comes every few minutes.</summary>
    public static readonly TimeSpan SealedWithin = TimeSpan.FromHours(1);

    public long Batches { get; private set; }
    public long Lines { get; private set; }

    /// <param name="published">In the order of their numbers, as <see cref="AuditPublication"/> wrote them earlier.</param>
    public async IAsyncEnumerable<string> VerifyAsync(IEnumerable<PublishedBatch> published, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prunings = await db.AuditPrunings.AsNoTracking().OrderBy(p => p.Month).ToListAsync(cancellationToken);
        foreach (var pruning in prunings)
            foreach (var finding in FindingsOf(pruning)) yield return finding;
        // How many lines of a pruned month the chain says there were.
        var pruned = prunings.ToDictionary(p => p.Month.UtcDateTime, _ => 0L);

        using var proofs = published.GetEnumerator();
        var proof = proofs.MoveNext() ? proofs.Current : null;
        AuditBatch? previous = null;
        await foreach (var batch in BatchesAsync(cancellationToken))
        {
            for (; proof is not null && proof.Number <= batch.Number; proof = proofs.MoveNext() ? proofs.Current : null)
                if (proof.Number == batch.Number && !proof.Is(batch)) yield return Say($"Batch {batch.Number}: it is not what was published.");
            foreach (var finding in FindingsOf(batch, previous)) yield return finding;
            foreach (var finding in FindingsOf(batch, await LinesOfAsync(batch, cancellationToken), pruned)) yield return finding;
            previous = batch;
            Batches++;
            Lines += batch.Size;
        }
        foreach (var pruning in prunings.Where(p => pruned[p.Month.UtcDateTime] != p.Entries))
            yield return Say($"Month {pruning.Month:yyyy-MM}: {pruning.Entries} lines are recorded as dropped by rule, but {pruned[pruning.Month.UtcDateTime]} sealed ones are gone.");
        if (proof is not null) yield return Say($"The chain ends with batch {previous?.Number ?? 0}, but batch {proof.Number} was published: its end was cut off.");

        await foreach (var stray in StrayLeaves().WithCancellation(cancellationToken)) yield return stray;
        await foreach (var unsealed in UnsealedLines(previous).WithCancellation(cancellationToken)) yield return unsealed;
        await foreach (var ahead in LinesAhead().WithCancellation(cancellationToken)) yield return ahead;
    }

    private IEnumerable<string> FindingsOf(AuditPruning pruning)
    {
        var oldEnoughAt = pruning.Month.AddMonths(1).AddDays(AuditPruning.LeastDays);
        var now = clock.GetUtcNow();
        if (pruning.PrunedAt > now + AuditSealer.Slack)
            yield return Say($"Month {pruning.Month:yyyy-MM}: it is recorded as dropped by rule on {pruning.PrunedAt:yyyy-MM-dd}, which is still to come.");
        if (pruning.PrunedAt < oldEnoughAt || now < oldEnoughAt)
            yield return Say($"Month {pruning.Month:yyyy-MM}: it is recorded as dropped by rule on {pruning.PrunedAt:yyyy-MM-dd}, when it was too young for that.");
    }

    private static IEnumerable<string> FindingsOf(AuditBatch batch, AuditBatch? previous)
    {
        var expected = (previous?.Number ?? 0) + 1;
        if (batch.Number != expected) yield return Say($"Batches {expected} to {batch.Number - 1}: they were removed.");
        if (!batch.ComputeHash().AsSpan().SequenceEqual(batch.Hash)) yield return Say($"Batch {batch.Number}: its row was changed.");
        if (!batch.PreviousHash.AsSpan().SequenceEqual(previous?.Hash ?? AuditBatch.BeforeTheFirst))
            yield return Say($"Batch {batch.Number}: the chain is broken here, it does not follow batch {previous?.Number ?? 0}.");
    }

    private static IEnumerable<string> FindingsOf(AuditBatch batch, IReadOnlyList<SealedLine> lines, Dictionary<DateTime, long> pruned)
    {
        if (lines.Count == 0)
        {
            var first = batch.FirstRecordedAt.UtcDateTime;
            var month = new DateTime(first.Year, first.Month, 1, 0, 0, 0, DateTimeKind.Utc);
            if (pruned.TryGetValue(month, out var gone)) pruned[month] = gone + batch.Size;
            else
                yield return Say($"Batch {batch.Number}: its {batch.Size} lines were removed with their leaves, and no rule dropped their month.");
            yield break;
        }

        foreach (var missing in Enumerable.Range(0, batch.Size).Except(lines.Select(l => l.Leaf.Position)))
            yield return Say($"Batch {batch.Number}: the leaf at position {missing} was removed.");
        var hasAllLeaves = lines.Select(l => l.Leaf.Position).SequenceEqual(Enumerable.Range(0, batch.Size));
        if (lines.Count > batch.Size) yield return Say($"Batch {batch.Number}: it has {lines.Count - batch.Size} leaves more than were sealed.");

        var leavesAreGenuine = hasAllLeaves && IsRoot(batch, lines.Select(l => l.Leaf.Hash));
        var linesAreGenuine = hasAllLeaves && !leavesAreGenuine && IsRoot(batch, lines.Select(l => l.Computed ?? l.Leaf.Hash));
        foreach (var line in lines.Where(l => l.Computed is null)) yield return Say($"{Name(line)}: it was removed.");
        var changed = lines.Where(l => l.Computed is { } computed && !computed.AsSpan().SequenceEqual(l.Leaf.Hash)).ToList();
        foreach (var line in changed)
            yield return Say($"{Name(line)}: {(leavesAreGenuine ? "it was changed" : linesAreGenuine ? "its leaf was changed" : "it or its leaf was changed")}.");
        if (hasAllLeaves && !leavesAreGenuine && changed.Count == 0)
            yield return Say($"Batch {batch.Number}: its leaves do not make its root. Lines were changed together with their leaves, or their order was.");
    }

    private static bool IsRoot(AuditBatch batch, IEnumerable<byte[]> hashes) => MerkleTree.Root([.. hashes]).AsSpan().SequenceEqual(batch.Root);

    private async IAsyncEnumerable<AuditBatch> BatchesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var last = long.MinValue; ;)
        {
            var batches = await db.AuditBatches.AsNoTracking().Where(b => b.Number > last).OrderBy(b => b.Number).Take(BatchesAtOnce).ToListAsync(cancellationToken);
            foreach (var batch in batches) yield return batch;
            if (batches.Count < BatchesAtOnce) yield break;
            last = batches[^1].Number;
        }
    }

    private async Task<IReadOnlyList<SealedLine>> LinesOfAsync(AuditBatch batch, CancellationToken cancellationToken) =>
        await (from leaf in db.AuditLeaves.AsNoTracking()
               where leaf.Batch == batch.Number
               join entry in db.AuditEntries.AsNoTracking() on new { Id = leaf.EntryId, leaf.RecordedAt } equals new { entry.Id, entry.RecordedAt } into entries
               from entry in entries.DefaultIfEmpty()
               orderby leaf.Position
               // One more than there were is enough to see that there are too many.
               select new SealedLine(leaf, entry)).Take(batch.Size + 1).ToListAsync(cancellationToken);

    private IAsyncEnumerable<string> StrayLeaves() => db.AuditLeaves
        .Where(l => !db.AuditBatches.Any(b => b.Number == l.Batch)).GroupBy(l => l.Batch).OrderBy(g => g.Key)
        .Select(g => new { Batch = g.Key, Count = g.Count() }).AsAsyncEnumerable()
        .Select(stray => Say($"Batch {stray.Batch}: {stray.Count} leaves name it, but it is not there."));

    private IAsyncEnumerable<string> UnsealedLines(AuditBatch? last)
    {
        var old = clock.GetUtcNow() - SealedWithin;
        var passed = last?.LastRecordedAt - AuditSealer.Slack;
        return db.AuditEntries.AsNoTracking()
            .Where(e => e.RecordedAt < old && !db.AuditLeaves.Any(l => l.EntryId == e.Id && l.RecordedAt == e.RecordedAt))
            .OrderBy(e => e.RecordedAt).ThenBy(e => e.Id).AsAsyncEnumerable()
            .Select(e => Say($"{Name(e)}: {(e.RecordedAt < passed ? "it was inserted after its time, or its leaf was removed" : "it should have been sealed long ago; is a portal running?")}."));
    }

    /// <summary>They are not sealed before their time comes; clocks of several instances differ a little.</summary>
    private IAsyncEnumerable<string> LinesAhead()
    {
        var ahead = clock.GetUtcNow() + AuditSealer.Slack;
        return db.AuditEntries.AsNoTracking().Where(e => e.RecordedAt > ahead).OrderBy(e => e.RecordedAt).ThenBy(e => e.Id).AsAsyncEnumerable()
            .Select(e => Say($"{Name(e)}: its time is still to come."));
    }

    private static string Name(SealedLine line) => line.Entry is { } entry ? Name(entry)
        : Say($"Line {line.Leaf.EntryId} ({line.Leaf.RecordedAt:yyyy-MM-dd HH:mm:ss} UTC, position {line.Leaf.Position} of batch {line.Leaf.Batch})");

    private static string Name(AuditEntry entry) => Say($"Line {entry.Id} ({entry.RecordedAt:yyyy-MM-dd HH:mm:ss} UTC, {entry.Action})");

    private static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);

    /// <param name="Entry"><c>null</c> where the line is gone.</param>
    private sealed record SealedLine(AuditLeaf Leaf, AuditEntry? Entry)
    {
        /// <summary>What the leaf must be, from the line as it stands now.</summary>
        public byte[]? Computed { get; } = Entry?.LeafHash();
    }
}
