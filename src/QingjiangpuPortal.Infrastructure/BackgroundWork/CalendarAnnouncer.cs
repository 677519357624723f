using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Notifications;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>Tells the system administrators, once a week while it lasts, of a coming year whose holidays are not in the calendar.</summary>
internal sealed class CalendarAnnouncer(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CalendarAnnouncer> logger) : PeriodicWorker(scopes, clock, logger)
{
    private static readonly TimeSpan ToldEvery = TimeSpan.FromDays(7);

    private readonly TimeProvider clock = clock;

    protected override TimeSpan Pause => TimeSpan.FromHours(12);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var calendar = await services.GetRequiredService<IWorkCalendars>().CurrentAsync(cancellationToken);
        await AnnounceAsync(services.GetRequiredService<PortalDbContext>(), calendar, clock.GetUtcNow(), cancellationToken);
        return false;
    }

    public static async Task AnnounceAsync(PortalDbContext db, WorkCalendar calendar, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (calendar.MissingYear(now) is not { } year) return;
        await NewsMark.EnsureAsync(db, NewsMark.CalendarYear, now - ToldEvery, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await NewsMark.ClaimAsync(db, NewsMark.CalendarYear, cancellationToken) is not { } mark || now - mark.UpTo < ToldEvery) return;
        var missing = year.ToString(CultureInfo.InvariantCulture);
        db.Tell(NotificationKind.CalendarYearMissing, Audience.Holders(PostKind.SystemAdministrator), new AuditSubject(nameof(WorkCalendar), missing), by: null, now,
            new(StringComparer.Ordinal) { ["year"] = missing });
        mark.UpTo = now;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
