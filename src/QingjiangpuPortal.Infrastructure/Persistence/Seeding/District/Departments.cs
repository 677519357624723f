using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.District;

/// <summary>The departments of the district, and of each street and town those that have an office there.</summary>
internal static class Departments
{
    private static readonly (DepartmentKind Kind, string Name, string EnglishName)[] OfDistrict =
    [
        (DepartmentKind.UrbanManagement, "清江浦区城市管理局", "Urban Management Bureau"),
        (DepartmentKind.CivilAffairs, "清江浦区民政局", "Civil Affairs Bureau"),
        (DepartmentKind.Education, "清江浦区教育体育局", "Education and Sports Bureau"),
        (DepartmentKind.HumanResources, "清江浦区人力资源和社会保障局", "Human Resources and Social Security Bureau"),
        (DepartmentKind.MedicalInsurance, "清江浦区医疗保障局", "Medical Insurance Bureau"),
        (DepartmentKind.Police, "淮安市公安局清江浦分局", "Public Security Sub-bureau"),
        (DepartmentKind.Housing, "清江浦区住房和城乡建设局", "Housing and Construction Bureau"),
        (DepartmentKind.Emergency, "清江浦区应急管理局", "Emergency Management Bureau"),
        (DepartmentKind.MarketRegulation, "清江浦区市场监督管理局", "Market Regulation Bureau"),
        (DepartmentKind.Justice, "清江浦区司法局", "Justice Bureau"),
        (DepartmentKind.CommandCenter, "清江浦区社会治理指挥中心", "Social Governance Command Center"),
    ];

    /// <summary>The police and the justice office are named after the place alone (城南派出所), the others after the street or town.</summary>
    private static readonly (DepartmentKind Kind, Func<string, string> Name, string EnglishName)[] OfStreet =
    [
        (DepartmentKind.UrbanManagement, street => $"{street}综合行政执法局", "Law Enforcement Office"),
        (DepartmentKind.CivilAffairs, street => $"{street}社会事务办公室", "Social Affairs Office"),
        (DepartmentKind.HumanResources, street => $"{street}人力资源和社会保障所", "Human Resources and Social Security Office"),
        (DepartmentKind.Police, street => $"{PlaceOf(street)}派出所", "Police Station"),
        (DepartmentKind.Emergency, street => $"{street}应急管理办公室", "Emergency Office"),
        (DepartmentKind.Justice, street => $"{PlaceOf(street)}司法所", "Justice Office"),
        (DepartmentKind.CommandCenter, street => $"{street}社会治理指挥中心", "Social Governance Command Center"),
    ];

    public static IEnumerable<OrgUnit> Of(string areaCode, string areaName) => OrgCode.LevelOf(areaCode) == OrgLevel.District
        ? OfDistrict.Select(d => Department(areaCode, d.Kind, d.Name, d.EnglishName))
        : OfStreet.Select(d => Department(areaCode, d.Kind, d.Name(areaName), d.EnglishName));

    private static OrgUnit Department(string areaCode, DepartmentKind kind, string name, string englishName) =>
        OrgUnit.DepartmentOf($"{areaCode}D{(int)kind:00}", kind, name, DistrictSeed.ValidFrom, englishName);

    private static string PlaceOf(string street) =>
        street.Replace("街道", "", StringComparison.Ordinal).Replace("镇", "", StringComparison.Ordinal);
}
