using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Infrastructure.Audit;
using QingjiangpuPortal.Infrastructure.BackgroundWork;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Audit;

/// <summary>Whoever touches the trail behind the portal's back is found. Each test has a database of its own.</summary>
public sealed class AuditChainTests : IAsyncLifetime
{
    private readonly PortalFixture _portal = new();

    public async Task InitializeAsync()
    {
        await _portal.InitializeAsync();
        // Two months, and so at least two batches.
        await AddLinesAsync(5);
        _portal.Clock.Advance(TimeSpan.FromDays(31));
        await AddLinesAsync(5);
        await SealAsync();
        // Whatever is inserted later at an earlier time is no late commit any more.
        _portal.Clock.Advance(TimeSpan.FromHours(2));
        await AddLinesAsync(5);
        await SealAsync();
        Assert.Empty(await FindingsAsync());
    }

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Batches_never_span_two_months_and_follow_one_another()
    {
        var batches = await _portal.QueryAsync(db => db.AuditBatches.OrderBy(b => b.Number).ToListAsync());

        Assert.Equal([(1L, 5), (2L, 5), (3L, 5)], batches.Select(b => (b.Number, b.Size)));
        Assert.Equal([3, 4, 4], batches.Select(b => b.LastRecordedAt.Month));
        Assert.Equal([AuditBatch.BeforeTheFirst, batches[0].Hash, batches[1].Hash], batches.Select(b => b.PreviousHash));
    }

    [Fact]
    public async Task What_was_committed_late_is_sealed_too_and_nothing_twice()
    {
        await InsertAsync(_portal.Clock.GetUtcNow() - AuditSealer.Slack + TimeSpan.FromSeconds(1));
        await SealAsync();
        await SealAsync();

        var (entries, leaves, inBatches) = await _portal.QueryAsync(async db => (
            await db.AuditEntries.CountAsync(), await db.AuditLeaves.CountAsync(), await db.AuditBatches.SumAsync(b => b.Size)));
        Assert.Equal((16, 16, 16), (entries, leaves, inBatches));
        Assert.Empty(await FindingsAsync());
    }

