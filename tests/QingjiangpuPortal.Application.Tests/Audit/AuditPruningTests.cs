using Microsoft.EntityFrameworkCore;
using Npgsql;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Infrastructure.Audit;
using QingjiangpuPortal.Infrastructure.BackgroundWork;
using QingjiangpuPortal.Infrastructure.Persistence;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Audit;

/// <summary>How old lines go. The database looks at its own clock, so these tests live today.</summary>
public sealed class AuditPruningTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Whole_months_that_are_old_enough_go_with_a_record_and_the_chain_stays_whole()
    {
        var (old, kept) = (_now.AddMonths(-14), _now.AddMonths(-8));
        await portal.QueryAsync(async db => { await PortalDatabase.EnsurePartitionsAsync(db, old, _now, CancellationToken.None); return 0; });
        foreach (var at in new[] { old, kept, _now })
        {
            await InsertAsync(at);
            while (await portal.QueryAsync(db => AuditSealer.SealAsync(db, _now, CancellationToken.None))) { }
        }

        Assert.True(await PruneAsync(_now.AddDays(-365)) > 0);

        Assert.Equal([kept.Month, _now.Month], await portal.QueryAsync(db => db.AuditEntries.OrderBy(e => e.RecordedAt).Select(e => e.RecordedAt.Month).ToListAsync()));
        Assert.Equal(2, await portal.QueryAsync(db => db.AuditLeaves.CountAsync()));
        Assert.Equal(3, await portal.QueryAsync(db => db.AuditBatches.CountAsync()));
        var record = Assert.Single(await portal.QueryAsync(db => db.AuditPrunings.ToListAsync()));
        Assert.Equal((old.Year, old.Month, 1, 1L), (record.Month.Year, record.Month.Month, record.Month.Day, record.Entries));
        Assert.Empty(await FindingsAsync());

        // The same without the record is no rule, but somebody's doing.
        await portal.AsOwnerAsync("DELETE FROM audit_prunings");
        Assert.Equal("Batch 1: its 1 lines were removed with their leaves, and no rule dropped their month.", Assert.Single(await FindingsAsync()));
        await portal.AsOwnerAsync($"INSERT INTO audit_prunings VALUES ('{record.Month:yyyy-MM-dd} 00:00Z', 1, '{old.AddDays(90):yyyy-MM-dd}')");
        Assert.EndsWith("when it was too young for that.", Assert.Single(await FindingsAsync()), StringComparison.Ordinal);
        // A record of more lines than were sealed covers up what was cut off with its batches.
        await portal.AsOwnerAsync($"UPDATE audit_prunings SET entries = 2, pruned_at = '{_now:yyyy-MM-dd} 00:00Z'");
        Assert.EndsWith("2 lines are recorded as dropped by rule, but 1 sealed ones are gone.", Assert.Single(await FindingsAsync()), StringComparison.Ordinal);
        // A young month dropped by hand, and recorded as if its time had come.
        var young = _now.UtcDateTime;
        await portal.AsOwnerAsync($"""
            DELETE FROM audit_prunings; DELETE FROM audit_entries WHERE recorded_at >= '{young:yyyy-MM}-01 00:00Z'; DELETE FROM audit_leaves WHERE recorded_at >= '{young:yyyy-MM}-01 00:00Z';
            INSERT INTO audit_prunings VALUES ('{record.Month:yyyy-MM-dd} 00:00Z', 1, '{_now:yyyy-MM-dd} 00:00Z'), ('{young:yyyy-MM}-01 00:00Z', 1, '{young.AddYears(1):yyyy-MM-dd}');
            """);
        var forged = await FindingsAsync();
        Assert.Equal(2, forged.Count);
        Assert.EndsWith("which is still to come.", forged[0], StringComparison.Ordinal);
        Assert.EndsWith("when it was too young for that.", forged[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_database_itself_refuses_to_drop_less_than_half_a_year()
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => PruneAsync(_now.AddDays(-179)));
        Assert.Equal("The audit trail is kept for 180 days at least", refusal.MessageText);
    }

    [Fact]
    public async Task A_month_with_a_line_that_was_never_sealed_stays()
    {
        var old = _now.AddMonths(-30);
        await portal.QueryAsync(async db => { await PortalDatabase.EnsurePartitionsAsync(db, old, old, CancellationToken.None); return 0; });
        var line = await InsertAsync(old);

        await PruneAsync(_now.AddDays(-365));

        Assert.True(await portal.QueryAsync(db => db.AuditEntries.AnyAsync(e => e.Id == line)));
        await portal.AsOwnerAsync($"DELETE FROM audit_entries WHERE id = '{line}'");
    }

    private Task<Guid> InsertAsync(DateTimeOffset at) => portal.QueryAsync(async db =>
    {
        var entry = AuditEntry.Of(Guid.CreateVersion7(), at, new(AuditKind.Change, "AcceptGridReport", null, null, null, AuditEntry.Done, null), new(null, true, null, null, null));
        db.AuditEntries.Add(entry);
        await db.SaveChangesAsync();
        return entry.Id;
    });

    private Task<int> PruneAsync(DateTimeOffset before) => portal.QueryAsync(db => AuditPruner.PruneAsync(db, before, CancellationToken.None));

    private Task<List<string>> FindingsAsync() =>
        portal.QueryAsync(async db => await new AuditVerifier(db, TimeProvider.System).VerifyAsync([], CancellationToken.None).ToListAsync());
}
