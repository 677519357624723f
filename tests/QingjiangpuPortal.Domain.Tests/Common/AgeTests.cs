using CsCheck;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Tests.Common;

public sealed class AgeTests
{
    private static readonly Gen<DateOnly> Birth =
        Gen.OneOf(
            Gen.Int[0, 40_000].Select(days => new DateOnly(1950, 1, 1).AddDays(days)),
            // Leap days are rare and what goes wrong.
            Gen.Int[0, 25].Select(i => new DateOnly(1948 + (4 * i), 2, 29)));

    [Fact]
    public void Nobody_is_fourteen_the_day_before_the_day_on_which_fourteen_is_reached_and_everybody_is_from_then_on() =>
        Gen.Select(Birth, Gen.Int[0, 90], Gen.Int[0, 3000]).Sample((birth, years, later) =>
        {
            var reached = Age.Reached(years, birth);
            Assert.True(Age.On(reached, birth) == years);
            Assert.True(Age.On(reached.AddDays(-1), birth) == years - 1);
            Assert.True(Age.On(reached.AddDays(later), birth) >= years);
        });

    [Theory]
    [InlineData("2012-02-29", "2026-02-28", 13)]
    [InlineData("2012-02-29", "2026-03-01", 14)]
    [InlineData("2012-02-29", "2028-02-29", 16)]
    [InlineData("2012-12-31", "2026-12-30", 13)]
    [InlineData("2012-12-31", "2026-12-31", 14)]
    public void An_age_is_reached_on_the_birthday_and_after_a_leap_day_on_the_first_of_March(string birth, string day, int age) =>
        Assert.Equal(age, Age.On(DateOnly.Parse(day, null), DateOnly.Parse(birth, null)));
}
