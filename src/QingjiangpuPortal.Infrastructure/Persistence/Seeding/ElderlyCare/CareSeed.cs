using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Organization;
using static QingjiangpuPortal.Domain.ElderlyCare.CareRequestStatus;
using static QingjiangpuPortal.Domain.ElderlyCare.CareServices;
using static QingjiangpuPortal.Domain.ElderlyCare.ElderCircumstances;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.ElderlyCare;

/// <summary>
/// The rules with which a portal starts and the providers of the demo. No list of the district was published where it could be found: limits, prices and
/// entitlements are an example, which the operator replaces by the district's own.
/// </summary>
public static class CareSeed
{
    public static readonly DateOnly RulesFrom = new(2025, 1, 1);

    /// <summary>A carer's employer near the demo's people, and one of the district.</summary>
    public const string DemoProvider = "320812003P001";

    public static CareRuleSet Rules() => CareRuleSet.Create(Guid.Parse("01930000-0000-7000-8000-000000000001"), RulesFrom, new(
        LeastAge: 60,
        Limits: new Dictionary<CareRequestStatus, TimeLimit>
        {
            [Submitted] = TimeLimit.WorkingDays(3),
            [Checked] = TimeLimit.WorkingDays(3),
            [Reviewed] = TimeLimit.WorkingDays(10),
            [Assessed] = TimeLimit.WorkingDays(3),
            [Appealed] = TimeLimit.WorkingDays(5),
        },
        NoticeDays: 5, PapersDays: 30, AppealDays: 60, PlanMonths: 12, CheckInMetres: 200, MostLevelsWorse: AbilityRating.MostLevelsWorse,
        Tariffs:
        [
            new(Meals, Fen: 15_00, LeastMinutes: 5),
            new(Bathing, Fen: 80_00, LeastMinutes: 40),
            new(Cleaning, Fen: 50_00, LeastMinutes: 60),
            new(MedicalEscort, Fen: 90_00, LeastMinutes: 90),
            new(Mobility, Fen: 40_00, LeastMinutes: 30),
            new(Emergency, Fen: 60_00, LeastMinutes: 10),
        ],
        Entitlements:
        [
            new("特困失能老人", "Elders in extreme poverty who depend on care", 60, ExtremePoverty, AbilityLevel.Moderate, 600_00, 6_000_00),
            new("低保、低收入失能老人", "Elders of low income who depend on care", 60, MinimumAllowance | LowIncome | BereavedFamily, AbilityLevel.Moderate, 400_00, 6_000_00),
            new("低保、低收入、残疾或优抚老人", "Elders of low income, with a disability, or veterans", 60, ExtremePoverty | MinimumAllowance | LowIncome | BereavedFamily | Disabled | Veteran, AbilityLevel.Mild, 200_00, 4_000_00),
            new("80 周岁以上独居失能老人", "Elders of 80 and over who live alone and depend on care", 80, LivingAlone, AbilityLevel.Mild, 200_00, 3_000_00),
            new("80 周岁以上老人", "Elders of 80 and over", 80, ElderCircumstances.None, AbilityLevel.Intact, 60_00, 0),
        ]));

    public static IEnumerable<OrgUnit> Providers(DateOnly validFrom) =>
    [
        OrgUnit.Institution(DemoProvider, "浦楼安康居家养老服务中心", validFrom),
        OrgUnit.Institution("320812P001", "清江浦区颐和为老服务中心", validFrom),
        OrgUnit.Institution("320812P002", "清江浦区爱邻助老餐厅", validFrom),
    ];
}
