using QingjiangpuPortal.Domain.Deadlines;

namespace QingjiangpuPortal.Domain.ElderlyCare;

/// <summary>
/// 养老服务政策: everything that a local document settles and the portal must not. One document is in force from its first day
/// until the next one's; what was granted under one stays as it was. The district's own list was not published where it could be
/// found: the seed is an example, which an officer replaces.
/// </summary>
/// <param name="LeastAge">Years, on the day of the request (the law on the rights of the elderly says 60).</param>
/// <param name="Limits">Within what time each step is due.</param>
/// <param name="NoticeDays">公示, in working days.</param>
/// <param name="PapersDays">Natural days in which missing papers can be brought.</param>
/// <param name="AppealDays">Natural days in which a refusal can be appealed against.</param>
/// <param name="PlanMonths">How long an assessment, and with it a plan, holds (12 months in GB/T 42195-2022).</param>
/// <param name="CheckInMetres">How far from the elder's door a carer may check in.</param>
/// <param name="Tariffs">One for each service.</param>
/// <param name="Entitlements">The best first: the first that fits is granted.</param>
/// <param name="LateAfterMinutes">A carer who checks in later than that after the agreed time is late.</param>
public sealed record CareRules(
    int LeastAge, IReadOnlyDictionary<CareRequestStatus, TimeLimit> Limits, int NoticeDays, int PapersDays, int AppealDays, int PlanMonths,
    int CheckInMetres, int MostLevelsWorse, IReadOnlyList<CareTariff> Tariffs, IReadOnlyList<CareEntitlement> Entitlements, int LateAfterMinutes = 30)
{
    /// <summary>The field that is incomplete or out of range; <c>null</c> when nothing is.</summary>
    public string? Wrong =>
        LeastAge is < 50 or > 100 ? nameof(LeastAge)
        : !CareRequestMoves.WithDeadline.All(Limits.ContainsKey) ? nameof(Limits)
        : NoticeDays is < 1 or > 60 ? nameof(NoticeDays)
        : PapersDays is < 1 or > 365 ? nameof(PapersDays)
        : AppealDays is < 1 or > 365 ? nameof(AppealDays)
        : PlanMonths is < 1 or > 60 ? nameof(PlanMonths)
        : CheckInMetres is < 20 or > 5000 ? nameof(CheckInMetres)
        : MostLevelsWorse is < 0 or > 4 ? nameof(MostLevelsWorse)
        : LateAfterMinutes is < 0 or > 600 ? nameof(LateAfterMinutes)
        : Enum.GetValues<CareServices>().Any(s => s is not (CareServices.None or CareServices.HomeAdaptation) && Tariffs.Count(t => t.Service == s) != 1)
            || Tariffs.Any(t => t.Fen <= 0 || t.LeastMinutes < 0) ? nameof(Tariffs)
        : Entitlements.Count == 0 || Entitlements.Any(e => e.MonthlyFen < 0 || e.AdaptationFen < 0 || string.IsNullOrWhiteSpace(e.Name) || string.IsNullOrWhiteSpace(e.NameInEnglish)) ? nameof(Entitlements)
        : null;

    public CareTariff TariffOf(CareServices service) => Tariffs.First(t => t.Service == service);

    /// <summary>The first entitlement that fits; <c>null</c> when none does.</summary>
    public CareEntitlement? Best(ElderFacts facts) => Entitlements.FirstOrDefault(e => e.Unmet(facts).Count == 0);
}

/// <param name="Fen">What one visit costs the government.</param>
/// <param name="LeastMinutes">Shorter visits are not paid.</param>
public sealed record CareTariff(CareServices Service, int Fen, int LeastMinutes);

/// <summary>What a rule asks of an elder.</summary>
public enum CareCondition
{
    Age = 1,
    Circumstances = 2,
    Ability = 3,
}

/// <param name="Name">In Chinese, as the document calls it.</param>
/// <param name="LeastAge">Years.</param>
/// <param name="AnyOf">One of these is enough; <see cref="ElderCircumstances.None"/> asks for none.</param>
/// <param name="LeastDependence">The mildest level for which it is given.</param>
/// <param name="MonthlyFen">The quota of a month.</param>
/// <param name="AdaptationFen">The most that is paid once for the adaptation of a home.</param>
public sealed record CareEntitlement(
    string Name, string NameInEnglish, int LeastAge, ElderCircumstances AnyOf, AbilityLevel LeastDependence, int MonthlyFen, int AdaptationFen)
{
    /// <summary>What the elder does not fulfil; empty when the entitlement fits.</summary>
    public IReadOnlyList<CareCondition> Unmet(ElderFacts facts)
    {
        var unmet = new List<CareCondition>();
        if (facts.Age < LeastAge) unmet.Add(CareCondition.Age);
        if (AnyOf != ElderCircumstances.None && (facts.Circumstances & AnyOf) == ElderCircumstances.None) unmet.Add(CareCondition.Circumstances);
        if (facts.Level < LeastDependence) unmet.Add(CareCondition.Ability);
        return unmet;
    }
}

/// <summary>What the rules look at.</summary>
/// <param name="Age">Whole years.</param>
public readonly record struct ElderFacts(int Age, ElderCircumstances Circumstances, AbilityLevel Level);

/// <summary>A document of rules and the day from which it is in force, until the next one's.</summary>
public sealed class CareRuleSet
{
    private CareRuleSet() { }

    public Guid Id { get; private set; }
    public DateOnly ValidFrom { get; private set; }
    public CareRules Rules { get; private set; } = null!;

    public static CareRuleSet Create(Guid id, DateOnly validFrom, CareRules rules) => new() { Id = id, ValidFrom = validFrom, Rules = rules };
}
