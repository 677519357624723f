using System.Globalization;
using CsCheck;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Domain.Tests.SocialInsurance;

public sealed class RetirementTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly Gen<DateOnly> Born = Gen.Int[0, 12 * 80 - 1].Select(months => new DateOnly(1940, 1, 1).AddMonths(months));

    [Theory]
    [InlineData(RetirementKind.Man, "1965-01", "2025-02", 1)]
    [InlineData(RetirementKind.WomanFormerly50, "1975-03", "2025-05", 2)]
    // Before the first month nothing changes.
    [InlineData(RetirementKind.Man, "1964-12", "2024-12", 0)]
    [InlineData(RetirementKind.Man, "1950-06", "2010-06", 0)]
    [InlineData(RetirementKind.WomanFormerly55, "1969-12", "2024-12", 0)]
    [InlineData(RetirementKind.WomanFormerly50, "1974-12", "2024-12", 0)]
    // A step ends.
    [InlineData(RetirementKind.Man, "1965-04", "2025-05", 1)]
    [InlineData(RetirementKind.Man, "1965-05", "2025-07", 2)]
    [InlineData(RetirementKind.WomanFormerly55, "1970-01", "2025-02", 1)]
    [InlineData(RetirementKind.WomanFormerly50, "1975-02", "2025-03", 1)]
    // The last one with less than the whole delay, and the first with it: 63, 58 and 55 years.
    [InlineData(RetirementKind.Man, "1976-08", "2039-07", 35)]
    [InlineData(RetirementKind.Man, "1976-09", "2039-09", 36)]
    [InlineData(RetirementKind.WomanFormerly55, "1981-09", "2039-09", 36)]
    [InlineData(RetirementKind.WomanFormerly50, "1984-10", "2039-09", 59)]
    [InlineData(RetirementKind.WomanFormerly50, "1984-11", "2039-11", 60)]
    [InlineData(RetirementKind.WomanFormerly50, "2000-02", "2055-02", 60)]
    public void The_month_of_retirement_is_that_of_the_law(RetirementKind kind, string born, string month, int delay)
    {
        var retirement = TermsOf(kind).Of(DateOnly.ParseExact(born, "yyyy-MM", CultureInfo.InvariantCulture));
        Assert.Equal((month, delay), (retirement.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture), retirement.Delay));
    }

    [Fact]
    public void The_day_of_birth_does_not_matter() =>
        Assert.Equal(new Retirement(new(2039, 9, 1), 36, 63 * 12), TermsOf(RetirementKind.Man).Of(new(1976, 9, 30)));

    [Fact]
    public void Who_is_born_later_never_retires_earlier_and_no_delay_is_longer_than_the_law_allows() =>
        Gen.Select(Gen.Enum<RetirementKind>(), Born, Born).Sample((kind, one, other) =>
        {
            var terms = TermsOf(kind);
            var (earlier, later) = one <= other ? (terms.Of(one), terms.Of(other)) : (terms.Of(other), terms.Of(one));
            Assert.True(earlier.Month <= later.Month);
            Assert.True(earlier.Delay <= later.Delay);
            Assert.InRange(later.Delay, 0, terms.MostDelay);
            Assert.Equal(terms.FormerAge * 12 + later.Delay, later.AgeMonths);
        });

    [Fact]
    public void The_delay_is_what_counting_step_by_step_gives() => Gen.Select(Gen.Enum<RetirementKind>(), Born).Sample((kind, born) =>
    {
        var terms = TermsOf(kind);
        var delay = 0;
        for (var begins = terms.FirstBorn; begins <= born && delay < terms.MostDelay; begins = begins.AddMonths(terms.StepMonths)) delay++;
        Assert.Equal(delay, terms.Of(born).Delay);
    });

    [Theory]
    [InlineData(2025, 180)]
    [InlineData(2029, 180)]
    [InlineData(2030, 186)]
    [InlineData(2031, 192)]
    [InlineData(2038, 234)]
    [InlineData(2039, 240)]
    [InlineData(2060, 240)]
    public void The_least_contributions_go_by_the_year_in_which_the_pension_starts(int year, int months) =>
        Assert.Equal(months, InsuranceLaw.Contributions.On(Today).LeastMonths(year));

    [Fact]
    public void What_holds_on_a_day_is_what_began_last_before_it()
    {
        ContributionTerms[] terms = [Terms(2025, 180), Terms(2030, 200), Terms(2028, 190)];
        Assert.Equal([180, 180, 190, 200], ((DateOnly[])[new(2025, 1, 1), new(2027, 12, 31), new(2028, 1, 1), new(2040, 5, 5)]).Select(day => terms.On(day).Months));
        Assert.Throws<InvalidOperationException>(() => terms.On(new(2024, 12, 31)));

        static ContributionTerms Terms(int year, int months) => new(new(year, 1, 1), months, 2029, 6, 240, "");
    }

    private static RetirementTerms TermsOf(RetirementKind kind) => InsuranceLaw.Retirement.Where(terms => terms.Kind == kind).On(Today);
}
