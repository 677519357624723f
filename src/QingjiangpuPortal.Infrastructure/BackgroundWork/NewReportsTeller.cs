using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Notifications;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>
/// Tells each unit, every quarter of an hour of the day, how many reports were filed for it and wait: one notification for all of
/// them, and in the morning one for the night's. It looks at what was filed, so that filing itself writes nothing for it.
/// </summary>
internal sealed class NewReportsTeller(IServiceScopeFactory scopes, TimeProvider clock, ILogger<NewReportsTeller> logger) : PeriodicWorker(scopes, clock, logger)
{
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(15);

    /// <summary>How long after its time a filing may still be committed and is counted all the same.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    private readonly TimeProvider clock = clock;

    protected override TimeSpan Pause => TimeSpan.FromMinutes(1);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await TellAsync(services.GetRequiredService<PortalDbContext>(), clock.GetUtcNow(), cancellationToken);
        return false;
    }

    /// <returns>How many units were told.</returns>
    public static async Task<int> TellAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (QuietHours.Default.NotBefore(now) > now) return 0;
        var until = now - Slack;
        await NewsMark.EnsureAsync(db, NewsMark.NewReports, until, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await NewsMark.ClaimAsync(db, NewsMark.NewReports, cancellationToken) is not { } mark || until - mark.UpTo < Together) return 0;
        var waiting = await db.GridReports
            .Where(r => r.RecordedAt > mark.UpTo && r.RecordedAt <= until && r.Status == GridReportStatus.Submitted)
            .GroupBy(r => r.HandlingUnitCode).Select(g => new { Unit = g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        foreach (var unit in waiting)
            db.Tell(NotificationKind.NewReportsInUnit, Audience.Unit(unit.Unit), AuditSubject.Of<OrgUnit>(unit.Unit), by: null, now,
                new(StringComparer.Ordinal) { ["count"] = unit.Count.ToString(CultureInfo.InvariantCulture) });
        mark.UpTo = until;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return waiting.Count;
    }
}
