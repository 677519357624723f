namespace QingjiangpuPortal.Domain.SocialInsurance;

/// <summary>Something that a law or a notice sets, as it holds from a day on, until the next one.</summary>
/// <param name="Source">The law or notice, or where the figure comes from when none was found.</param>
public abstract record Effective(DateOnly ValidFrom, string Source);

public static class EffectiveValues
{
    /// <summary>What holds on a day.</summary>
    /// <exception cref="InvalidOperationException">Nothing holds yet: the data begin later.</exception>
    public static T On<T>(this IEnumerable<T> values, DateOnly day) where T : Effective =>
        values.Where(value => value.ValidFrom <= day).MaxBy(value => value.ValidFrom)
            ?? throw new InvalidOperationException($"There is no {typeof(T).Name} for {day:yyyy-MM-dd}.");
}
