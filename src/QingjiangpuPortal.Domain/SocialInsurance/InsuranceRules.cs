using QingjiangpuPortal.Domain.Deadlines;

namespace QingjiangpuPortal.Domain.SocialInsurance;

/// <summary>
/// 社会保险政策: every figure that a notice of the province or the city settles and the portal must not. One document is in force from its
/// first day until the next one's. What a figure rests on, and whether anybody confirmed it, stands beside it and is shown with it.
/// </summary>
/// <param name="Limits">Within what time each step is due.</param>
/// <param name="PapersDays">Natural days in which missing papers can be brought.</param>
/// <param name="AppealDays">Natural days in which a refusal can be appealed against.</param>
/// <param name="CoverageDays">Working days in which a grid answers for somebody who is not insured.</param>
public sealed record InsuranceRules(
    IReadOnlyDictionary<InsuranceStatus, TimeLimit> Limits, int PapersDays, int AppealDays, int CoverageDays,
    ResidentsPensionRules ResidentsPension, FlexiblePensionRules FlexiblePension, ResidentsMedicalRules ResidentsMedical, ServiceCircle ServiceCircle)
{
    /// <summary>The field that is incomplete or out of range; <c>null</c> when nothing is.</summary>
    public string? Wrong =>
        Limits.Count == 0 ? nameof(Limits)
        : PapersDays is < 1 or > 365 ? nameof(PapersDays)
        : AppealDays is < 1 or > 365 ? nameof(AppealDays)
        : CoverageDays is < 1 or > 365 ? nameof(CoverageDays)
        : ResidentsPension is { LeastAge: < 0 or > 100 } || ResidentsPension.Tiers.Count == 0 || ResidentsPension.Tiers.Any(t => t.YearlyFen <= 0 || t.SubsidyFen < 0)
            || !ResidentsPension.Tiers.SequenceEqual(ResidentsPension.Tiers.OrderBy(t => t.YearlyFen)) ? nameof(ResidentsPension)
        : FlexiblePension is { WageFen: <= 0 } or { RatePercent: < 1 or > 100 } || FlexiblePension.AccountPercent < 0 || FlexiblePension.AccountPercent > FlexiblePension.RatePercent
            || FlexiblePension.Choices.Count == 0 || FlexiblePension.Choices.Any(c => !FlexiblePension.Allows(c)) ? nameof(FlexiblePension)
        : ResidentsMedical is { PersonalFen: < 0 } or { SubsidyFen: < 0 } or { NewbornDays: < 0 } || ResidentsMedical.Reductions.Any(r => r.PersonalFen < 0) ? nameof(ResidentsMedical)
        : ServiceCircle is { Detour: < 1 or > 5 } or { MetresPerMinute: <= 0 } or { Minutes: < 1 } ? nameof(ServiceCircle)
        : null;

    public FigureSource SourceOf(InsuranceScheme scheme) => scheme switch
    {
        InsuranceScheme.ResidentsPension => ResidentsPension.Source,
        InsuranceScheme.FlexiblePension => FlexiblePension.Source,
        _ => ResidentsMedical.Source,
    };
}

/// <summary>Where a figure comes from.</summary>
/// <param name="IsConfirmed">False for an example, or one that nobody held against the document yet.</param>
public sealed record FigureSource(string Text, bool IsConfirmed);

/// <param name="LeastAge">Full years (国发〔2014〕8号: 16).</param>
/// <param name="Tiers">缴费档次, the lowest first.</param>
public sealed record ResidentsPensionRules(int LeastAge, IReadOnlyList<ContributionTier> Tiers, FigureSource Source);

/// <param name="YearlyFen">What somebody pays a year.</param>
/// <param name="SubsidyFen">What the government adds to the account for it (入口补贴).</param>
public sealed record ContributionTier(long YearlyFen, long SubsidyFen);

/// <param name="WageFen">缴费基准值, a month: the reference wage of which the base is a share.</param>
/// <param name="RatePercent">Of the base: 20.</param>
/// <param name="AccountPercent">Of the base, into the personal account: 8.</param>
/// <param name="LeastPercent">The lowest base, in percent of the reference wage: 60.</param>
/// <param name="MostPercent">The highest: 300.</param>
/// <param name="Choices">The shares that are offered, the lowest first.</param>
public sealed record FlexiblePensionRules(
    int LeastAge, long WageFen, int RatePercent, int AccountPercent, int LeastPercent, int MostPercent, IReadOnlyList<int> Choices, FigureSource Source)
{
    public bool Allows(long percent) => percent >= LeastPercent && percent <= MostPercent;

    /// <summary>缴费基数 for a share of the reference wage, fen a month.</summary>
    public long BaseFen(long percent) => Rounded(WageFen * percent, 100);

    public long MonthlyFen(long percent) => Rounded(BaseFen(percent) * RatePercent, 100);

    public long AccountFen(long percent) => Rounded(BaseFen(percent) * AccountPercent, 100);

    private static long Rounded(long numerator, long denominator) => (numerator + denominator / 2) / denominator;
}

/// <param name="PersonalFen">What an adult pays a year.</param>
/// <param name="SubsidyFen">What the government pays for each.</param>
/// <param name="WindowFrom">The first day on which the next year can be paid for; its year does not matter.</param>
/// <param name="WindowTo">The last one.</param>
/// <param name="NewbornDays">Days after birth in which a child joins at any time.</param>
/// <param name="Reductions">Who pays less; the first that fits holds. They join at any time.</param>
public sealed record ResidentsMedicalRules(
    long PersonalFen, long SubsidyFen, DateOnly WindowFrom, DateOnly WindowTo, int NewbornDays, IReadOnlyList<MedicalReduction> Reductions, FigureSource Source)
{
    public long PersonalFenOf(InsuredCircumstances circumstances) => ReductionOf(circumstances)?.PersonalFen ?? PersonalFen;

    public MedicalReduction? ReductionOf(InsuredCircumstances circumstances) => Reductions.FirstOrDefault(r => (r.AnyOf & circumstances) != InsuredCircumstances.None);

    public bool IsWindow(DateOnly day) => (day.Month, day.Day).CompareTo((WindowFrom.Month, WindowFrom.Day)) >= 0 && (day.Month, day.Day).CompareTo((WindowTo.Month, WindowTo.Day)) <= 0;
}

public sealed record MedicalReduction(InsuredCircumstances AnyOf, long PersonalFen);

/// <summary>15 分钟服务圈: from straight distance to a walk.</summary>
/// <param name="Detour">How much longer a way is than the straight line.</param>
/// <param name="MetresPerMinute">On foot.</param>
/// <param name="Minutes">Up to here somebody is served.</param>
public sealed record ServiceCircle(double Detour, double MetresPerMinute, int Minutes)
{
    public int WalkMetres(int straightMetres) => (int)Math.Round(straightMetres * Detour);

    /// <summary>Begun minutes count, so that nobody is told less than it takes.</summary>
    public int WalkMinutes(int straightMetres) => (int)Math.Ceiling(straightMetres * Detour / MetresPerMinute);

    public bool Serves(int straightMetres) => WalkMinutes(straightMetres) <= Minutes;
}

/// <summary>A document of rules and the day from which it is in force, until the next one's.</summary>
public sealed class InsuranceRuleSet
{
    private InsuranceRuleSet() { }

    public Guid Id { get; private set; }
    public DateOnly ValidFrom { get; private set; }
    public InsuranceRules Rules { get; private set; } = null!;

    public static InsuranceRuleSet Create(Guid id, DateOnly validFrom, InsuranceRules rules) => new() { Id = id, ValidFrom = validFrom, Rules = rules };
}
