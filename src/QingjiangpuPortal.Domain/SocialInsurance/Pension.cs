using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.SocialInsurance;

/// <summary>
/// A monthly pension in yuan. Nothing is rounded on the way; each part is rounded once, at its end, to the fen, half away
/// from zero, so that the parts that people see make the total that they see.
/// </summary>
/// <param name="Basic">基础养老金.</param>
/// <param name="Account">个人账户养老金.</param>
/// <param name="IsConfirmed">False where a figure of the data that it goes by has still to be confirmed.</param>
public readonly record struct Pension(decimal Basic, decimal Account, bool IsConfirmed)
{
    public decimal Total => Basic + Account;

    internal static decimal ToFen(decimal yuan) => Math.Round(yuan, 2, MidpointRounding.AwayFromZero);

    /// <summary>More than anybody has: it is a mistyped amount.</summary>
    internal const decimal MostYuan = 100_000_000;

    /// <summary>Of working life: more is mistyped.</summary>
    internal const decimal MostYears = 70;

    /// <summary><c>Pension.OutOfRange</c> with the limits when a figure lies outside of them.</summary>
    internal static Error? Outside(string field, decimal figure, decimal most) =>
        figure < 0 || figure > most ? Failure.Invalid("Pension.OutOfRange", field, 0, most) : null;
}

/// <summary>城乡居民基本养老保险: a basic pension that is the same for all, and what was saved.</summary>
/// <param name="BasicMonthly">In yuan.</param>
/// <param name="Divisor">The months over which the account is paid.</param>
/// <param name="FromAge">In years.</param>
/// <param name="LeastYears">Years of contributions without which there is no pension.</param>
public sealed record ResidentsPensionTerms(
    DateOnly ValidFrom, decimal BasicMonthly, int Divisor, int FromAge, int LeastYears, string Source) : Effective(ValidFrom, Source)
{
    /// <summary>What equal years of contributions come to, without interest, in yuan.</summary>
    /// <returns><c>Pension.OutOfRange</c>; <c>Pension.TooFewYears</c> when they bring no pension.</returns>
    public ErrorOr<decimal> AccountOf(decimal yearly, decimal subsidy, int years)
    {
        if ((Pension.Outside("Yearly", yearly, Pension.MostYuan) ?? Pension.Outside("Subsidy", subsidy, Pension.MostYuan) ?? Pension.Outside("Years", years, Pension.MostYears)) is { } outside) return outside;
        if (years < LeastYears) return Failure.Invalid("Pension.TooFewYears", "Years", LeastYears);
        return (yearly + subsidy) * years;
    }

    /// <param name="account">In yuan.</param>
    /// <returns><c>Pension.OutOfRange</c>.</returns>
    public ErrorOr<Pension> Of(decimal account) =>
        Pension.Outside("Account", account, Pension.MostYuan) is { } outside ? outside : new Pension(BasicMonthly, Pension.ToFen(account / Divisor), IsConfirmed: true);
}

/// <param name="FromAgeMonths">The age, in months, from which on the row holds, until the next one.</param>
/// <param name="Months">计发月数: over how many months the account is paid.</param>
/// <param name="IsConfirmed">False for a figure that was not checked against the law's own table.</param>
public readonly record struct AccountMonths(int FromAgeMonths, int Months, bool IsConfirmed);

/// <summary>
/// 企业职工基本养老保险, without the transitional pension of those who worked before there were accounts: reference wage × (1 +
/// index) / 2 × years × a share, and the account over the months of the table.
/// </summary>
/// <param name="ShareOfYear">1 % for a year.</param>
/// <param name="AccountMonths">
/// By age, youngest first. Only whole years count as long as it has a row for each of them and no more. The last row holds
/// for a year.
/// </param>
public sealed record EmployeesPensionTerms(
    DateOnly ValidFrom, decimal ShareOfYear, IReadOnlyList<AccountMonths> AccountMonths, string Source) : Effective(ValidFrom, Source)
{
    private const decimal MostIndex = 10;

    /// <param name="wage">计发基数, in yuan a month.</param>
    /// <param name="index">平均缴费指数: what contributions were paid on, over the wage of the time; 0.6 to 3 as a rule.</param>
    /// <param name="years">Years of contributions, parts of a year as a fraction.</param>
    /// <param name="account">In yuan.</param>
    /// <param name="ageMonths">At the start of the pension, in months.</param>
    /// <returns><c>Pension.OutOfRange</c>; <c>Pension.AgeNotInTable</c>.</returns>
    public ErrorOr<Pension> Of(decimal wage, decimal index, decimal years, decimal account, int ageMonths)
    {
        if ((Pension.Outside("Wage", wage, Pension.MostYuan) ?? Pension.Outside("Index", index, MostIndex)
            ?? Pension.Outside("Years", years, Pension.MostYears) ?? Pension.Outside("Account", account, Pension.MostYuan)) is { } outside) return outside;
        var (first, last) = (AccountMonths[0].FromAgeMonths, AccountMonths[^1].FromAgeMonths);
        if (ageMonths < first || ageMonths >= last + 12) return Failure.Invalid("Pension.AgeNotInTable", "Age", first / 12, last / 12);
        var row = AccountMonths.Last(row => row.FromAgeMonths <= ageMonths);
        return new Pension(Pension.ToFen(wage * (1 + index) / 2 * years * ShareOfYear), Pension.ToFen(account / row.Months), row.IsConfirmed);
    }
}
