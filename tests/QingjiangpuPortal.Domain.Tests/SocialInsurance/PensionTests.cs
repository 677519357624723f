using CsCheck;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Domain.Tests.SocialInsurance;

public sealed class PensionTests
{
    private static readonly ResidentsPensionTerms Residents = InsuranceLaw.Residents.On(new(2026, 11, 24));
    private static readonly EmployeesPensionTerms Employees = InsuranceLaw.Employees.On(new(2026, 11, 24));

    [Fact]
    public void Fifteen_years_of_a_thousand_yuan_and_the_subsidy_bring_residents_355_86_a_month()
    {
        var account = Residents.AccountOf(1000, 120, 15).Value;
        Assert.Equal(16_800, account);
        Assert.Equal(new Pension(235, 120.86m, IsConfirmed: true), Residents.Of(account).Value);
        Assert.Equal(355.86m, Residents.Of(account).Value.Total);
    }

    [Fact]
    public void The_basic_pension_of_employees_is_that_of_the_checks()
    {
        Assert.Equal(3253.23m, Employees.Of(wage: 12_049, index: 0.8m, years: 30, account: 0, ageMonths: 720).Value.Basic);
        Assert.Equal(2970.75m, Employees.Of(wage: 11_883, index: 1.0m, years: 25, account: 0, ageMonths: 720).Value.Basic);
    }

    [Theory]
    [InlineData(50, 195, true)]
    [InlineData(51, 190, false)]
    [InlineData(52, 185, false)]
    [InlineData(53, 180, false)]
    [InlineData(54, 175, false)]
    [InlineData(55, 170, true)]
    [InlineData(56, 164, true)]
    [InlineData(57, 158, true)]
    [InlineData(58, 152, true)]
    [InlineData(59, 145, true)]
    [InlineData(60, 139, true)]
    [InlineData(61, 132, true)]
    [InlineData(62, 125, true)]
    [InlineData(63, 117, true)]
    [InlineData(64, 109, false)]
    [InlineData(65, 101, true)]
    [InlineData(66, 93, false)]
    [InlineData(67, 84, false)]
    [InlineData(68, 75, false)]
    [InlineData(69, 65, false)]
    [InlineData(70, 56, true)]
    public void The_account_is_paid_over_the_months_of_the_age_and_what_is_not_confirmed_says_so(int age, int months, bool isConfirmed)
    {
        // Whole years count: the months of the age change nothing.
        foreach (var ageMonths in (int[])[age * 12, age * 12 + 11])
            Assert.Equal(new Pension(0, 100, isConfirmed), Employees.Of(0, 0, 0, account: 100 * months, ageMonths).Value);
    }

    [Fact]
    public void Parts_are_rounded_half_away_from_zero_to_the_fen_and_make_the_total()
    {
        // 0.005 and 0.005.
        var pension = Employees.Of(wage: 0.5m, index: 1, years: 1, account: 0.695m, ageMonths: 60 * 12).Value;
        Assert.Equal((0.01m, 0.01m, 0.02m), (pension.Basic, pension.Account, pension.Total));
    }

    [Theory]
    [InlineData(49 * 12 + 11)]
    [InlineData(71 * 12)]
    public void An_age_that_the_table_has_not_is_refused(int ageMonths)
    {
        var refused = Employees.Of(10_000, 1, 20, 0, ageMonths).FirstError;
        Assert.Equal(("Pension.AgeNotInTable", "Age"), (refused.Code, refused.Field()));
        Assert.Equal([50, 70], refused.Arguments());
    }

    [Fact]
    public void Figures_that_cannot_be_are_refused_by_their_name()
    {
        Assert.Equal(("Pension.OutOfRange", "Wage"), Refusal(Employees.Of(-1, 1, 20, 0, 720).FirstError));
        Assert.Equal(("Pension.OutOfRange", "Index"), Refusal(Employees.Of(1, 11, 20, 0, 720).FirstError));
        Assert.Equal(("Pension.OutOfRange", "Years"), Refusal(Employees.Of(1, 1, 71, 0, 720).FirstError));
        Assert.Equal(("Pension.OutOfRange", "Account"), Refusal(Employees.Of(1, 1, 20, decimal.MaxValue, 720).FirstError));
        Assert.Equal(("Pension.OutOfRange", "Account"), Refusal(Residents.Of(-0.01m).FirstError));
        Assert.Equal(("Pension.OutOfRange", "Yearly"), Refusal(Residents.AccountOf(-1, 0, 15).FirstError));
        Assert.Equal(("Pension.OutOfRange", "Subsidy"), Refusal(Residents.AccountOf(1, -1, 15).FirstError));
        Assert.Equal(("Pension.TooFewYears", "Years"), Refusal(Residents.AccountOf(1000, 120, 14).FirstError));

        static (string, string?) Refusal(ErrorOr.Error error) => (error.Code, error.Field());
    }

    [Fact]
    public void Who_paid_more_or_longer_or_starts_later_never_gets_less() =>
        Gen.Select(Gen.Int[0, 30_000], Gen.Int[60, 300], Gen.Int[0, 40], Gen.Int[0, 500_000], Gen.Int[50 * 12, 70 * 12], Gen.Int[0, 4]).Sample((wage, index, years, account, age, which) =>
        {
            var more = (int part, int by) => which == part ? by : 0;
            var before = Employees.Of(wage, index / 100m, years, account, age).Value;
            var after = Employees.Of(wage + more(0, 100), (index + more(1, 10)) / 100m, years + more(2, 1), account + more(3, 1000), age + more(4, 7)).Value;
            Assert.True(after.Total >= before.Total);
        });
}
