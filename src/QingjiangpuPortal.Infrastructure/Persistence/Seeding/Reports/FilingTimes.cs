using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.Reports;

/// <summary>When reports are filed: mornings and evenings most, at night little, at weekends less; all before now.</summary>
internal static class FilingTimes
{
    /// <summary>From midnight on, Asia/Shanghai.</summary>
    private static readonly double[] HourWeights =
        [0.3, 0.2, 0.15, 0.1, 0.15, 0.4, 1, 2.5, 4.5, 5, 4.5, 3.5, 2.5, 2.2, 2.6, 3.2, 3.5, 4, 4.5, 4.8, 4, 3, 1.8, 0.8];

    /// <returns>The times in order, to the millisecond.</returns>
    public static DateTimeOffset[] Draw(SeededRandom random, int count, DateTimeOffset from, DateTimeOffset now)
    {
        var firstDay = ChinaTime.DayOf(from);
        var days = ChinaTime.DayOf(now).DayNumber - firstDay.DayNumber + 1;
        var day = new WeightedDraw(Enumerable.Range(0, days).Select(i => WeightOf(firstDay.AddDays(i))));
        var hour = new WeightedDraw(HourWeights);
        var times = new DateTimeOffset[count];
        for (var i = 0; i < count; i++)
        {
            // Days at both ends belong to the period only in part.
            do times[i] = ChinaTime.StartOf(firstDay.AddDays(day.Next(random))).AddHours(hour.Next(random)).AddMilliseconds(random.Below(3_600_000));
            while (times[i] < from || times[i] >= now);
        }
        Array.Sort(times);
        return times;
    }

    private static double WeightOf(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => 0.8,
        DayOfWeek.Sunday => 0.7,
        DayOfWeek.Monday => 1.1,
        _ => 1,
    };
}
