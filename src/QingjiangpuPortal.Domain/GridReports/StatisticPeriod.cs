namespace QingjiangpuPortal.Domain.GridReports;

/// <summary>
/// A day, month or quarter as one number that reads like a date, so that a key of the statistics names it: 20261125 is a day,
/// 20261100 its month, 20269400 its quarter.
/// </summary>
public static class StatisticPeriod
{
    private const int QuarterMark = 9000;

    public static int Day(DateOnly day) => day.Year * 10000 + day.Month * 100 + day.Day;

    public static int Month(DateOnly day) => day.Year * 10000 + day.Month * 100;

    public static int Quarter(DateOnly day) => day.Year * 10000 + QuarterMark + QuarterOf(day) * 100;

    /// <summary>
    /// The fewest periods that together are exactly the days of a range, in order: quarters where they lie in it whole, then
    /// months, then days. A half year that is over is two rows, one that runs a few dozen at most.
    /// </summary>
    public static IReadOnlyList<int> Cover(DateOnly first, DateOnly last)
    {
        var periods = new List<int>();
        for (var day = first; day <= last;)
        {
            var (period, next) = Longest(day, last);
            periods.Add(period);
            day = next;
        }
        return periods;
    }

    private static (int Period, DateOnly Next) Longest(DateOnly day, DateOnly last)
    {
        if (day.Day == 1)
        {
            if (day.Month % 3 == 1 && day.AddMonths(3) is var quarter && quarter.AddDays(-1) <= last) return (Quarter(day), quarter);
            if (day.AddMonths(1) is var month && month.AddDays(-1) <= last) return (Month(day), month);
        }
        return (Day(day), day.AddDays(1));
    }

    private static int QuarterOf(DateOnly day) => (day.Month + 2) / 3;
}

/// <summary>Which of a unit's reports a row of the statistics counts.</summary>
public static class StatisticPart
{
    public const string All = "";

    /// <summary>Counted for district, streets and communities; below, a unit's list is short enough to be read.</summary>
    public static string OfMajorCategory(string categoryCode) => "c" + categoryCode[..ReportCategory.MajorLength];

    public static string OfSource(ReportSource source) => $"s{(int)source}";

    /// <summary>Only <see cref="ReportCounts.Filed"/> is counted by the hour of the day, 0 to 23.</summary>
    public static string OfHour(int hour) => FormattableString.Invariant($"h{hour:00}");
}
