namespace QingjiangpuPortal.Application.Dashboards;

public enum PeriodKind
{
    Week,
    Month,
    Quarter,
    HalfYear,
}

/// <summary>A week (Monday to Sunday), month, quarter or half year, as far as it has passed.</summary>
/// <param name="Last">The period's last day, even when it lies ahead.</param>
/// <param name="Until">Its last day, or today.</param>
public sealed record ReportingPeriod(PeriodKind Kind, DateOnly First, DateOnly Last, DateOnly Until)
{
    /// <summary>Nothing was counted before; the calendar's own ends have no year before them.</summary>
    private static readonly DateOnly Earliest = new(2000, 1, 1);

    public bool IsRunning => Until < Last;

    /// <summary>The period in which a day lies; a day ahead counts as today.</summary>
    public static ReportingPeriod At(PeriodKind kind, DateOnly day, DateOnly today)
    {
        if (day > today) day = today;
        if (day < Earliest) day = Earliest;
        var first = kind switch
        {
            PeriodKind.Week => day.AddDays(-((int)day.DayOfWeek + 6) % 7),
            PeriodKind.Month => new DateOnly(day.Year, day.Month, 1),
            PeriodKind.Quarter => new DateOnly(day.Year, (day.Month - 1) / 3 * 3 + 1, 1),
            _ => new DateOnly(day.Year, day.Month <= 6 ? 1 : 7, 1),
        };
        var last = LastOf(kind, first);
        return new(kind, first, last, last < today ? last : today);
    }

    public DateOnly Before => First.AddDays(-1);

    /// <summary>The first day of the next period; <c>null</c> while this one runs.</summary>
    public DateOnly? Next(DateOnly today) => Last < today ? Last.AddDays(1) : null;

    /// <summary>
    /// The same days a year before: of a period that runs only as many as have passed. A week is compared with that of 52 weeks
    /// before, so that it has the same weekdays.
    /// </summary>
    public (DateOnly First, DateOnly Until) YearBefore
    {
        get
        {
            if (Kind == PeriodKind.Week) return (First.AddDays(-364), Until.AddDays(-364));
            var first = First.AddYears(-1);
            return (first, IsRunning ? Until.AddYears(-1) : LastOf(Kind, first));
        }
    }

    private static DateOnly LastOf(PeriodKind kind, DateOnly first) => kind switch
    {
        PeriodKind.Week => first.AddDays(6),
        PeriodKind.Month => first.AddMonths(1).AddDays(-1),
        PeriodKind.Quarter => first.AddMonths(3).AddDays(-1),
        _ => first.AddMonths(6).AddDays(-1),
    };
}
