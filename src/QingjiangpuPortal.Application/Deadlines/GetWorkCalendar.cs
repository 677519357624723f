using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Deadlines;

namespace QingjiangpuPortal.Application.Deadlines;

/// <summary>工作日历: a year at a look, the office hours, and how far a reckoning by the last change has come.</summary>
/// <param name="Year">This year where <c>null</c>.</param>
public sealed record GetWorkCalendar(int? Year = null) : IQuery<CalendarYear>
{
    public Permission Permission => Permission.ManageCalendar;
}

/// <param name="Version">Of the whole calendar, all years and office hours.</param>
/// <param name="Days">The year's days that differ from their weekday.</param>
/// <param name="Hours">Without <see cref="OfficeHours.Default"/>, the latest first.</param>
/// <param name="MissingYear">That should be announced by now and is not known here.</param>
/// <param name="LastReckoning"><c>null</c> when nothing was ever changed.</param>
public sealed record CalendarYear(
    string Version, int Year, DateOnly Today, bool IsAnnounced, IReadOnlyDictionary<DateOnly, CalendarDay> Days, IReadOnlyList<OfficeHours> Hours, OfficeHours HoursToday,
    int? MissingYear, ReckoningProgress? LastReckoning);

/// <param name="Of">How many reports are open now.</param>
public sealed record ReckoningProgress(DateTimeOffset RequestedAt, DateTimeOffset StartsAt, DateTimeOffset? FinishedAt, int Looked, int Changed, int Of);

internal sealed class GetWorkCalendarHandler(PortalDb db, IWorkCalendars calendars, TimeProvider clock) : IRequestHandler<GetWorkCalendar, ErrorOr<CalendarYear>>
{
    /// <summary>Before the first notice that is shipped and after the last that anybody could know.</summary>
    private const int First = 2021;
    private const int YearsAhead = 5;

    public async Task<ErrorOr<CalendarYear>> Handle(GetWorkCalendar request, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var year = Math.Clamp(request.Year ?? today.Year, First, today.Year + YearsAhead);
        var calendar = await calendars.ReadAsync(cancellationToken);
        var (from, until) = (new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));
        var days = await db.CalendarDays.AsNoTracking().Where(d => d.Day >= from && d.Day < until).ToDictionaryAsync(d => d.Day, cancellationToken);
        var hours = await db.OfficeHours.AsNoTracking().OrderByDescending(h => h.ValidFrom).ToListAsync(cancellationToken);
        return new CalendarYear(
            await db.CalendarVersionAsync(cancellationToken), year, today, calendar.IsAnnounced(year), days, hours, calendar.HoursOn(today), calendar.MissingYear(clock.GetUtcNow()), await db.ProgressAsync(cancellationToken));
    }
}

internal static class CalendarVersions
{
    /// <summary>What the calendar says, in short: by it a form knows whether somebody changed it since its page was shown.</summary>
    public static async Task<string> CalendarVersionAsync(this PortalDb db, CancellationToken cancellationToken)
    {
        var days = await db.CalendarDays.AsNoTracking().OrderBy(d => d.Day).ToListAsync(cancellationToken);
        var hours = await db.OfficeHours.AsNoTracking().OrderBy(h => h.ValidFrom).ToListAsync(cancellationToken);
        var all = days.Select(d => $"{CalendarSubjects.Of(d.Day)} {d.IsWorkday} {d.Name}").Concat(hours.Select(h => $"{CalendarSubjects.Of(h.ValidFrom)} {h.PeriodsText}"));
        return Convert.ToHexString(Hash.Of(string.Join('\n', all)));
    }
}

internal static class ReckoningProgresses
{
    public static async Task<ReckoningProgress?> ProgressAsync(this PortalDb db, CancellationToken cancellationToken)
    {
        var last = await db.Reckonings.AsNoTracking().OrderByDescending(r => r.RequestedAt).ThenByDescending(r => r.Id).FirstOrDefaultAsync(cancellationToken);
        return last is null ? null : new(
            last.RequestedAt, last.StartsAt, last.FinishedAt, last.Looked, last.Changed,
            last.FinishedAt is null ? await db.GridReports.CountAsync(r => r.DueAt != null, cancellationToken) : last.Looked);
    }
}
