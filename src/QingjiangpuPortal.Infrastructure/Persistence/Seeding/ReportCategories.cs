using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding;

/// <summary>
/// The categories that a new portal starts with: majors and minors after GB/T 30428, limits after the city papers and the
/// hotline's practice that docs/architecture.md names. Data, not law: a deployment edits them.
/// </summary>
internal static class ReportCategories
{
    // code, name, English, public, hours to accept, resolve, verify
    private static readonly (string Code, string Name, string English, bool IsPublic, int Accept, int Resolve, int Verify)[] Rows =
    [
        ("04", "公共设施", "Public facilities", true, 2, 24, 48),
        ("04001", "路灯照明", "Street lighting", true, 2, 24, 48),
        ("04002", "下水道、窨井", "Drains and manholes", true, 2, 24, 48),
        ("04003", "道路、人行道", "Roads and pavements", true, 2, 72, 48),
        ("04004", "水、电、气、暖", "Water, power, gas, heating", true, 1, 24, 48),
        ("04005", "健身、休闲设施", "Fitness and leisure facilities", true, 4, 120, 48),
        ("04080", "公交站台", "Bus stops", true, 4, 72, 48),
        ("03", "市容环境", "City appearance and sanitation", true, 1, 4, 24),
        ("03001", "暴露垃圾", "Exposed rubbish", true, 1, 4, 24),
        ("03002", "道路保洁", "Road cleaning", true, 1, 2, 24),
        ("03003", "积水", "Standing water", true, 1, 4, 24),
        ("03004", "渣土乱倒", "Dumped spoil", true, 2, 48, 24),
        ("03005", "绿化养护", "Greenery", true, 4, 120, 48),
        ("03006", "乱贴小广告", "Illegal posters", true, 2, 24, 24),
        ("02", "安全隐患", "Hazards", true, 1, 24, 24),
        ("02001", "消防通道堵塞", "Blocked fire lane", true, 1, 4, 24),
        ("02002", "电动车飞线充电", "Unsafe e-bike charging", true, 1, 24, 24),
        ("02003", "高空坠物、墙面脱落", "Falling objects, loose façades", true, 1, 24, 24),
        ("02004", "电梯故障", "Lift failure", true, 1, 4, 24),
        ("02005", "裸露电线", "Exposed wiring", true, 1, 4, 24),
        ("05", "物业管理", "Property management", true, 4, 72, 48),
        ("05001", "楼道堆物", "Clutter in stairwells", true, 4, 48, 48),
        ("05002", "停车秩序", "Parking in compounds", true, 4, 48, 48),
        ("05003", "物业服务", "Property company's service", true, 4, 120, 72),
        ("05004", "房屋漏水", "Leaks in buildings", true, 2, 48, 48),
        ("01", "矛盾纠纷", "Disputes", false, 2, 168, 72),
        ("01001", "邻里纠纷", "Between neighbours", false, 2, 168, 72),
        ("01002", "家庭纠纷", "In the family", false, 2, 168, 72),
        ("01003", "物业纠纷", "With the property company", false, 2, 168, 72),
        ("01004", "劳资纠纷", "About wages", false, 2, 168, 72),
        ("07", "街面秩序", "Street order", true, 1, 8, 24),
        ("07001", "占道经营", "Stalls on the road", true, 1, 4, 24),
        ("07002", "共享单车乱停", "Shared bicycles in the way", true, 1, 8, 24),
        ("07003", "噪声扰民", "Noise", true, 1, 8, 24),
        ("06", "施工管理", "Construction", true, 2, 24, 48),
        ("06001", "夜间施工", "Work at night", true, 1, 4, 24),
        ("06002", "扬尘", "Dust", true, 2, 24, 24),
        ("06003", "违法搭建", "Illegal building", true, 4, 480, 72),
        ("08", "突发事件", "Emergencies", true, 1, 2, 24),
        ("08001", "道路塌陷", "Road collapse", true, 1, 2, 24),
        ("08002", "树木倒伏", "Fallen tree", true, 1, 2, 24),
        ("08003", "管道爆裂", "Burst pipe", true, 1, 2, 24),
        ("09", "民生服务", "Livelihood services", true, 4, 168, 72),
        ("09001", "养老、助残", "Care of elders and the disabled", true, 4, 168, 72),
        ("09002", "社保、医保", "Social and medical insurance", true, 4, 168, 72),
        ("09003", "就学、托育", "Schools and nurseries", true, 4, 168, 72),
        ("99", "其他", "Other", true, 4, 168, 72),
        ("99080", "其他事项", "Anything else", true, 4, 168, 72),
    ];

    /// <summary>
    /// In metres, where it is not <see cref="ReportCategory.UsualDuplicateRadius"/>: one lamp, one lift and one leak are near; rubbish, noise
    /// and water lie wide, and people mark them from where they stand.
    /// </summary>
    public static readonly IReadOnlyList<(int Metres, string[] Codes)> DuplicateRadii =
    [
        (50, ["04001", "04002", "02004", "02005", "05004", "09", "09001", "09002", "09003"]),
        (150, ["07", "07001", "08003"]),
        (200, ["03", "03001", "03002", "03003", "03004", "06", "06001", "06002", "07003", "08", "08001"]),
    ];

    public static IEnumerable<ReportCategory> Create() =>
        Rows.Select((r, at) => ReportCategory.Create(r.Code, r.Name, r.English, r.IsPublic, r.Accept, r.Resolve, r.Verify, at)
            .WithDuplicateRadius(DuplicateRadii.FirstOrDefault(d => d.Codes.Contains(r.Code)) is { Metres: > 0 and var metres } ? metres : ReportCategory.UsualDuplicateRadius));
}
