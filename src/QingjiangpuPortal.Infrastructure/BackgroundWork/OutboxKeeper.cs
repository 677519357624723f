using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Notifications;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>Removes messages a month after they were settled and notifications after a year; tells the system administrators, once a day at most, of messages that were given up.</summary>
internal sealed class OutboxKeeper(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OutboxKeeper> logger) : PeriodicWorker(scopes, clock, logger)
{
    /// <summary>As long as an event can be noticed again: what was told stays known.</summary>
    private static readonly TimeSpan NotificationsKeptFor = TimeSpan.FromDays(365);
    private static readonly TimeSpan MessagesKeptFor = TimeSpan.FromDays(30);
    private static readonly TimeSpan ToldEvery = TimeSpan.FromDays(1);

    private readonly TimeProvider clock = clock;

    protected override TimeSpan Pause => TimeSpan.FromMinutes(10);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<PortalDbContext>();
        await CleanAsync(db, clock.GetUtcNow(), cancellationToken);
        await TellAsync(db, clock.GetUtcNow(), cancellationToken);
        return false;
    }

    public static async Task CleanAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // What was given up waits for somebody to look at it.
        await db.OutboxMessages.Where(m => m.SettledAt < now - MessagesKeptFor && m.State != OutboxState.Dead).ExecuteDeleteAsync(cancellationToken);
        await db.Notifications.Where(n => n.At < now - NotificationsKeptFor).ExecuteDeleteAsync(cancellationToken);
    }

    /// <returns>Whether they were told.</returns>
    public static async Task<bool> TellAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await NewsMark.EnsureAsync(db, NewsMark.GivenUp, now - ToldEvery, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await NewsMark.ClaimAsync(db, NewsMark.GivenUp, cancellationToken) is not { } mark || now - mark.UpTo < ToldEvery) return false;
        var dead = await db.OutboxMessages.CountAsync(m => m.State == OutboxState.Dead && m.SettledAt > mark.UpTo, cancellationToken);
        if (dead == 0) return false;
        db.Tell(NotificationKind.MessagesGivenUp, Audience.Holders(PostKind.SystemAdministrator), new AuditSubject("Outbox", "dead"), by: null, now,
            new(StringComparer.Ordinal) { ["count"] = dead.ToString(CultureInfo.InvariantCulture) });
        mark.UpTo = now;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
