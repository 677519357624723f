using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Infrastructure.Notifications;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>
/// Sends what is due. A round claims a few messages in one statement, which several instances share (SKIP LOCKED), and sends them
/// side by side with nothing locked; the claim is a lease, so that what a killed process had claimed is due again after it.
/// </summary>
internal sealed class OutboxDispatcher(IServiceScopeFactory scopes, OutboxMeter meter, TimeProvider clock, ILogger<OutboxDispatcher> logger) : PeriodicWorker(scopes, clock, logger)
{
    /// <summary>Longer than a round can take: each message has a minute at most (<see cref="ChannelRules"/>).</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private const int BatchSize = 32;
    private const int AtOnce = 8;

    private readonly IServiceScopeFactory _scopes = scopes;
    private readonly TimeProvider _clock = clock;

    protected override TimeSpan Pause => TimeSpan.FromSeconds(2);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var sent = await DispatchAsync(db, _scopes, _clock, cancellationToken);
        if (sent < BatchSize) meter.State = await CountAsync(db, _clock.GetUtcNow(), cancellationToken);
        return sent == BatchSize;
    }

    /// <returns>How many were claimed.</returns>
    public static async Task<int> DispatchAsync(PortalDbContext db, IServiceScopeFactory scopes, TimeProvider clock, CancellationToken cancellationToken)
    {
        var claimed = await ClaimAsync(db, clock.GetUtcNow(), cancellationToken);
        await Parallel.ForEachAsync(claimed, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (message, token) =>
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<OutboxSender>().SendAsync(message.Id, message.Attempts, token);
        });
        return claimed.Count;
    }

    /// <summary>Takes what is due, the longest due first, and counts the attempt before it is made: what kills the process counts too.</summary>
    public static async Task<IReadOnlyList<Claimed>> ClaimAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = NotificationKinds.Known.Select(k => (int)k).ToArray();
        return await db.Database.SqlQuery<Claimed>($"""
            UPDATE outbox_messages SET attempts = attempts + 1, next_attempt_at = {now + Lease}
            WHERE id IN (
                SELECT id FROM outbox_messages
                WHERE state = {(int)OutboxState.Waiting} AND next_attempt_at <= {now} AND kind = ANY({known})
                ORDER BY next_attempt_at LIMIT {BatchSize} FOR UPDATE SKIP LOCKED)
            RETURNING id, attempts
            """).ToListAsync(cancellationToken);
    }

    public static async Task<OutboxCounts> CountAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = await db.OutboxMessages.Where(m => m.State == OutboxState.Waiting && m.NextAttemptAt <= now)
            .GroupBy(_ => 1).Select(g => new { Count = g.LongCount(), First = g.Min(m => m.NextAttemptAt) }).SingleOrDefaultAsync(cancellationToken);
        var dead = await db.OutboxMessages.LongCountAsync(m => m.State == OutboxState.Dead, cancellationToken);
        return new(due?.Count ?? 0, due is null ? TimeSpan.Zero : now - due.First, dead);
    }

    internal sealed record Claimed(Guid Id, int Attempts);
}
