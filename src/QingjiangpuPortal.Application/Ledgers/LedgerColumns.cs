using System.Collections.Frozen;
using QingjiangpuPortal.Domain.Ledgers;

namespace QingjiangpuPortal.Application.Ledgers;

/// <summary>The columns of a file for the register, by the headings that stand in it. Only who it is must be there; an empty cell says nothing.</summary>
public static class LedgerColumns
{
    public const string Name = "姓名";
    public const string IdNumber = "身份证号";
    public const string Phone = "手机号";
    public const string HukouPlace = "户籍地编码";
    public const string Household = "户号";
    public const string Relation = "与户主关系";
    public const string HukouSince = "迁入日期";
    public const string Standing = "人员状态";
    public const string StandingSince = "状态日期";
    public const string MicroGrid = "微网格编码";
    public const string Address = "住址";
    public const string Tie = "住房关系";
    public const string HomeSince = "住房起始日期";
    public const string HomeUntil = "住房截止日期";
    public const string Certificate = "不动产权证号";

    /// <summary>What a refused row is given back with; left out of account when it comes again.</summary>
    public const string Reason = "原因";

    /// <summary>是 or 否.</summary>
    public static readonly FrozenDictionary<string, LedgerFactKind> Facts = new Dictionary<string, LedgerFactKind>(StringComparer.Ordinal)
    {
        ["现役军人"] = LedgerFactKind.Military,
        ["在校学生"] = LedgerFactKind.Student,
        ["外地参保"] = LedgerFactKind.InsuredElsewhere,
        ["退休"] = LedgerFactKind.Retired,
        ["独居"] = LedgerFactKind.LivingAlone,
        ["低保"] = LedgerFactKind.Dibao,
        ["特困"] = LedgerFactKind.ExtremePoverty,
        ["低收入"] = LedgerFactKind.LowIncome,
        ["残疾"] = LedgerFactKind.Disabled,
        ["计生特殊家庭"] = LedgerFactKind.SpecialFamilyPlanning,
        ["退役军人"] = LedgerFactKind.Veteran,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly IReadOnlyList<string> Required = [Name, IdNumber];

    /// <summary>In the order of the file that is offered to be filled in.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        Name, IdNumber, Phone, HukouPlace, Household, Relation, HukouSince, Standing, StandingSince, MicroGrid, Address, Tie, HomeSince, HomeUntil, Certificate,
        .. Facts.OrderBy(fact => fact.Value).Select(fact => fact.Key),
    ];

    /// <summary>Too long for the 15 digits that a spreadsheet's number keeps.</summary>
    public static readonly FrozenSet<string> MustBeText = FrozenSet.Create(StringComparer.Ordinal, IdNumber, HukouPlace, Household, MicroGrid, Certificate);

    internal static readonly FrozenDictionary<string, HouseholdRelation> Relations = new Dictionary<string, HouseholdRelation>(StringComparer.Ordinal)
    {
        ["户主"] = HouseholdRelation.Head,
        ["本人"] = HouseholdRelation.Head,
        ["配偶"] = HouseholdRelation.Spouse,
        ["子"] = HouseholdRelation.Son,
        ["女"] = HouseholdRelation.Daughter,
        ["孙子女"] = HouseholdRelation.Grandchild,
        ["父母"] = HouseholdRelation.Parent,
        ["祖父母"] = HouseholdRelation.Grandparent,
        ["兄弟姐妹"] = HouseholdRelation.Sibling,
        ["其他"] = HouseholdRelation.Other,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal static readonly FrozenDictionary<string, LedgerStanding> Standings = new Dictionary<string, LedgerStanding>(StringComparer.Ordinal)
    {
        ["在册"] = LedgerStanding.Present,
        ["迁出"] = LedgerStanding.MovedOut,
        ["死亡"] = LedgerStanding.Dead,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal static readonly FrozenDictionary<string, DwellingTieKind[]> Ties = new Dictionary<string, DwellingTieKind[]>(StringComparer.Ordinal)
    {
        ["自有自住"] = [DwellingTieKind.Lives, DwellingTieKind.Owns],
        ["自有不住"] = [DwellingTieKind.Owns],
        ["租住"] = [DwellingTieKind.Lives, DwellingTieKind.Rents],
        ["居住"] = [DwellingTieKind.Lives],
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
