using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Domain.PersonalData;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>Removes sessions that ended a month ago (the audit trail keeps who signed in when), counts of tries that are over, leave to see data that expired (the trail keeps its reason), and forms that nobody went on with.</summary>
internal sealed class SessionCleaner(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SessionCleaner> logger) : PeriodicWorker(scopes, clock, logger)
{
    private readonly TimeProvider clock = clock;

    /// <summary>So long a device counts as known, and a question about a session can be answered.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    protected override TimeSpan Pause => TimeSpan.FromHours(1);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await CleanAsync(services.GetRequiredService<PortalDbContext>(), clock.GetUtcNow(), cancellationToken);
        return false;
    }

    public static async Task CleanAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Sessions.Where(s => s.ExpiresAt < now - KeptFor).ExecuteDeleteAsync(cancellationToken);
        await db.Set<SignInTries>().Where(t => t.LastAt < now.AddDays(-1)).ExecuteDeleteAsync(cancellationToken);
        await db.Reveals.Where(r => r.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
        // What was sent has the id of its draft: its papers are no draft's any more, even if the worker that removes sent drafts stood still for months.
        var old = db.ApplicationDrafts.Where(d => d.SavedAt < now - ApplicationDraft.KeptFor && !db.SchoolApplications.Any(a => a.Id == d.Id));
        // Papers first: with the draft their owner would be gone.
        await db.Attachments.Where(a => old.Any(d => d.Id == a.OwnerId)).ExecuteDeleteAsync(cancellationToken);
        await old.ExecuteDeleteAsync(cancellationToken);
    }
}
