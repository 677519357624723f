using System.Collections.Frozen;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Deadlines;

/// <summary>
/// The working calendar: Monday to Friday, save for the State Council's holidays and make-up workdays, in office hours.
/// Instants are exact; days and office hours are those of Asia/Shanghai. See README.md for the rules and where they come from.
/// </summary>
public sealed partial class WorkCalendar
{
    /// <summary>
    /// The least that a year has: public holidays for everybody by the State Council's rules on holidays, 11 days from 2008
    /// on and 13 from 2025 on. A day or two that an office entered by itself do not make a year known.
    /// </summary>
    public const int FewestHolidays = 11;

    private readonly FrozenDictionary<DateOnly, CalendarDay> _exceptions;
    private readonly OfficeHours[] _hours;
    private readonly FrozenSet<int> _announcedYears;

    /// <param name="exceptions">Days that differ from their weekday.</param>
    /// <param name="hours">As they changed over time. Before the first of them, and where there is none, <see cref="OfficeHours.Default"/>.</param>
    public WorkCalendar(IEnumerable<CalendarDay> exceptions, IEnumerable<OfficeHours>? hours = null)
    {
        _exceptions = exceptions.ToFrozenDictionary(day => day.Day);
        _announcedYears = _exceptions.Values.Where(day => !day.IsWorkday).GroupBy(day => day.Day.Year)
            .Where(year => year.Count() >= FewestHolidays).Select(year => year.Key).ToFrozenSet();
        _hours = [OfficeHours.Default, .. (hours ?? []).OrderBy(h => h.ValidFrom)];
    }

    /// <summary>Whether the year's holidays are known; otherwise only weekends are free in it.</summary>
    public bool IsAnnounced(int year) => _announcedYears.Contains(year);

    /// <summary>
    /// The years of a time of working hours or days whose holidays are not known: what was reckoned over them may change with
    /// the State Council's notice.
    /// </summary>
    public IReadOnlyList<int> UnannouncedYears(DateTimeOffset from, DateTimeOffset to)
    {
        var first = ChinaTime.DayOf(from).Year;
        return [.. Enumerable.Range(first, Math.Max(0, ChinaTime.DayOf(to).Year - first + 1)).Where(year => !IsAnnounced(year))];
    }

    /// <summary>The year whose notice is overdue: the next one from <see cref="NoticeMonth"/> on, or this one; <c>null</c> when both are known as far as they can be.</summary>
    public int? MissingYear(DateTimeOffset now)
    {
        var today = ChinaTime.DayOf(now);
        if (!IsAnnounced(today.Year)) return today.Year;
        return today.Month >= NoticeMonth && !IsAnnounced(today.Year + 1) ? today.Year + 1 : null;
    }

    /// <summary>The State Council's notice for the next year comes between late October and early December; from then on it is looked out for.</summary>
    public const int NoticeMonth = 10;

    public bool IsWorkday(DateOnly day) =>
        _exceptions.TryGetValue(day, out var exception) ? exception.IsWorkday : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The holiday by which a day is free or for which it makes up; <c>null</c> where it is as its weekday says.</summary>
    public string? NameOf(DateOnly day) => _exceptions.GetValueOrDefault(day)?.Name;

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

    /// <summary>When that share (0 to 1) of a limit is used up; shares of working days are counted in office hours. Never later than due.</summary>
    public DateTimeOffset ShareAt(DateTimeOffset start, TimeLimit limit, double share, IReadOnlyList<Pause>? pauses = null)
    {
        var plain = DueAt(start, limit);
        if (limit.Unit == LimitUnit.Hour) return Extended(start + (plain - start) * share, LimitUnit.Hour, pauses);
        var at = Extended(AddWorkingTime(start, WorkingTimeBetween(start, plain) * share), LimitUnit.WorkingHour, pauses);
        // A suspension moves the share by minutes and working days by days, which are not equally long where office hours changed.
        var due = pauses is null or [] ? plain : Extended(plain, limit.Unit, pauses);
        return at < due ? at : due;
    }

    /// <summary>How much of a limit is used up by then: 0 at the start, 1 when due, more where it is overdue. Pauses do not count.</summary>
    /// <param name="due">When it is due, pauses included: <see cref="DueAt"/>.</param>
    public double UsedAt(DateTimeOffset start, DateTimeOffset due, LimitUnit unit, DateTimeOffset at, IReadOnlyList<Pause>? pauses = null)
    {
        var whole = Counted(start, due, unit, pauses);
        return whole > TimeSpan.Zero ? Counted(start, at, unit, pauses) / whole : at < due ? 0 : 1;
    }

    private TimeSpan Counted(DateTimeOffset from, DateTimeOffset to, LimitUnit unit, IReadOnlyList<Pause>? pauses)
    {
        var sum = Between(from, to);
        foreach (var pause in pauses ?? [])
            if (pause.From < to) sum -= Between(pause.From, pause.To < to ? pause.To : to);
        return sum;

        TimeSpan Between(DateTimeOffset a, DateTimeOffset b) =>
            unit != LimitUnit.Hour ? WorkingTimeBetween(a, b) : b > a ? b - a : TimeSpan.Zero;
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
