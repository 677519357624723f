using System.Globalization;
using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SocialInsurance;
using static QingjiangpuPortal.Domain.SocialInsurance.InsuranceStatus;
using static QingjiangpuPortal.Domain.SocialInsurance.InsuredCircumstances;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.SocialInsurance;

/// <summary>
/// The rules with which a portal starts and the service points of the demo. The city's own notices were not findable: what is not the State's is an example, says so
/// beside its figure, and is replaced by the district's own document.
/// </summary>
public static class InsuranceSeed
{
    private const string OfficeHours = "周一至周五 08:30–12:00，14:00–17:30";

    public static readonly DateOnly RulesFrom = new(2025, 1, 1);

    public static InsuranceRuleSet Rules() => InsuranceRuleSet.Create(Guid.Parse("01930000-0000-7000-8000-000000000002"), RulesFrom, new(
        Limits: new Dictionary<InsuranceStatus, TimeLimit>
        {
            [Submitted] = TimeLimit.WorkingDays(3),
            [Checked] = TimeLimit.WorkingDays(3),
            [Appealed] = TimeLimit.WorkingDays(5),
        },
        PapersDays: 30, AppealDays: 60, CoverageDays: 20,
        new(
            LeastAge: 16,
            [new(500_00, 60_00), new(1_000_00, 120_00), new(2_000_00, 200_00), new(3_000_00, 260_00), new(5_000_00, 380_00)],
            new("国发〔2014〕8号；档次和补贴是示例，淮安市的文件待查", IsConfirmed: false)),
        new(
            LeastAge: 16, WageFen: 8_132_00, RatePercent: 20, AccountPercent: 8, LeastPercent: 60, MostPercent: 300, [60, 80, 100, 150, 200, 300],
            new("国发〔2005〕38号：缴 20%，其中 8% 计入个人账户；缴费基准值是示例，江苏省当年的公告待查", IsConfirmed: false)),
        new(
            PersonalFen: 400_00, SubsidyFen: 700_00, WindowFrom: new(2025, 9, 1), WindowTo: new(2025, 12, 31), NewbornDays: 90,
            [new(ExtremePoverty, 0), new(MinimumAllowance | SeverelyDisabled, 120_00)],
            new("国家规定的最低标准；集中缴费期、减免金额是示例，淮安市的文件待查", IsConfirmed: false)),
        new(Detour: 1.3, MetresPerMinute: 80, Minutes: 15)));

    /// <summary>
    /// One in the district, one in every street, and in three of five communities, as the district reports; places are the areas' inner points, and the
    /// numbers are of an exchange that does not exist.
    /// </summary>
    public static IEnumerable<ServicePoint> ServicePoints(IEnumerable<OrgUnit> units)
    {
        var areas = units.Where(u => u.Kind == OrgUnitKind.Area && u.Level <= OrgLevel.Community).OrderBy(u => u.Code, StringComparer.Ordinal).ToList();
        var (phone, community) = (0, 0);
        foreach (var area in areas)
        {
            var name = area.Level == OrgLevel.Community ? AreaName.Display(area.Name) : area.Name;
            // 0, 2 and 4 of each five.
            if (area.Level == OrgLevel.Community && community++ % 5 % 2 != 0) continue;
            var (title, items) = area.Level switch
            {
                OrgLevel.District => ("医保社保服务中心", All),
                OrgLevel.Street => ("便民服务中心医保社保窗口", All & ~ServiceItems.TreatmentElsewhere),
                _ => ("医保社保服务点", ServiceItems.Enrollment | ServiceItems.Payment | ServiceItems.Statements | ServiceItems.PensionProof),
            };
            yield return ServicePoint.Create(
                area.Code, 1, name + title, $"{name}综合服务中心 1 楼", area.Latitude!.Value, area.Longitude!.Value, OfficeHours,
                string.Create(CultureInfo.InvariantCulture, $"0517-0000{5000 + phone++:0000}"), items);
        }
    }

    private const ServiceItems All =
        ServiceItems.Enrollment | ServiceItems.Payment | ServiceItems.Statements | ServiceItems.PensionProof | ServiceItems.Reimbursement | ServiceItems.TreatmentElsewhere;
}
