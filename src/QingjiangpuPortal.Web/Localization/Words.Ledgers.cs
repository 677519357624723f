using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Web.TagHelpers;

namespace QingjiangpuPortal.Web.Localization;

/// <summary>The words of the population register.</summary>
public sealed partial class Words
{
    public string Of(Sex sex) => texts[sex switch
    {
        Sex.Male => "男",
        Sex.Female => "女",
        _ => throw Unnamed(sex),
    }];

    public string Of(LedgerFactKind kind) => texts[kind switch
    {
        LedgerFactKind.Standing => "人员状态",
        LedgerFactKind.HukouPlace => "户籍地",
        LedgerFactKind.Phone => "手机号",
        LedgerFactKind.Military => "现役军人",
        LedgerFactKind.Student => "在校学生",
        LedgerFactKind.InsuredElsewhere => "外地参保",
        LedgerFactKind.Retired => "退休",
        LedgerFactKind.LivingAlone => "独居",
        LedgerFactKind.Dibao => "低保",
        LedgerFactKind.ExtremePoverty => "特困",
        LedgerFactKind.LowIncome => "低收入",
        LedgerFactKind.Disabled => "残疾",
        LedgerFactKind.SpecialFamilyPlanning => "计生特殊家庭",
        LedgerFactKind.Veteran => "退役军人",
        _ => throw Unnamed(kind),
    }];

    /// <summary>What a fact says: yes or no, a standing, or what people wrote.</summary>
    public string Of(LedgerFactKind kind, bool? holds, string? value) =>
        holds is { } yes ? texts[yes ? "是" : "否"] : kind == LedgerFactKind.Standing ? Of(Enum.Parse<LedgerStanding>(value!)) : value!;

    public string Of(LedgerStanding standing) => texts[standing switch
    {
        LedgerStanding.Present => "在册",
        LedgerStanding.MovedOut => "迁出",
        LedgerStanding.Dead => "死亡",
        _ => throw Unnamed(standing),
    }];

    public static StatusKind KindOf(LedgerStanding standing) => standing == LedgerStanding.Present ? StatusKind.Done : StatusKind.Off;

    public string Of(LedgerSource source) => texts[source switch
    {
        LedgerSource.PoliceHukou => "公安户籍",
        LedgerSource.CivilAffairs => "民政",
        LedgerSource.DisabledFederation => "残联",
        LedgerSource.Education => "教育",
        LedgerSource.HumanResources => "人社",
        LedgerSource.MedicalInsurance => "医保",
        LedgerSource.VeteransAffairs => "退役军人事务",
        LedgerSource.RealEstateRegistry => "不动产登记",
        LedgerSource.Health => "卫健",
        LedgerSource.Community => "社区登记",
        LedgerSource.Visit => "走访",
        LedgerSource.PaperShown => "本人出示材料",
        _ => throw Unnamed(source),
    }];

    public string Of(HouseholdRelation relation) => texts[relation switch
    {
        HouseholdRelation.Head => "户主",
        HouseholdRelation.Spouse => "配偶",
        HouseholdRelation.Son => "子",
        HouseholdRelation.Daughter => "女儿",
        HouseholdRelation.Grandchild => "孙子女",
        HouseholdRelation.Parent => "父母",
        HouseholdRelation.Grandparent => "祖父母",
        HouseholdRelation.Sibling => "兄弟姐妹",
        HouseholdRelation.Other => "其他亲属",
        _ => throw Unnamed(relation),
    }];

    public string Of(DwellingTieKind tie) => texts[tie switch
    {
        DwellingTieKind.Lives => "居住",
        DwellingTieKind.Owns => "产权人",
        DwellingTieKind.Rents => "承租人",
        _ => throw Unnamed(tie),
    }];

    /// <summary>As what an account is linked to a person of the register.</summary>
    public string Of(LedgerLinkKind kind) => texts[kind switch
    {
        LedgerLinkKind.Self => "本人",
        LedgerLinkKind.Guardian => "监护人",
        LedgerLinkKind.Family => "家属",
        _ => throw Unnamed(kind),
    }];

    /// <summary>A place that is none of the district's, by its code.</summary>
    public string OfElsewhere(string code) => texts["区外（{0}）", code];
}
