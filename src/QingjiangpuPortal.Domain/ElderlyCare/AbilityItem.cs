using System.Collections.Frozen;

namespace QingjiangpuPortal.Domain.ElderlyCare;

/// <summary>The four parts of an ability assessment.</summary>
public enum AbilityGroup
{
    SelfCare = 1,
    BasicMovement = 2,
    MentalState = 3,
    SensesAndParticipation = 4,
}

/// <summary>The 26 items of GB/T 42195-2022, numbered in the order of its form.</summary>
public enum AbilityItem
{
    Eating = 1,
    Grooming = 2,
    Bathing = 3,
    DressingUpperBody = 4,
    DressingLowerBody = 5,
    UrinationControl = 6,
    DefecationControl = 7,
    Toileting = 8,
    TransferInBed = 9,
    TransferBedToChair = 10,
    Walking = 11,
    Stairs = 12,
    OrientationInTime = 13,
    OrientationInSpace = 14,
    OrientationToPersons = 15,
    Memory = 16,
    Comprehension = 17,
    Expression = 18,
    AggressiveBehaviour = 19,
    DepressiveSymptoms = 20,
    Consciousness = 21,
    Vision = 22,
    Hearing = 23,
    DailyAffairs = 24,
    UsingTransport = 25,
    SocialContact = 26,
}

/// <param name="Name">In Chinese, and so the key of its texts.</param>
/// <param name="Max">The best score in points; the worst is 0.</param>
public sealed record AbilityItemTerms(AbilityItem Item, AbilityGroup Group, string Name, int Max);

/// <summary>Names, groups and best scores of the items (GB/T 42195-2022); 90 points in all.</summary>
public static class AbilityItems
{
    /// <summary>In the order of the form.</summary>
    public static readonly IReadOnlyList<AbilityItemTerms> All =
    [
        new(AbilityItem.Eating, AbilityGroup.SelfCare, "进食", 4),
        new(AbilityItem.Grooming, AbilityGroup.SelfCare, "修饰", 4),
        new(AbilityItem.Bathing, AbilityGroup.SelfCare, "洗澡", 4),
        new(AbilityItem.DressingUpperBody, AbilityGroup.SelfCare, "穿/脱上衣", 4),
        new(AbilityItem.DressingLowerBody, AbilityGroup.SelfCare, "穿/脱裤子和鞋袜", 4),
        new(AbilityItem.UrinationControl, AbilityGroup.SelfCare, "小便控制", 4),
        new(AbilityItem.DefecationControl, AbilityGroup.SelfCare, "大便控制", 4),
        new(AbilityItem.Toileting, AbilityGroup.SelfCare, "如厕", 4),
        new(AbilityItem.TransferInBed, AbilityGroup.BasicMovement, "床上体位转移", 4),
        new(AbilityItem.TransferBedToChair, AbilityGroup.BasicMovement, "床椅转移", 4),
        new(AbilityItem.Walking, AbilityGroup.BasicMovement, "平地行走", 4),
        new(AbilityItem.Stairs, AbilityGroup.BasicMovement, "上下楼梯", 3),
        new(AbilityItem.OrientationInTime, AbilityGroup.MentalState, "时间定向", 4),
        new(AbilityItem.OrientationInSpace, AbilityGroup.MentalState, "空间定向", 4),
        new(AbilityItem.OrientationToPersons, AbilityGroup.MentalState, "人物定向", 4),
        new(AbilityItem.Memory, AbilityGroup.MentalState, "记忆", 4),
        new(AbilityItem.Comprehension, AbilityGroup.MentalState, "理解能力", 4),
        new(AbilityItem.Expression, AbilityGroup.MentalState, "表达能力", 4),
        new(AbilityItem.AggressiveBehaviour, AbilityGroup.MentalState, "攻击行为", 1),
        new(AbilityItem.DepressiveSymptoms, AbilityGroup.MentalState, "抑郁症状", 1),
        new(AbilityItem.Consciousness, AbilityGroup.MentalState, "意识水平", 2),
        new(AbilityItem.Vision, AbilityGroup.SensesAndParticipation, "视力", 2),
        new(AbilityItem.Hearing, AbilityGroup.SensesAndParticipation, "听力", 2),
        new(AbilityItem.DailyAffairs, AbilityGroup.SensesAndParticipation, "执行日常事务", 4),
        new(AbilityItem.UsingTransport, AbilityGroup.SensesAndParticipation, "使用交通工具外出", 3),
        new(AbilityItem.SocialContact, AbilityGroup.SensesAndParticipation, "社会交往能力", 4),
    ];

    private static readonly FrozenDictionary<AbilityGroup, string> GroupNames = new Dictionary<AbilityGroup, string>
    {
        [AbilityGroup.SelfCare] = "自理能力",
        [AbilityGroup.BasicMovement] = "基础运动能力",
        [AbilityGroup.MentalState] = "精神状态",
        [AbilityGroup.SensesAndParticipation] = "感知觉与社会参与",
    }.ToFrozenDictionary();

    public static AbilityItemTerms Of(AbilityItem item) => All[(int)item - 1];

    /// <summary>In Chinese, and so the key of its texts.</summary>
    public static string NameOf(AbilityGroup group) => GroupNames[group];

    /// <summary>The best sum of a group, in points: 32, 15, 28 and 15.</summary>
    public static int MaxOf(AbilityGroup group) => All.Where(terms => terms.Group == group).Sum(terms => terms.Max);
}