    [Fact]
    public async Task Several_instances_that_seal_at_once_seal_everything_once()
    {
        await AddLinesAsync(20);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SealAsync()));
        await SealAsync();

        Assert.Equal(35, await _portal.QueryAsync(db => db.AuditLeaves.CountAsync()));
        Assert.Empty(await FindingsAsync());
    }

    [Theory]
    [InlineData("action = 'Nothing'")]
    [InlineData("result = 'done.'")]
    [InlineData("actor_id = gen_random_uuid()")]
    [InlineData("reason = ''")]
    [InlineData("is_system = NOT is_system")]
    public async Task A_changed_line_is_named(string change)
    {
        var line = await LineAsync();
        await _portal.AsOwnerAsync($"UPDATE audit_entries SET {change} WHERE id = '{line.Id}'");

        Assert.Contains("it was changed.", OnlyOne(await FindingsAsync(), line), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_line_is_named()
    {
        var line = await LineAsync();
        await _portal.AsOwnerAsync($"DELETE FROM audit_entries WHERE id = '{line.Id}'");

        Assert.Contains("it was removed.", OnlyOne(await FindingsAsync(), line), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_inserted_into_the_past_is_named_and_never_sealed()
    {
        var line = await InsertAsync(PortalFixture.Start);
        await SealAsync();

        Assert.Contains("it was inserted after its time", OnlyOne(await FindingsAsync(), line), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_was_not_sealed_for_long_is_named()
    {
        var line = await InsertAsync(_portal.Clock.GetUtcNow());
        Assert.Empty(await FindingsAsync());
        _portal.Clock.Advance(AuditVerifier.SealedWithin + TimeSpan.FromSeconds(1));

        Assert.Contains("it should have been sealed long ago", OnlyOne(await FindingsAsync(), line), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_dated_ahead_is_named_and_stops_no_other_from_being_sealed()
    {
        var line = await InsertAsync(_portal.Clock.GetUtcNow().AddYears(50));
        await SealAsync();
        await AddLinesAsync(5);
        await SealAsync();

        Assert.Equal(20, await _portal.QueryAsync(db => db.AuditLeaves.CountAsync()));
        Assert.EndsWith("its time is still to come.", OnlyOne(await FindingsAsync(), line), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_leaf_is_found_with_its_line()
    {
        var line = await LineAsync();
        await _portal.AsOwnerAsync($"DELETE FROM audit_leaves WHERE entry_id = '{line.Id}'");

        var findings = await FindingsAsync();
        Assert.Equal(2, findings.Count);
        Assert.Equal("Batch 1: the leaf at position 2 was removed.", findings[0]);
        Assert.Contains($"{line.Id}", findings[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_leaf_is_told_from_a_changed_line()
    {
        var line = await LineAsync();
        await _portal.AsOwnerAsync($"UPDATE audit_leaves SET hash = sha256('x') WHERE entry_id = '{line.Id}'");

        Assert.Contains("its leaf was changed.", OnlyOne(await FindingsAsync(), line), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_inserted_leaf_is_found()
    {
        await _portal.AsOwnerAsync("INSERT INTO audit_leaves SELECT gen_random_uuid(), recorded_at, batch, 5, hash FROM audit_leaves WHERE batch = 1 AND position = 0");

        Assert.Contains("Batch 1: it has 1 leaves more than were sealed.", await FindingsAsync());
    }

    [Fact]
    public async Task A_line_changed_together_with_its_leaf_breaks_the_root()
    {
        var line = await LineAsync();
        await _portal.AsOwnerAsync($"UPDATE audit_entries SET action = 'Nothing' WHERE id = '{line.Id}'");
        var leaf = (await LineAsync()).LeafHash();
        await _portal.AsOwnerAsync($"UPDATE audit_leaves SET hash = '\\x{Convert.ToHexString(leaf)}' WHERE entry_id = '{line.Id}'");

        Assert.StartsWith("Batch 1: its leaves do not make its root.", Assert.Single(await FindingsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_batch_breaks_its_own_hash_and_a_rewritten_one_the_chain()
    {
        await _portal.AsOwnerAsync("UPDATE audit_batches SET size = 4 WHERE number = 2");
        Assert.Contains("Batch 2: its row was changed.", await FindingsAsync());

        await _portal.AsOwnerAsync("UPDATE audit_batches SET size = 5, hash = sha256('x') WHERE number = 2");
        Assert.Contains("Batch 3: the chain is broken here, it does not follow batch 2.", await FindingsAsync());
    }

    [Fact]
    public async Task Two_swapped_batches_break_the_chain()
    {
        await _portal.AsOwnerAsync("""
            UPDATE audit_batches SET number = number + 10 WHERE number IN (1, 2);
            UPDATE audit_batches SET number = CASE number WHEN 11 THEN 2 ELSE 1 END WHERE number > 10;
            """);

        var findings = await FindingsAsync();
        foreach (var number in new[] { 1, 2, 3 }) Assert.Contains(findings, f => f.StartsWith($"Batch {number}: the chain is broken here", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_removed_batch_leaves_a_gap_and_stray_leaves()
    {
        await _portal.AsOwnerAsync("DELETE FROM audit_batches WHERE number = 2");

        Assert.Equal(
            ["Batches 2 to 2: they were removed.", "Batch 3: the chain is broken here, it does not follow batch 1.", "Batch 2: 5 leaves name it, but it is not there."],
            await FindingsAsync());
    }

    [Fact]
    public async Task Only_what_was_published_shows_that_the_end_was_cut_off_or_the_whole_chain_made_anew()
    {
        var published = await PublishAsync();
        await _portal.AsOwnerAsync("""
            DELETE FROM audit_entries e USING audit_leaves l WHERE l.entry_id = e.id AND l.batch = 3;
            DELETE FROM audit_leaves WHERE batch = 3; DELETE FROM audit_batches WHERE number = 3;
            """);
        Assert.Empty(await FindingsAsync());
        Assert.Equal(["The chain ends with batch 2, but batch 3 was published: its end was cut off."], await FindingsAsync(published));

        await _portal.AsOwnerAsync("UPDATE audit_entries SET action = 'Nothing'; DELETE FROM audit_leaves; DELETE FROM audit_batches");
        await SealAsync();
        Assert.Empty(await FindingsAsync());
        Assert.Contains("Batch 1: it is not what was published.", await FindingsAsync(published));
    }

    [Fact]
    public void A_file_that_is_no_publication_is_refused() =>
        Assert.Throws<InvalidDataException>(() => AuditPublication.Read(["1,2,3"]).ToList());

    private async Task AddLinesAsync(int count)
    {
        for (var line = 0; line < count; line++)
        {
            await InsertAsync(_portal.Clock.GetUtcNow());
            _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private Task<AuditEntry> InsertAsync(DateTimeOffset at) => _portal.QueryAsync(async db =>
    {
        var entry = AuditEntry.Of(Guid.CreateVersion7(), at, new(AuditKind.Change, "AcceptGridReport", "GridReport", "1", null, AuditEntry.Done, "核实"), new(null, true, null, null, null));
        db.AuditEntries.Add(entry);
        await db.SaveChangesAsync();
        return entry;
    });

    /// <summary>The third line of the first batch.</summary>
    private Task<AuditEntry> LineAsync() => _portal.QueryAsync(db => db.AuditEntries.AsNoTracking().OrderBy(e => e.RecordedAt).Skip(2).FirstAsync());

    private Task<bool> SealAsync() => _portal.QueryAsync(async db =>
    {
        while (await AuditSealer.SealAsync(db, _portal.Clock.GetUtcNow(), CancellationToken.None)) { }
        return true;
    });

    private Task<List<string>> FindingsAsync(IReadOnlyList<PublishedBatch>? published = null) =>
        _portal.QueryAsync(async db => await new AuditVerifier(db, _portal.Clock).VerifyAsync(published ?? [], CancellationToken.None).ToListAsync());

    private async Task<IReadOnlyList<PublishedBatch>> PublishAsync()
    {
        using var file = new StringWriter();
        await _portal.QueryAsync(db => AuditPublication.WriteAsync(db, file, CancellationToken.None));
        return [.. AuditPublication.Read(file.ToString().Split(Environment.NewLine))];
    }

    private static string OnlyOne(List<string> findings, AuditEntry about)
    {
        var finding = Assert.Single(findings);
        Assert.StartsWith($"Line {about.Id} ({about.RecordedAt:yyyy-MM-dd HH:mm:ss} UTC", finding, StringComparison.Ordinal);
        return finding;
    }
}
