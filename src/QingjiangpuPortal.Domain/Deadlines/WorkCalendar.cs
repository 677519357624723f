using System.Collections.Frozen;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Deadlines;

/// <summary>A part of an office day, Asia/Shanghai.</summary>
public readonly record struct OfficePeriod(TimeOnly From, TimeOnly To)
{
    public TimeSpan Length => To - From;
}

/// <summary>Office hours as they hold from a day on: periods in order, none overlapping.</summary>
public sealed record OfficeHours(DateOnly ValidFrom, IReadOnlyList<OfficePeriod> Periods)
{
    /// <summary>08:30–12:00 and 14:00–17:30, what holds where nothing else is set.</summary>
    public static readonly OfficeHours Default = new(DateOnly.MinValue, [new(new(8, 30), new(12, 0)), new(new(14, 0), new(17, 30))]);
}

/// <summary>
/// The working calendar: Monday to Friday, save for the State Council's holidays and make-up workdays, in office hours.
/// Instants are exact; days and office hours are those of Asia/Shanghai. See README.md for the rules and where they come from.
/// </summary>
public sealed class WorkCalendar
{
    private readonly FrozenDictionary<DateOnly, bool> _exceptions;
    private readonly OfficeHours[] _hours;
    private readonly FrozenSet<int> _announcedYears;

    /// <param name="exceptions">Days that differ from their weekday: <c>true</c> a make-up workday, <c>false</c> a holiday.</param>
    /// <param name="hours">As they changed over time; before the first one it holds too. The default where there is none.</param>
    public WorkCalendar(IEnumerable<KeyValuePair<DateOnly, bool>> exceptions, IEnumerable<OfficeHours>? hours = null)
    {
        _exceptions = exceptions.ToFrozenDictionary();
        _announcedYears = _exceptions.Where(day => !day.Value).Select(day => day.Key.Year).ToFrozenSet();
        _hours = [.. (hours ?? []).OrderBy(h => h.ValidFrom)];
        if (_hours.Length == 0) _hours = [OfficeHours.Default];
    }

    /// <summary>Whether the year's holidays are known; otherwise only weekends are free in it.</summary>
    public bool IsAnnounced(int year) => _announcedYears.Contains(year);

    public bool IsWorkday(DateOnly day) =>
        _exceptions.TryGetValue(day, out var works) ? works : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    public OfficeHours HoursOn(DateOnly day)
    {
        var holds = _hours[0];
        foreach (var hours in _hours)
            if (hours.ValidFrom <= day) holds = hours;
        return holds;
    }

    /// <summary>When a limit that starts then is used up. Time during which the clock stood still does not count.</summary>
    /// <param name="pauses">In order. One that begins when the limit is used up already changes nothing.</param>
    public DateTimeOffset DueAt(DateTimeOffset start, TimeLimit limit, IEnumerable<Pause>? pauses = null)
    {
        var due = limit.Unit switch
        {
            LimitUnit.Hour => start.AddHours(limit.Amount),
            LimitUnit.WorkingHour => AddWorkingTime(start, TimeSpan.FromHours(limit.Amount)),
            _ => EndOfWorkday(ChinaTime.DayOf(start), limit.Amount),
        };
        return Extended(due, limit.Unit, pauses);
    }

    /// <summary>When that share (0 to 1) of a limit is used up; shares of working days are counted in office hours.</summary>
    public DateTimeOffset ShareAt(DateTimeOffset start, TimeLimit limit, double share, IEnumerable<Pause>? pauses = null)
    {
        var due = DueAt(start, limit);
        return limit.Unit == LimitUnit.Hour
            ? Extended(start + (due - start) * share, LimitUnit.Hour, pauses)
            : Extended(AddWorkingTime(start, WorkingTimeBetween(start, due) * share), LimitUnit.WorkingHour, pauses);
    }

    /// <summary>
    /// The instant at which so much office time has run since <paramref name="start"/>. Outside office hours it begins with the
    /// next office minute; what is used up when an office period ends is due then. Nothing added leaves the instant as it is.
    /// </summary>
    public DateTimeOffset AddWorkingTime(DateTimeOffset start, TimeSpan time)
    {
        if (time <= TimeSpan.Zero) return start;
        foreach (var (from, to) in PeriodsSince(start))
        {
            if (time <= to - from) return from + time;
            time -= to - from;
        }
        throw new InvalidOperationException("The calendar has no office hours.");
    }

    /// <summary>The office time between two instants; none where the second is not later.</summary>
    public TimeSpan WorkingTimeBetween(DateTimeOffset from, DateTimeOffset to)
    {
        var sum = TimeSpan.Zero;
        foreach (var period in PeriodsSince(from))
        {
            if (period.From >= to) break;
            sum += (period.To < to ? period.To : to) - period.From;
        }
        return sum;
    }

    /// <summary>The end of office hours of the workday that is the so-manieth after a day, the day itself not counted.</summary>
    public DateTimeOffset EndOfWorkday(DateOnly day, int workdaysAfter)
    {
        while (workdaysAfter > 0)
            if (IsWorkday(day = day.AddDays(1))) workdaysAfter--;
        return At(day, HoursOn(day).Periods[^1].To);
    }

    private DateTimeOffset Extended(DateTimeOffset due, LimitUnit unit, IEnumerable<Pause>? pauses)
    {
        var lastCounted = DateOnly.MinValue;
        foreach (var pause in pauses ?? [])
        {
            if (pause.From >= due) break;
            due = unit switch
            {
                LimitUnit.Hour => due + (pause.To - pause.From),
                LimitUnit.WorkingHour => AddWorkingTime(due, WorkingTimeBetween(pause.From, pause.To)),
                _ => EndOfWorkday(ChinaTime.DayOf(due), WorkdaysBegun(pause, ref lastCounted)),
            };
        }
        return due;
    }

    /// <summary>
    /// The workdays of which any office time lies in the pause: a day that was begun counts whole, and once, however often the
    /// clock was stopped on it.
    /// </summary>
    private int WorkdaysBegun(Pause pause, ref DateOnly lastCounted)
    {
        var days = 0;
        foreach (var (from, _) in PeriodsSince(pause.From))
        {
            if (from >= pause.To) break;
            if (ChinaTime.DayOf(from) is var day && day <= lastCounted) continue;
            lastCounted = day;
            days++;
        }
        return days;
    }

    /// <summary>What is left of the office period that holds at an instant, then all that follow.</summary>
    private IEnumerable<(DateTimeOffset From, DateTimeOffset To)> PeriodsSince(DateTimeOffset start)
    {
        // A gap of years without a workday would be an error of the data; then it ends here instead of never.
        var first = ChinaTime.DayOf(start);
        var last = first.AddDays(MaxDays);
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (!IsWorkday(day)) continue;
            foreach (var period in HoursOn(day).Periods)
            {
                var (from, to) = (At(day, period.From), At(day, period.To));
                if (to > start) yield return (from > start ? from : start, to);
            }
        }
    }

    /// <summary>Enough for <see cref="TimeLimit.MaxAmount"/> working hours of a short office day.</summary>
    private const int MaxDays = 20_000;

    private static DateTimeOffset At(DateOnly day, TimeOnly time) => ChinaTime.StartOf(day) + time.ToTimeSpan();
}
