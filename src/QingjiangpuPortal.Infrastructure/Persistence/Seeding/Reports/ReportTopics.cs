using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.Reports;

/// <summary>When people have a problem more often than usual.</summary>
internal enum Peak
{
    None,

    /// <summary>June to August: heat and the rains.</summary>
    Summer,

    /// <summary>December to February.</summary>
    Winter,

    /// <summary>From dusk to midnight.</summary>
    Night,
}

/// <summary>What people report under one category, and what is answered.</summary>
/// <param name="Share">How often, as against the other categories.</param>
/// <param name="Department">The department of the street or district that is asked when the grid cannot solve it itself.</param>
/// <param name="Problems"><c>{楼}</c> stands for a building, <c>{路}</c> for a road nearby.</param>
internal sealed record ReportTopic(
    string CategoryCode, double Share, Peak Peak, DepartmentKind? Department, IReadOnlyList<string> Problems, IReadOnlyList<string> Answers)
{
    /// <summary>Words of blocks of flats, which villages have none of. Stands first: the topics below are made with it.</summary>
    private static readonly string[] Urban = ["单元", "楼", "小区", "小广场", "电梯", "物业", "地下", "门禁", "外墙", "车棚", "充电车位"];

    /// <summary>Added to a problem, or not; they say nothing that only one of them could mean.</summary>
    public static readonly IReadOnlyList<string> Remarks =
    [
        "", "", "", "，请尽快处理", "，麻烦安排人来看看", "，已经好几天了", "，老人孩子经过很不方便", "，邻居们都有意见", "，希望能彻底解决", "，之前反映过一次",
        "，上下班高峰更明显", "，下雨天更严重", "，影响居民出行", "，谢谢", "，辛苦网格员了", "，请给个答复",
    ];

    public static readonly IReadOnlyList<ReportTopic> All =
    [
        new("04001", 6, Peak.Night, DepartmentKind.UrbanManagement,
            ["{楼}门前路灯不亮", "{路}上有三盏路灯一直不亮，晚上漆黑一片", "{楼}单元门口感应灯坏了", "{路}路灯白天亮着晚上不亮"],
            ["已更换灯泡，恢复照明。", "线路老化，已更换电缆并恢复供电。", "控制时钟已调好，路灯按时开关。"]),
        new("04002", 5, Peak.Summer, DepartmentKind.UrbanManagement,
            ["{楼}旁边窨井盖松动，车一压就响", "{路}边下水道堵了，污水往外冒", "{楼}后面雨水篦子破了一个洞", "{路}人行道上缺了一个井盖，很危险"],
            ["已更换井盖并加固。", "已疏通管道，清出淤泥。", "已补装雨水篦子，周边清理干净。"]),
        new("04003", 5, Peak.None, DepartmentKind.Housing,
            ["{路}路面有个大坑，骑车容易摔", "{楼}门前地砖翘起来了", "{路}人行道盲道被压坏", "{楼}旁小区主干道开裂下沉"],
            ["路面已修补平整。", "已更换破损地砖。", "盲道已修复，并加装阻车桩。"]),
        new("04004", 5, Peak.Winter, DepartmentKind.Housing,
            ["{楼}整个单元停水了", "{楼}水压很低，五楼以上洗不了澡", "{楼}水管冻住了，早上没有水", "{楼}暖气不热，家里有老人", "{楼}楼道里闻到燃气味"],
            ["已联系供水公司恢复供水。", "冻住的管道已解冻并加装保温层。", "已检修换热站，室温恢复正常。", "燃气公司已上门检测并更换接头。"]),
        new("04005", 2, Peak.None, null,
            ["{楼}前健身器材扶手断了", "小广场的长椅坏了两张，在{楼}对面", "{楼}旁儿童滑梯有裂口，怕划伤孩子"],
            ["已更换配件，可以正常使用。", "损坏设施已拆除，新设施本周安装完毕。"]),
        new("04080", 1.5, Peak.None, DepartmentKind.Housing,
            ["{路}公交站台的顶棚漏雨", "{路}公交站牌被撞歪了", "{路}公交站台座椅损坏"],
            ["站牌已扶正固定。", "顶棚已修好。", "座椅已更换。"]),
        new("03001", 9, Peak.Summer, DepartmentKind.UrbanManagement,
            ["{楼}垃圾桶满了没人清运", "{楼}后面有一堆装修垃圾", "{路}绿化带里有人扔垃圾袋", "{楼}垃圾分类亭周边有异味，苍蝇很多"],
            ["垃圾已清运，地面已冲洗。", "已清理并加密清运班次。", "装修垃圾已拉走，并提醒了业主。"]),
        new("03002", 5, Peak.None, DepartmentKind.UrbanManagement,
            ["{路}落叶很多，没有人扫", "{路}路面有油污，很滑", "{楼}门前地面有呕吐物，请打扫", "{路}刚洒落了一地石子"],
            ["已安排保洁员清扫干净。", "油污已用清洗车处理。", "散落物已清除。"]),
        new("03003", 4, Peak.Summer, DepartmentKind.UrbanManagement,
            ["{楼}门口一下雨就积水，要穿雨鞋才能出去", "{路}低洼处积水到脚踝", "{楼}地下车库进水了", "{路}路口积水，电动车熄火"],
            ["已抽排积水，并清掏雨水口。", "低洼处已加设排水泵。", "积水已退，管道清淤完成。"]),
        new("03004", 1.5, Peak.Night, DepartmentKind.UrbanManagement,
            ["夜里有渣土车往{路}空地倒土", "{楼}后面空地堆了建筑渣土", "{路}边有人偷倒砖块"],
            ["渣土已清运，现场加装了监控。", "已查到车辆并立案处理。"]),
        new("03005", 3, Peak.Summer, DepartmentKind.UrbanManagement,
            ["{楼}前树枝伸到三楼窗户了", "{路}绿化带干死了一片", "{楼}旁边树上虫子很多，掉得满地都是", "{楼}草坪很久没有修剪"],
            ["已修剪树枝。", "已打药除虫，并做了提示。", "枯死苗木已补种。"]),
        new("03006", 2.5, Peak.None, DepartmentKind.UrbanManagement,
            ["{楼}楼道墙上贴满小广告", "{路}电线杆上全是小广告", "{楼}单元门被喷了广告"],
            ["小广告已铲除，墙面已粉刷。", "已清理并加强巡查。"]),
        new("02001", 5, Peak.Night, DepartmentKind.Emergency,
            ["{楼}消防通道停满了车", "{楼}单元门口消防通道被堵，救护车进不来", "{楼}消防门被杂物挡住", "{楼}安全出口上了锁"],
            ["已通知车主挪车，并重新划线。", "杂物已清走，通道畅通。", "门锁已拆除，物业作出整改。"]),
        new("02002", 4.5, Peak.Summer, DepartmentKind.Emergency,
            ["{楼}有人从窗户拉线给电动车充电", "{楼}楼道里停着电动车充电", "{楼}车棚充电桩坏了，大家都拉飞线"],
            ["飞线已拆除，对住户做了安全宣传。", "已劝离楼道内电动车。", "充电桩已修复，可以使用。"]),
        new("02003", 2, Peak.Summer, DepartmentKind.Housing,
            ["{楼}外墙皮往下掉", "{楼}有人高空抛物", "{楼}空调外机支架锈了，看着要掉", "{楼}窗户玻璃松动"],
            ["已拉警戒线并清除松动墙皮。", "已上门劝导，加装了抓拍摄像头。", "支架已更换。"]),
        new("02004", 3, Peak.None, DepartmentKind.MarketRegulation,
            ["{楼}电梯停在半层不动了", "{楼}电梯按键失灵", "{楼}电梯运行有异响，抖得厉害", "{楼}电梯停了两天，老人下不了楼"],
            ["维保单位已修复，电梯恢复运行。", "已更换控制板并试运行正常。"]),
        new("02005", 2, Peak.Summer, DepartmentKind.Emergency,
            ["{楼}墙上电线裸露，孩子够得着", "{路}路灯杆下面电线露在外面", "{楼}电表箱门开着，线头外露"],
            ["裸露电线已包扎入管。", "电表箱已加锁。"]),
        new("05001", 6, Peak.None, null,
            ["{楼}三楼楼道堆满纸箱", "{楼}楼道放了旧沙发，走路都要侧身", "{楼}有住户在楼道放鞋柜", "{楼}地下室堆了很多废品"],
            ["已劝说住户清走，楼道恢复畅通。", "杂物已由社区统一清运。", "住户已自行清理。"]),
        new("05002", 6, Peak.Night, null,
            ["{楼}前面车辆乱停，堵住出口", "外来车辆停在{楼}绿化带上", "{楼}门前电动车停得到处都是", "{楼}旁充电车位被油车占了"],
            ["已联系车主挪车。", "已重新划定停车位。", "物业加强了巡查和引导。"]),
        new("05003", 4, Peak.None, DepartmentKind.Housing,
            ["{楼}门禁坏了半个月物业不修", "{楼}保洁一个星期没来打扫", "小区北门保安晚上不在岗，{楼}丢过东西", "物业公共收益没有公示，{楼}居民要求公开"],
            ["物业已修好门禁。", "已约谈物业，恢复每日保洁。", "收支明细已在公示栏公布。"]),
        new("05004", 4, Peak.Summer, DepartmentKind.Housing,
            ["{楼}顶楼漏水，墙面发霉", "{楼}楼上卫生间漏到楼下", "{楼}外墙渗水，下雨就湿", "{楼}楼道顶部滴水"],
            ["楼顶防水已重做。", "已协调楼上住户修好管道。", "渗漏点已修补，观察无渗水。"]),
        new("01001", 3, Peak.Night, DepartmentKind.Justice,
            ["{楼}楼上半夜走动声音大，与楼下争吵", "{楼}两家为公共平台放东西吵架", "{楼}邻居养狗晚上叫，引起争执", "{楼}空调滴水引起两户争执"],
            ["已上门调解，双方达成一致。", "双方签了调解书，互相道歉。"]),
        new("01002", 1, Peak.None, DepartmentKind.CivilAffairs,
            ["{楼}一户家庭因赡养老人闹矛盾", "{楼}夫妻争吵声很大，请关心一下"],
            ["网格员和调解员上门，矛盾已缓和。", "子女已商定轮流照料。"]),
        new("01003", 1.5, Peak.None, DepartmentKind.Justice,
            ["{楼}业主与物业因物业费起争执", "{楼}地下室进水，业主要求物业赔偿", "{楼}业主因停车费与物业发生矛盾"],
            ["经调解，双方同意分期处理。", "物业减免部分费用，业主认可。"]),
        new("01004", 1, Peak.Winter, DepartmentKind.HumanResources,
            ["{路}一家饭店拖欠服务员工资", "{路}装修队干完活老板不给钱", "{路}门店关门，员工两个月工资没有发"],
            ["人社所介入，工资已发放。", "双方签订协议，本月底前结清。"]),
        new("07001", 5, Peak.Summer, DepartmentKind.UrbanManagement,
            ["{路}烧烤摊占了人行道", "{路}水果摊摆到马路上", "{楼}门口早点摊油烟大", "{路}商家把货堆在盲道上"],
            ["已劝离摊贩，人行道恢复通行。", "已引导到疏导点经营。", "商家已把货物收回店内。"]),
        new("07002", 3, Peak.None, DepartmentKind.UrbanManagement,
            ["{路}共享单车倒了一地", "共享单车堵在{楼}门口", "{路}公交站旁共享单车挡住盲道"],
            ["运营企业已清运并规范停放。", "车辆已摆放整齐，增设了停放点。"]),
        new("07003", 4, Peak.Night, DepartmentKind.Police,
            ["{楼}楼下广场舞音响声音太大", "{路}KTV 半夜很吵", "{楼}旁边商铺外放喇叭", "{楼}凌晨有人大声喧哗"],
            ["已约定晚上九点前结束并调低音量。", "民警到场劝阻，声音已降下来。", "商家已停用外放喇叭。"]),
        new("06001", 2, Peak.Night, DepartmentKind.UrbanManagement,
            ["{路}工地半夜还在打桩", "{楼}有人晚上装修敲墙", "{路}工地凌晨运土，声音很大"],
            ["工地已停止夜间施工。", "已告知装修时间规定，住户作出承诺。"]),
        new("06002", 1.5, Peak.None, DepartmentKind.Housing,
            ["{路}工地没有盖防尘网，灰很大", "{路}施工车带泥上路", "{楼}旁拆迁没有洒水"],
            ["裸土已覆盖，出入口加装冲洗设备。", "已洒水降尘，施工方完成整改。"]),
        new("06003", 1, Peak.None, DepartmentKind.UrbanManagement,
            ["{楼}一楼住户在绿地上搭棚子", "{楼}楼顶有人加盖阳光房", "{路}商户私自搭建铁皮屋"],
            ["违建已拆除。", "当事人已自行拆除。"]),
        new("08001", 0.4, Peak.Summer, DepartmentKind.Housing,
            ["{路}路面突然塌了一个洞", "{楼}门前地面下陷"],
            ["现场已围挡，抢修完成并恢复通行。", "空洞已回填夯实。"]),
        new("08002", 1, Peak.Summer, DepartmentKind.UrbanManagement,
            ["大风把{路}的树刮倒了，压到车", "{楼}前的大树歪了，快要倒", "{路}有断枝挂在电线上"],
            ["倒伏树木已清理，道路畅通。", "已扶正加固。", "断枝已清除。"]),
        new("08003", 0.8, Peak.Winter, DepartmentKind.Housing,
            ["{路}自来水管爆了，水流了一地", "{楼}楼道水管冻裂，在喷水", "{楼}暖气管漏水"],
            ["已关阀抢修，恢复供水。", "冻裂管道已更换并做了保温。"]),
        new("09001", 2, Peak.Winter, DepartmentKind.CivilAffairs,
            ["{楼}独居老人需要助餐服务", "{楼}老人行动不便，想申请上门助浴", "{楼}残疾人想申请轮椅坡道"],
            ["已为老人登记助餐，明天开始送餐。", "已联系服务机构上门评估。", "坡道已安装。"]),
        new("09002", 1.5, Peak.Winter, DepartmentKind.HumanResources,
            ["{楼}老人不会用手机做养老金认证", "想问灵活就业怎么缴社保，住{楼}", "{楼}居民医保缴费后查不到记录"],
            ["网格员上门帮助完成认证。", "已告知办理流程和所需材料。", "缴费记录已核实到账。"]),
        new("09003", 1.2, Peak.Summer, DepartmentKind.Education,
            ["想知道{楼}属于哪个小学学区", "附近有没有两岁孩子的托育点，住{楼}", "外地户口孩子入学要什么材料，住{路}"],
            ["已告知学区和报名时间。", "已提供托育机构名单。", "已告知所需材料和办理地点。"]),
        new("99080", 2, Peak.None, null,
            ["{楼}旁边有一只受伤的流浪狗", "在{路}捡到一个钱包", "{楼}楼下捡到一串钥匙", "建议{楼}旁边加一个快递柜"],
            ["已妥善处理。", "失物已联系到失主。", "建议已转相关单位研究。"]),
    ];

    public static readonly IReadOnlyList<string> Roads =
    [
        "健康西路", "健康东路", "淮海南路", "淮海北路", "淮海东路", "淮海西路", "解放东路", "解放西路", "大庆路", "延安东路", "北京南路", "北京北路",
        "承德南路", "承德北路", "交通路", "人民路", "东大街", "西大街", "漕运西路", "漕运东路", "翔宇大道", "水渡口大道", "天津路", "枚皋路", "柯山路", "明远路",
    ];

    /// <summary>The problems that villages have too.</summary>
    public IReadOnlyList<string> VillageProblems { get; } =
        [.. Problems.Where(problem => !Array.Exists(Urban, word => problem.Replace("{楼}", "", StringComparison.Ordinal).Contains(word, StringComparison.Ordinal)))];

    /// <summary>How often it is reported in a month (1 to 12) and at an hour of the day.</summary>
    public double WeightAt(int month, int hour) => Share * Peak switch
    {
        Peak.Summer => month is 6 or 7 or 8 ? 2.2 : 0.7,
        Peak.Winter => month is 12 or 1 or 2 ? 2.6 : 0.6,
        Peak.Night => hour is >= 19 or < 5 ? 2.5 : 0.7,
        _ => 1,
    };
}
