using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Deadlines;

/// <summary>The calendar of the database, as it was a minute ago at most: an instance that learns of a new notice then does no harm.</summary>
internal sealed class WorkCalendars(IServiceScopeFactory scopes, TimeProvider clock) : IWorkCalendars
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);
    private volatile Reading? _last;

    public async ValueTask<WorkCalendar> CurrentAsync(CancellationToken cancellationToken)
    {
        if (_last is { } fresh && clock.GetUtcNow() - fresh.At < KeptFor) return fresh.Calendar;
        await using var scope = scopes.CreateAsyncScope();
        var calendar = await ReadAsync(scope.ServiceProvider.GetRequiredService<PortalDbContext>(), cancellationToken);
        _last = new(calendar, clock.GetUtcNow());
        return calendar;
    }

    public static async Task<WorkCalendar> ReadAsync(PortalDbContext db, CancellationToken cancellationToken) => new(
        (await db.CalendarDays.AsNoTracking().ToListAsync(cancellationToken)).Select(d => KeyValuePair.Create(d.Day, d.IsWorkday)));

    private sealed record Reading(WorkCalendar Calendar, DateTimeOffset At);
}
