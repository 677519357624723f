using System.Globalization;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Domain.Facilities;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.Patrols;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.SocialInsurance;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.Staff;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.Neighbourhood;

/// <summary>
/// Centres and stations in the numbers that the district reports (1 and 16 command centres, 114 service stations, 16
/// neighbourhood stations), and the four of legal aid of each community. Schematic: places, hours and people are invented, and
/// the numbers are of an exchange that does not exist.
/// </summary>
public static class NeighbourhoodSeed
{
    private const string OfficeHours = "周一至周五 08:30–12:00，14:00–17:30";
    private const string StationHours = "每天 09:00–20:00";

    /// <summary>Centres, stations, service points and rosters for these areas; saving is the caller's.</summary>
    public static void AddTo(PortalDbContext db, IReadOnlyList<OrgUnit> units, DateTimeOffset at, int seed)
    {
        db.Facilities.AddRange(Facilities(units));
        db.ServicePoints.AddRange(InsuranceSeed.ServicePoints(units));
        db.LegalAidMembers.AddRange(LegalAid(units, at, new SeededRandom(seed)));
    }

    private static IEnumerable<Facility> Facilities(IEnumerable<OrgUnit> units)
    {
        var areas = units.Where(u => u.Kind == OrgUnitKind.Area && u.Level <= OrgLevel.Community).OrderBy(u => u.Code, StringComparer.Ordinal).ToList();
        var index = 0;
        foreach (var area in areas)
        {
            var place = ShortName(area);
            yield return area.Level == OrgLevel.Community
                ? New(FacilityKind.ServiceStation, 1, place + "社会治理服务站", OfficeHours)
                : New(FacilityKind.CommandCenter, 1, place + "社会治理指挥中心", area.Level == OrgLevel.District ? "全天 24 小时" : OfficeHours);
            if (area.Level == OrgLevel.Street)
                yield return New(FacilityKind.NeighborhoodStation, 2, place + "网格睦邻驿站", StationHours);

            Facility New(FacilityKind kind, int number, string name, string hours) => Facility.Create(
                kind, area.Code, number, name, $"{place}综合服务中心 {number} 楼", area.Latitude!.Value, area.Longitude!.Value, hours, Phone(index++));
        }
    }

    private static IEnumerable<LegalAidMember> LegalAid(IEnumerable<OrgUnit> units, DateTimeOffset at, SeededRandom random)
    {
        foreach (var community in units.Where(u => u.Kind == OrgUnitKind.Area && u.Level == OrgLevel.Community))
        {
            foreach (var (kind, office, days) in ((LegalAidKind, string, string)[])
            [
                (LegalAidKind.Judge, "清江浦区人民法院", "每月第一个周三下午"),
                (LegalAidKind.Prosecutor, "清江浦区人民检察院", "每月第二个周三下午"),
                (LegalAidKind.PoliceOfficer, "社区警务室", "工作日"),
                (LegalAidKind.Lawyer, "法律顾问律师事务所", "每周五下午"),
            ])
                yield return LegalAidMember.Appoint(random.NextId(at), community.Code, kind, PeopleNames.Next(random), office, officePhone: null, days);
        }
    }

    /// <summary>What a patrol looks at, until a deployment says otherwise.</summary>
    internal static IEnumerable<PatrolItem> PatrolItems() =>
    [
        PatrolItem.Create("fire-lane", "消防通道", "Fire lanes", 1),
        PatrolItem.Create("wiring", "用电、燃气", "Wiring and gas", 2),
        PatrolItem.Create("e-bikes", "电动车停放充电", "E-bike parking and charging", 3),
        PatrolItem.Create("elders", "独居老人、困难家庭", "Elders living alone, families in need", 4),
        PatrolItem.Create("sanitation", "环境卫生", "Sanitation", 5),
        PatrolItem.Create("facilities", "公共设施", "Public facilities", 6),
        PatrolItem.Create("disputes", "矛盾苗头", "Signs of disputes", 7),
        PatrolItem.Create("rentals", "出租房", "Rented flats", 8),
    ];

    private static string ShortName(OrgUnit area) =>
        area.Level == OrgLevel.Community ? AreaName.Display(area.Name) : area.Name;

    /// <summary>The exchange 000 is given to nobody.</summary>
    private static string Phone(int index) => string.Create(CultureInfo.InvariantCulture, $"0517-0000{index:0000}");
}
