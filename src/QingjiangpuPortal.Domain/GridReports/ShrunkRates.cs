namespace QingjiangpuPortal.Domain.GridReports;

/// <summary>How often something succeeded.</summary>
public readonly record struct SuccessRate(int Successes, int Trials)
{
    /// <summary>0 to 1; <c>null</c> when there was nothing to succeed at.</summary>
    public double? Value => Trials == 0 ? null : (double)Successes / Trials;
}

/// <summary>
/// Rates of units of very different size, made comparable: each is drawn towards the mean of all, the more the less the unit has
/// done, so that one fast report does not lead a ranking. Empirical Bayes with a beta prior: its mean is the pooled rate, its
/// strength (in reports) is estimated from how much more the units differ than chance explains, by the method of moments
/// (Kleinman, JASA 68, 1973).
/// </summary>
public sealed class ShrunkRates
{
    /// <summary>However different the units are, a rate counts for little below this many reports.</summary>
    public const double LeastStrength = 10;

    /// <summary>Units that differ no more than chance are nearly the same.</summary>
    public const double MostStrength = 1000;

    private ShrunkRates(double mean, double strength) => (Mean, Strength) = (mean, strength);

    /// <summary>The pooled rate of all units, 0 to 1.</summary>
    public double Mean { get; }

    /// <summary>With this many reports a unit's own rate weighs as much as the mean.</summary>
    public double Strength { get; }

    /// <returns><c>null</c> when no unit has done anything.</returns>
    public static ShrunkRates? Of(IEnumerable<SuccessRate> units)
    {
        var known = units.Where(u => u.Trials > 0).ToList();
        double trials = known.Sum(u => (long)u.Trials);
        if (trials == 0) return null;
        var mean = known.Sum(u => (long)u.Successes) / trials;
        return new(mean, StrengthOf(known, mean, trials));
    }

    /// <summary>Between the unit's own rate and the mean; the mean itself for a unit that has done nothing.</summary>
    public double Shrink(SuccessRate unit) => (unit.Successes + Strength * Mean) / (unit.Trials + Strength);

    /// <summary>The units, best first: by the shrunk rate, then by how much they did, then in the order they came.</summary>
    public IEnumerable<T> Rank<T>(IEnumerable<T> units, Func<T, SuccessRate> rateOf) =>
        units.Where(u => rateOf(u).Trials > 0).OrderByDescending(u => Shrink(rateOf(u))).ThenByDescending(u => rateOf(u).Trials);

    private static double StrengthOf(List<SuccessRate> units, double mean, double trials)
    {
        var chance = mean * (1 - mean);
        var freedom = units.Count - 1;
        var size = trials - units.Sum(u => (double)u.Trials * u.Trials) / trials - freedom;
        if (chance <= 0 || freedom == 0 || size <= 0) return LeastStrength;
        var spread = units.Sum(u => u.Trials * Math.Pow(u.Value!.Value - mean, 2)) / chance;
        var correlation = (spread - freedom) / size;
        return correlation <= 0 ? MostStrength : Math.Clamp(1 / correlation - 1, LeastStrength, MostStrength);
    }
}
