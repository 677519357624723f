namespace QingjiangpuPortal.Domain.SocialInsurance;

/// <summary>Whose retirement age it is: women's was 55 or 50, by their post.</summary>
public enum RetirementKind
{
    Man = 1,
    WomanFormerly55 = 2,
    WomanFormerly50 = 3,
}

/// <summary>
/// 渐进式延迟法定退休年龄 for one kind: the later somebody was born, the more months are added to the former age, one for every
/// <paramref name="StepMonths"/>.
/// </summary>
/// <param name="FormerAge">In years.</param>
/// <param name="FirstBorn">The first month of birth with a delay; its first day.</param>
/// <param name="MostDelay">In months.</param>
public sealed record RetirementTerms(
    DateOnly ValidFrom, RetirementKind Kind, int FormerAge, DateOnly FirstBorn, int StepMonths, int MostDelay, string Source) : Effective(ValidFrom, Source)
{
    /// <param name="born">The day in its month does not matter.</param>
    public Retirement Of(DateOnly born)
    {
        var months = MonthNumber(born) - MonthNumber(FirstBorn);
        // Who was born before the first month has no delay.
        var delay = months < 0 ? 0 : Math.Min(MostDelay, 1 + months / StepMonths);
        return new(new DateOnly(born.Year, born.Month, 1).AddYears(FormerAge).AddMonths(delay), delay, FormerAge * 12 + delay);
    }

    private static int MonthNumber(DateOnly day) => day.Year * 12 + day.Month;
}

/// <param name="Month">The month in which the age is reached; its first day.</param>
/// <param name="Delay">In months, against the former age.</param>
/// <param name="AgeMonths">The age, in months.</param>
public readonly record struct Retirement(DateOnly Month, int Delay, int AgeMonths);

/// <summary>最低缴费年限: the months of contributions without which no pension is paid, by the year in which it starts.</summary>
/// <param name="Months">As long as nothing is added.</param>
/// <param name="LastYearUnchanged">The last year without more.</param>
/// <param name="MonthsMoreEachYear">From the next year on.</param>
public sealed record ContributionTerms(
    DateOnly ValidFrom, int Months, int LastYearUnchanged, int MonthsMoreEachYear, int MostMonths, string Source) : Effective(ValidFrom, Source)
{
    public int LeastMonths(int yearOfStart) => Math.Clamp(Months + (yearOfStart - LastYearUnchanged) * MonthsMoreEachYear, Months, MostMonths);
}
