namespace QingjiangpuPortal.Domain.ElderlyCare;

/// <summary>The seven parts of the list of adaptations.</summary>
public enum AdaptationGroup
{
    Floor = 1,
    Doors = 2,
    Bedroom = 3,
    Bathroom = 4,
    Kitchen = 5,
    Surroundings = 6,
    Aids = 7,
}

/// <summary>The thirty adaptations and aids of 民发〔2020〕86号, numbered as there. Stored as a number.</summary>
public enum AdaptationItem
{
    AntiSlipFloor = 1,
    Ramp = 2,
    LevelFloor = 3,
    FloorHandrail = 4,
    ThresholdRemoved = 5,
    SlidingDoor = 6,
    WiderDoor = 7,
    LeverHandle = 8,
    FlashingDoorbell = 9,
    CareBed = 10,
    BedRail = 11,
    PressureMattress = 12,
    BathroomHandrail = 13,
    SeatedToilet = 14,
    LeverTap = 15,
    ShowerRoom = 16,
    ShowerChair = 17,
    LowerWorktop = 18,
    MiddleCupboard = 19,
    SensorLight = 20,
    SocketsAndSwitches = 21,
    CornerGuards = 22,
    FurnitureForElders = 23,
    Cane = 24,
    WheelchairOrWalker = 25,
    Magnifier = 26,
    HearingAid = 27,
    EatingAids = 28,
    AntiWanderingDevice = 29,
    SafetyMonitor = 30,
}

/// <param name="Name">In Chinese, and so the key of its texts.</param>
/// <param name="IsBasic">基础: one of the seven that public money is meant for first; the other 23 are 可选.</param>
public sealed record AdaptationItemTerms(AdaptationItem Item, AdaptationGroup Group, string Name, bool IsBasic);

/// <summary>老年人居家适老化改造项目和老年用品配置推荐清单 (民发〔2020〕86号): 7 basic and 23 optional items.</summary>
public static class AdaptationItems
{
    /// <summary>In the order of the list.</summary>
    public static readonly IReadOnlyList<AdaptationItemTerms> All =
    [
        new(AdaptationItem.AntiSlipFloor, AdaptationGroup.Floor, "地面防滑", true),
        new(AdaptationItem.Ramp, AdaptationGroup.Floor, "高差处理（坡道）", true),
        new(AdaptationItem.LevelFloor, AdaptationGroup.Floor, "地面平整硬化", false),
        new(AdaptationItem.FloorHandrail, AdaptationGroup.Floor, "过道、楼梯扶手", false),
        new(AdaptationItem.ThresholdRemoved, AdaptationGroup.Doors, "门槛移除", false),
        new(AdaptationItem.SlidingDoor, AdaptationGroup.Doors, "平开门改推拉门", false),
        new(AdaptationItem.WiderDoor, AdaptationGroup.Doors, "房门拓宽", false),
        new(AdaptationItem.LeverHandle, AdaptationGroup.Doors, "下压式门把手", false),
        new(AdaptationItem.FlashingDoorbell, AdaptationGroup.Doors, "闪光振动门铃", false),
        new(AdaptationItem.CareBed, AdaptationGroup.Bedroom, "护理床", false),
        new(AdaptationItem.BedRail, AdaptationGroup.Bedroom, "床边护栏（抓杆）", true),
        new(AdaptationItem.PressureMattress, AdaptationGroup.Bedroom, "防压疮垫", false),
        new(AdaptationItem.BathroomHandrail, AdaptationGroup.Bathroom, "如厕、洗浴扶手", true),
        new(AdaptationItem.SeatedToilet, AdaptationGroup.Bathroom, "蹲便器改坐便器", false),
        new(AdaptationItem.LeverTap, AdaptationGroup.Bathroom, "水龙头改造", false),
        new(AdaptationItem.ShowerRoom, AdaptationGroup.Bathroom, "浴缸、淋浴房改造", false),
        new(AdaptationItem.ShowerChair, AdaptationGroup.Bathroom, "淋浴椅", true),
        new(AdaptationItem.LowerWorktop, AdaptationGroup.Kitchen, "台面改造", false),
        new(AdaptationItem.MiddleCupboard, AdaptationGroup.Kitchen, "加设中部柜", false),
        new(AdaptationItem.SensorLight, AdaptationGroup.Surroundings, "自动感应灯", false),
        new(AdaptationItem.SocketsAndSwitches, AdaptationGroup.Surroundings, "插座、开关改造", false),
        new(AdaptationItem.CornerGuards, AdaptationGroup.Surroundings, "防撞护角和提示标识", false),
        new(AdaptationItem.FurnitureForElders, AdaptationGroup.Surroundings, "适老家具", false),
        new(AdaptationItem.Cane, AdaptationGroup.Aids, "手杖", true),
        new(AdaptationItem.WheelchairOrWalker, AdaptationGroup.Aids, "轮椅、助行器", false),
        new(AdaptationItem.Magnifier, AdaptationGroup.Aids, "放大装置", false),
        new(AdaptationItem.HearingAid, AdaptationGroup.Aids, "助听器", false),
        new(AdaptationItem.EatingAids, AdaptationGroup.Aids, "自助进食器具", false),
        new(AdaptationItem.AntiWanderingDevice, AdaptationGroup.Aids, "防走失装置", true),
        new(AdaptationItem.SafetyMonitor, AdaptationGroup.Aids, "安全监控装置", false),
    ];

    public static AdaptationItemTerms Of(AdaptationItem item) => All[(int)item - 1];

    /// <summary>The name of a part, in Chinese.</summary>
    public static string NameOf(AdaptationGroup group) => group switch
    {
        AdaptationGroup.Floor => "地面",
        AdaptationGroup.Doors => "门",
        AdaptationGroup.Bedroom => "卧室",
        AdaptationGroup.Bathroom => "如厕洗浴",
        AdaptationGroup.Kitchen => "厨房",
        AdaptationGroup.Surroundings => "物理环境",
        _ => "老年用品",
    };
}
