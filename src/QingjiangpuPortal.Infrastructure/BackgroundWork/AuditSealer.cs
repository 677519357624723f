using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>Seals the lines of the audit trail into batches of the chain (README of Domain/Audit).</summary>
internal sealed class AuditSealer(IServiceScopeFactory scopes, TimeProvider clock, ILogger<AuditSealer> logger) : PeriodicWorker(scopes, clock, logger)
{
    public const int BatchSize = 4096;

    /// <summary>How long after its time a line may still be committed and is sealed all the same.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromMinutes(10);

    /// <summary>Of PostgreSQL's advisory locks: of several instances one seals at a time.</summary>
    private const long Lock = 0x41554449_54534541;

    private readonly TimeProvider clock = clock;

    protected override TimeSpan Pause => TimeSpan.FromMinutes(5);

    protected override Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        SealAsync(services.GetRequiredService<PortalDbContext>(), clock.GetUtcNow(), cancellationToken);

    /// <returns>Whether there may be more to seal.</returns>
    public static async Task<bool> SealAsync(PortalDbContext db, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // Read committed: what another instance sealed before it let go of the lock is seen after taking it.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        if (!await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock({Lock}) AS \"Value\"").SingleAsync(cancellationToken)) return false;

        var previous = await db.AuditBatches.AsNoTracking().OrderByDescending(b => b.Number).FirstOrDefaultAsync(cancellationToken);
        var since = previous?.LastRecordedAt - Slack ?? DateTimeOffset.MinValue;
        var entries = await db.AuditEntries.AsNoTracking()
            // A line ahead of its time waits: sealed now, it would leave all real ones behind the slack.
            .Where(e => e.RecordedAt >= since && e.RecordedAt <= at && !db.AuditLeaves.Any(l => l.EntryId == e.Id && l.RecordedAt == e.RecordedAt))
            .OrderBy(e => e.RecordedAt).ThenBy(e => e.Id).Take(BatchSize).ToListAsync(cancellationToken);
        if (entries.Count == 0) return false;

        // A batch never spans two months, so that a month can be dropped with its leaves.
        var ofOneMonth = entries.TakeWhile(e => MonthOf(e) == MonthOf(entries[0])).ToList();
        var leaves = ofOneMonth.Select((entry, position) => AuditLeaf.Of(entry, (previous?.Number ?? 0) + 1, position)).ToList();
        db.AuditLeaves.AddRange(leaves);
        db.AuditBatches.Add(AuditBatch.Seal(previous, leaves, at));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return ofOneMonth.Count == BatchSize || ofOneMonth.Count < entries.Count;
    }

    private static (int Year, int Month) MonthOf(AuditEntry entry) => (entry.RecordedAt.UtcDateTime.Year, entry.RecordedAt.UtcDateTime.Month);
}
