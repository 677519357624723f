using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Deadlines;

/// <summary>The calendar of the database, as it was a minute ago at most: an instance that learns of a new notice then does no harm.</summary>
internal sealed class WorkCalendars(IServiceScopeFactory scopes, TimeProvider clock) : IWorkCalendars
{
    /// <summary>The name of the meter: what the calendar lacks is for operators to see, too.</summary>
    public const string MeterName = "QingjiangpuPortal.Deadlines";

    private volatile Reading? _last;

    /// <summary>Shows <see cref="MissingYear"/> at /metrics.</summary>
    public void Measure(IMeterFactory meters) => meters.Create(MeterName).CreateObservableGauge(
        "portal.calendar.missing_year", () => MissingYear, unit: null, "The year whose holidays should be announced by now and are not known here; 0 when none is.");

    /// <summary>The year that should be announced by now and is not (<see cref="WorkCalendar.MissingYear"/>), by what was read last; 0 when none is missing.</summary>
    public int MissingYear => _last?.Calendar.MissingYear(clock.GetUtcNow()) ?? 0;

    public async ValueTask<WorkCalendar> CurrentAsync(CancellationToken cancellationToken) =>
        _last is { } fresh && clock.GetUtcNow() - fresh.At < IWorkCalendars.KeptFor ? fresh.Calendar : await ReadAsync(cancellationToken);

    public async ValueTask<WorkCalendar> ReadAsync(CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var calendar = await ReadAsync(scope.ServiceProvider.GetRequiredService<PortalDbContext>(), cancellationToken);
        _last = new(calendar, at);
        return calendar;
    }

    public static async Task<WorkCalendar> ReadAsync(PortalDbContext db, CancellationToken cancellationToken) => new(
        await db.CalendarDays.AsNoTracking().ToListAsync(cancellationToken),
        await db.OfficeHours.AsNoTracking().ToListAsync(cancellationToken));

    private sealed record Reading(WorkCalendar Calendar, DateTimeOffset At);
}
