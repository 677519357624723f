using CsCheck;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Domain.Tests.GridReports;

public sealed class StatisticPeriodTests
{
    private static readonly Gen<DateOnly> Day = Gen.Int[0, 4000].Select(days => new DateOnly(2019, 1, 1).AddDays(days));

    [Fact]
    public void A_cover_is_exactly_the_days_of_its_range() =>
        Gen.Select(Day, Gen.Int[0, 800]).Sample((first, days) =>
        {
            var last = first.AddDays(days);
            var covered = StatisticPeriod.Cover(first, last).SelectMany(DaysOf).ToList();
            Assert.Equal(Enumerable.Range(0, days + 1).Select(first.AddDays), covered);
        }, iter: 2000);

    [Fact]
    public void A_half_year_is_two_rows_and_a_part_of_one_a_few_dozen()
    {
        Assert.Equal([20269300, 20269400], StatisticPeriod.Cover(new(2026, 7, 1), new(2026, 12, 31)));
        Assert.Equal([20269300, 20261000, 20261101, 20261102], StatisticPeriod.Cover(new(2026, 7, 1), new(2026, 11, 2)));
        Day.Sample(last => StatisticPeriod.Cover(new(last.Year, last.Month <= 6 ? 1 : 7, 1), last).Count <= 34);
    }

    private static IEnumerable<DateOnly> DaysOf(int period)
    {
        var (year, rest) = (period / 10000, period % 10000);
        var (first, next) = rest switch
        {
            > 9000 => (new DateOnly(year, (rest - 9000) / 100 * 3 - 2, 1), new DateOnly(year, (rest - 9000) / 100 * 3 - 2, 1).AddMonths(3)),
            _ when rest % 100 == 0 => (new DateOnly(year, rest / 100, 1), new DateOnly(year, rest / 100, 1).AddMonths(1)),
            _ => (new DateOnly(year, rest / 100, rest % 100), new DateOnly(year, rest / 100, rest % 100).AddDays(1)),
        };
        for (var day = first; day < next; day = day.AddDays(1)) yield return day;
    }
}
