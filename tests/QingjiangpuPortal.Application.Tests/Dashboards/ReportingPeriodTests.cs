using System.Globalization;
using CsCheck;
using QingjiangpuPortal.Application.Dashboards;

namespace QingjiangpuPortal.Application.Tests.Dashboards;

public sealed class ReportingPeriodTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Theory]
    [InlineData(PeriodKind.Week, "2026-11-23", "2026-11-29", "2025-11-24", "2025-11-26")]
    [InlineData(PeriodKind.Month, "2026-11-01", "2026-11-30", "2025-11-01", "2025-11-25")]
    [InlineData(PeriodKind.Quarter, "2026-10-01", "2026-12-31", "2025-10-01", "2025-11-25")]
    [InlineData(PeriodKind.HalfYear, "2026-07-01", "2026-12-31", "2025-07-01", "2025-11-25")]
    public void One_that_runs_is_compared_with_as_many_days_of_the_year_before(PeriodKind kind, string first, string last, string firstBefore, string untilBefore)
    {
        var period = ReportingPeriod.At(kind, Today, Today);
        Assert.Equal((Day(first), Day(last), Today, true), (period.First, period.Last, period.Until, period.IsRunning));
        Assert.Equal((Day(firstBefore), Day(untilBefore)), period.YearBefore);
        Assert.Null(period.Next(Today));
    }

    [Fact]
    public void One_that_is_over_is_compared_with_the_whole_one_of_the_year_before_leap_day_or_not()
    {
        Assert.Equal((new DateOnly(2024, 2, 1), new DateOnly(2024, 2, 29)), ReportingPeriod.At(PeriodKind.Month, new(2025, 2, 10), Today).YearBefore);
        Assert.Equal((new DateOnly(2023, 2, 1), new DateOnly(2023, 2, 28)), ReportingPeriod.At(PeriodKind.Month, new(2024, 2, 29), Today).YearBefore);
    }

    [Fact]
    public void A_day_ahead_is_today() =>
        Assert.Equal(ReportingPeriod.At(PeriodKind.Month, Today, Today), ReportingPeriod.At(PeriodKind.Month, new(2031, 1, 1), Today));

    [Fact]
    public void The_pieces_of_a_curve_are_the_whole_period_and_the_whole_of_what_it_is_compared_with() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3000]).Sample((kind, back) =>
        {
            var period = ReportingPeriod.At((PeriodKind)kind, Today.AddDays(-back), Today);
            var steps = TrendSteps.Of(period).ToList();
            AssertFollow(steps.ConvertAll(s => (s.First, s.Last)), period.First, period.Until);
            AssertFollow(steps.ConvertAll(s => (s.FirstBefore, s.LastBefore)), period.YearBefore.First, period.YearBefore.Until);
        }, iter: 2000);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void AssertFollow(List<(DateOnly First, DateOnly Last)> steps, DateOnly first, DateOnly last)
    {
        Assert.Equal((first, last), (steps[0].First, steps[^1].Last));
        for (var i = 1; i < steps.Count; i++) Assert.Equal(steps[i - 1].Last.AddDays(1), steps[i].First);
    }
}
