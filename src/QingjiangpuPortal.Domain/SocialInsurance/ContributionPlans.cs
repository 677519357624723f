namespace QingjiangpuPortal.Domain.SocialInsurance;

/// <summary>What a choice costs and brings.</summary>
/// <param name="Tier">
/// What is chosen, as it is kept: fen a year of a residents' pension, percent of the reference wage in flexible employment, 0 where there is nothing to choose.
/// </param>
/// <param name="PayFen">A year, or a month in flexible employment.</param>
/// <param name="SubsidyFen">A year.</param>
/// <param name="Years">Of contributions until the pension begins; 0 without a pension.</param>
/// <param name="Pension">What they would come to, by the figures of today and without interest; <c>null</c> without a pension.</param>
public sealed record TierConsequence(long Tier, long PayFen, long SubsidyFen, int Years, Pension? Pension);

/// <summary>What is billed for a period.</summary>
/// <param name="AccountFen">Of the amount, what goes to the personal account.</param>
/// <param name="NextOn">When the next period is billed.</param>
public sealed record BillTerms(DateOnly From, DateOnly To, long AmountFen, long AccountFen, long SubsidyFen, DateOnly DueOn, DateOnly NextOn);

/// <summary>缴费: what there is to choose, and what it is billed as.</summary>
public static class ContributionPlans
{
    public static IReadOnlyList<TierConsequence> Choices(InsuranceScheme scheme, InsuredFacts facts, InsuranceRules rules, DateOnly day)
    {
        switch (scheme)
        {
            case InsuranceScheme.ResidentsPension:
                var terms = InsuranceLaw.Residents.On(day);
                // Who has fewer years left pays for those that are missing (补缴) up to what a pension takes.
                var years = Math.Max(terms.LeastYears, terms.FromAge - facts.AgeOn(day));
                return [.. rules.ResidentsPension.Tiers.Select(t => new TierConsequence(t.YearlyFen, t.YearlyFen, t.SubsidyFen, years,
                    terms.Of(terms.AccountOf(Yuan(t.YearlyFen), Yuan(t.SubsidyFen), years).Value).Value))];
            case InsuranceScheme.FlexiblePension:
                return [.. rules.FlexiblePension.Choices.Select(percent => Flexible(percent, facts, rules.FlexiblePension, day))];
            default:
                return [new(Tier: 0, rules.ResidentsMedical.PersonalFenOf(facts.Circumstances), rules.ResidentsMedical.SubsidyFen, Years: 0, Pension: null)];
        }
    }

    public static bool IsChoice(InsuranceScheme scheme, long tier, InsuranceRules rules) => scheme switch
    {
        InsuranceScheme.ResidentsPension => rules.ResidentsPension.Tiers.Any(t => t.YearlyFen == tier),
        InsuranceScheme.FlexiblePension => rules.FlexiblePension.Allows(tier),
        _ => tier == 0,
    };

    /// <summary>
    /// What is billed on a day; <c>null</c> where nothing is due any more: residents pay until 60, flexible employment until retirement.
    /// Medical insurance is billed for the next year while the window is open, else for the running one (newborns, those who pay less).
    /// </summary>
    public static BillTerms? BillOn(InsuranceScheme scheme, long tier, InsuredFacts facts, InsuranceRules rules, DateOnly day)
    {
        var (january, december) = (new DateOnly(day.Year, 1, 1), new DateOnly(day.Year, 12, 31));
        switch (scheme)
        {
            case InsuranceScheme.ResidentsPension:
                if (facts.AgeOn(day) >= InsuranceLaw.Residents.On(day).FromAge) return null;
                var subsidy = rules.ResidentsPension.Tiers.FirstOrDefault(t => t.YearlyFen == tier)?.SubsidyFen ?? 0;
                return new(january, december, tier, tier, subsidy, december, january.AddYears(1));
            case InsuranceScheme.FlexiblePension:
                if (day >= facts.RetirementOn(day).Month) return null;
                var month = new DateOnly(day.Year, day.Month, 1);
                return new(month, month.AddMonths(1).AddDays(-1), rules.FlexiblePension.MonthlyFen(tier), rules.FlexiblePension.AccountFen(tier), SubsidyFen: 0,
                    month.AddMonths(1).AddDays(-1), month.AddMonths(1));
            default:
                var medical = rules.ResidentsMedical;
                var isNext = medical.IsWindow(day);
                var from = isNext ? january.AddYears(1) : january;
                var window = new DateOnly(isNext ? day.Year + 1 : day.Year, medical.WindowFrom.Month, medical.WindowFrom.Day);
                return new(from, from.AddYears(1).AddDays(-1), medical.PersonalFenOf(facts.Circumstances), AccountFen: 0, medical.SubsidyFen, december,
                    window > day ? window : window.AddYears(1));
        }
    }

    private static TierConsequence Flexible(int percent, InsuredFacts facts, FlexiblePensionRules rules, DateOnly day)
    {
        var (retirement, employees) = (facts.RetirementOn(day), InsuranceLaw.Employees.On(day));
        var months = Math.Max(
            InsuranceLaw.Contributions.On(day).LeastMonths(retirement.Month.Year), (retirement.Month.Year - day.Year) * 12 + retirement.Month.Month - day.Month);
        var pension = employees.Of(
            Yuan(rules.WageFen), Math.Min(percent, rules.MostPercent) / 100m, Math.Min(months, 12 * 70) / 12m, Yuan(rules.AccountFen(percent)) * months, retirement.AgeMonths);
        return new(percent, rules.MonthlyFen(percent), SubsidyFen: 0, months / 12, pension.IsError ? null : pension.Value);
    }

    private static decimal Yuan(long fen) => fen / 100m;
}
