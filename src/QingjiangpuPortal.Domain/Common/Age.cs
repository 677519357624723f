namespace QingjiangpuPortal.Domain.Common;

/// <summary>
/// Ages in full years (周岁). An age is reached on the birthday; somebody born on 29 February reaches it on 1 March of a year
/// that has no such day, so that a protection by age never ends a day early.
/// </summary>
public static class Age
{
    /// <summary>Below this a guardian decides about personal data (Personal Information Protection Law, article 31).</summary>
    public const int OfOwnConsent = 14;

    /// <summary>Below this parents or guardians act for somebody (Civil Code, article 17).</summary>
    public const int OfMajority = 18;

    public static int On(DateOnly day, DateOnly birth) =>
        day.Year - birth.Year - ((day.Month, day.Day).CompareTo((birth.Month, birth.Day)) < 0 ? 1 : 0);

    /// <summary>The first day on which somebody is that old.</summary>
    public static DateOnly Reached(int years, DateOnly birth)
    {
        var year = birth.Year + years;
        return birth is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(year) ? new(year, 3, 1) : new(year, birth.Month, birth.Day);
    }
}
