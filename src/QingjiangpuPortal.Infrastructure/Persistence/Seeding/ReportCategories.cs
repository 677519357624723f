using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding;

/// <summary>
/// The categories that a new portal starts with: majors and minors after GB/T 30428, limits after the city papers and the
/// hotline's practice that docs/architecture.md names. Data, not law: a deployment edits them.
/// </summary>
internal static class ReportCategories
{
    // code, name, English, public, limits to accept, resolve, verify
    private static readonly (string Code, string Name, string English, bool IsPublic, string Accept, string Resolve, string Verify)[] Rows =
    [
        ("04", "公共设施", "Public facilities", true, "2h", "24h", "48h"),
        ("04001", "路灯照明", "Street lighting", true, "2h", "24h", "2wd"),
        ("04002", "下水道、窨井", "Drains and manholes", true, "2h", "24h", "48h"),
        ("04003", "道路、人行道", "Roads and pavements", true, "2h", "3wd", "2wd"),
        ("04004", "水、电、气、暖", "Water, power, gas, heating", true, "1h", "24h", "48h"),
        ("04005", "健身、休闲设施", "Fitness and leisure facilities", true, "4wh", "5wd", "2wd"),
        ("04080", "公交站台", "Bus stops", true, "4wh", "3wd", "2wd"),
        ("03", "市容环境", "City appearance and sanitation", true, "1h", "4h", "24h"),
        ("03001", "暴露垃圾", "Exposed rubbish", true, "1h", "4h", "24h"),
        ("03002", "道路保洁", "Road cleaning", true, "1h", "2h", "24h"),
        ("03003", "积水", "Standing water", true, "1h", "4h", "24h"),
        ("03004", "渣土乱倒", "Dumped spoil", true, "2h", "2wd", "1wd"),
        ("03005", "绿化养护", "Greenery", true, "4wh", "5wd", "2wd"),
        ("03006", "乱贴小广告", "Illegal posters", true, "2wh", "7wh", "1wd"),
        ("02", "安全隐患", "Hazards", true, "1h", "24h", "24h"),
        ("02001", "消防通道堵塞", "Blocked fire lane", true, "1h", "4h", "24h"),
        ("02002", "电动车飞线充电", "Unsafe e-bike charging", true, "1h", "24h", "24h"),
        ("02003", "高空坠物、墙面脱落", "Falling objects, loose façades", true, "1h", "24h", "24h"),
        ("02004", "电梯故障", "Lift failure", true, "1h", "4h", "24h"),
        ("02005", "裸露电线", "Exposed wiring", true, "1h", "4h", "24h"),
        ("05", "物业管理", "Property management", true, "4wh", "3wd", "2wd"),
        ("05001", "楼道堆物", "Clutter in stairwells", true, "4wh", "2wd", "2wd"),
        ("05002", "停车秩序", "Parking in compounds", true, "4wh", "2wd", "2wd"),
        ("05003", "物业服务", "Property company's service", true, "4wh", "5wd", "3wd"),
        ("05004", "房屋漏水", "Leaks in buildings", true, "2h", "2wd", "2wd"),
        ("01", "矛盾纠纷", "Disputes", false, "2h", "7wd", "3wd"),
        ("01001", "邻里纠纷", "Between neighbours", false, "2h", "7wd", "3wd"),
        ("01002", "家庭纠纷", "In the family", false, "2h", "7wd", "3wd"),
        ("01003", "物业纠纷", "With the property company", false, "2h", "7wd", "3wd"),
        ("01004", "劳资纠纷", "About wages", false, "2h", "7wd", "3wd"),
        ("07", "街面秩序", "Street order", true, "1h", "8h", "24h"),
        ("07001", "占道经营", "Stalls on the road", true, "1h", "4h", "24h"),
        ("07002", "共享单车乱停", "Shared bicycles in the way", true, "1h", "8h", "24h"),
        ("07003", "噪声扰民", "Noise", true, "1h", "8h", "24h"),
        ("06", "施工管理", "Construction", true, "2h", "24h", "48h"),
        ("06001", "夜间施工", "Work at night", true, "1h", "4h", "24h"),
        ("06002", "扬尘", "Dust", true, "2h", "24h", "24h"),
        ("06003", "违法搭建", "Illegal building", true, "4h", "20wd", "3wd"),
        ("08", "突发事件", "Emergencies", true, "1h", "2h", "24h"),
        ("08001", "道路塌陷", "Road collapse", true, "1h", "2h", "24h"),
        ("08002", "树木倒伏", "Fallen tree", true, "1h", "2h", "24h"),
        ("08003", "管道爆裂", "Burst pipe", true, "1h", "2h", "24h"),
        ("09", "民生服务", "Livelihood services", true, "4wh", "7wd", "3wd"),
        ("09001", "养老、助残", "Care of elders and the disabled", true, "4wh", "7wd", "3wd"),
        ("09002", "社保、医保", "Social and medical insurance", true, "4wh", "7wd", "3wd"),
        ("09003", "就学、托育", "Schools and nurseries", true, "4wh", "7wd", "3wd"),
        ("99", "其他", "Other", true, "4wh", "7wd", "3wd"),
        ("99080", "其他事项", "Anything else", true, "4wh", "7wd", "3wd"),
    ];

    /// <summary>
    /// In metres, where it is not <see cref="ReportCategory.UsualDuplicateRadius"/>: one lamp, one lift and one leak are near; rubbish, noise
    /// and water lie wide, and people mark them from where they stand.
    /// </summary>
    private static readonly IReadOnlyList<(int Metres, string[] Codes)> DuplicateRadii =
    [
        (50, ["04001", "04002", "02004", "02005", "05004", "09", "09001", "09002", "09003"]),
        (150, ["07", "07001", "08003"]),
        (200, ["03", "03001", "03002", "03003", "03004", "06", "06001", "06002", "07003", "08", "08001"]),
    ];

    public static IEnumerable<ReportCategory> Create() =>
        Rows.Select((r, at) => ReportCategory
            .Create(r.Code, r.Name, r.English, r.IsPublic, TimeLimit.Parse(r.Accept), TimeLimit.Parse(r.Resolve), TimeLimit.Parse(r.Verify), at)
            .WithDuplicateRadius(DuplicateRadii.FirstOrDefault(d => d.Codes.Contains(r.Code)) is { Metres: > 0 and var metres } ? metres : ReportCategory.UsualDuplicateRadius));
}
