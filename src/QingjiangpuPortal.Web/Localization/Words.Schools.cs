using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SchoolEnrollment;
using QingjiangpuPortal.Web.TagHelpers;

namespace QingjiangpuPortal.Web.Localization;

public sealed partial class Words
{
    public string Of(SchoolStage stage) => texts[stage switch
    {
        SchoolStage.Kindergarten => "幼儿园",
        SchoolStage.Primary => "小学",
        SchoolStage.JuniorMiddle => "初中",
        SchoolStage.Nursery => "托育",
        _ => throw Unnamed(stage),
    }];

    /// <summary>2027 年小学招生</summary>
    public string OfRound(SchoolStage stage, int year) => texts["{0} 年{1}招生", year, Of(stage)];

    public string Of(RoundStatus status) => texts[status switch
    {
        RoundStatus.Planned => "准备中",
        RoundStatus.Announced => "已公告",
        RoundStatus.Registering => "正在报名",
        RoundStatus.Checking => "审核材料",
        RoundStatus.Placing => "正在录取",
        RoundStatus.Confirming => "已公布，等确认",
        RoundStatus.Closed => "已结束",
        _ => throw Unnamed(status),
    }];

    public static StatusKind KindOf(RoundStatus status) => status switch
    {
        RoundStatus.Announced or RoundStatus.Planned => StatusKind.Wait,
        RoundStatus.Closed => StatusKind.Off,
        _ => StatusKind.Go,
    };

    public string Of(ApplicationStatus status) => texts[status switch
    {
        ApplicationStatus.Submitted => "待审核",
        ApplicationStatus.PapersAsked => "待补材料",
        ApplicationStatus.Verified => "审核通过",
        ApplicationStatus.Refused => "审核不通过",
        ApplicationStatus.Withdrawn => "已撤回",
        ApplicationStatus.Placed => "已录取，待确认",
        ApplicationStatus.Confirmed => "已确认入学",
        ApplicationStatus.Declined => "已放弃学位",
        ApplicationStatus.Waiting => "候补中",
        _ => throw Unnamed(status),
    }];

    public static StatusKind KindOf(ApplicationStatus status) => status switch
    {
        ApplicationStatus.Submitted or ApplicationStatus.PapersAsked or ApplicationStatus.Waiting => StatusKind.Wait,
        ApplicationStatus.Verified or ApplicationStatus.Placed => StatusKind.Go,
        ApplicationStatus.Confirmed => StatusKind.Done,
        _ => StatusKind.Off,
    };

    public string Of(ApplicationVerb verb) => texts[verb switch
    {
        ApplicationVerb.Submit => "提交报名",
        ApplicationVerb.Verify => "审核通过",
        ApplicationVerb.AskForPapers => "要求补材料",
        ApplicationVerb.AddPapers => "补了材料",
        ApplicationVerb.Refuse => "审核不通过",
        ApplicationVerb.Withdraw => "撤回",
        ApplicationVerb.Place => "录取",
        ApplicationVerb.PutOnWaitingList => "进入候补",
        ApplicationVerb.Confirm => "确认入学",
        ApplicationVerb.Decline => "放弃学位",
        ApplicationVerb.Expire => "到期没有确认",
        ApplicationVerb.Appeal => "申请复核",
        ApplicationVerb.GrantAppeal => "复核成立，重新审核",
        ApplicationVerb.GrantPlace => "复核成立，给学位",
        ApplicationVerb.Correct => "按材料更正",
        ApplicationVerb.UpholdDecision => "复核维持原结果",
        _ => throw Unnamed(verb),
    }];

    /// <summary>户口迁入日 2018-03-01 → 2019-03-01</summary>
    /// <param name="changes">As a line of the history keeps them.</param>
    public string Of(string[] changes) => CorrectionWords.Of(changes.Select(FactChange.Read), inEnglish: !PortalCultures.IsChinese);

    public string Of(AdmissionCategory category) => texts[category switch
    {
        AdmissionCategory.HukouAndParentsHome => "户口和父母房产一致",
        AdmissionCategory.HukouAndGrandparentsHome => "户口和祖辈房产一致",
        AdmissionCategory.HukouOnly => "只有户口",
        AdmissionCategory.HomeOnly => "只有父母房产",
        AdmissionCategory.RegisteredLease => "登记备案的租房",
        AdmissionCategory.MigrantWorkers => "进城务工人员随迁子女",
        _ => throw Unnamed(category),
    }];

    public string Of(TieRule tie) => texts[tie switch
    {
        TieRule.PropertyDay => "房产登记早的在前",
        TieRule.HukouDay => "户口迁入早的在前",
        TieRule.Lottery => "摇号号码小的在前",
        _ => throw Unnamed(tie),
    }];

    public string Of(HomeKind home) => texts[home switch
    {
        HomeKind.Parents => "父母的房",
        HomeKind.Grandparents => "祖父母或外祖父母的房",
        HomeKind.Rented => "租的房",
        HomeKind.Other => "都不是",
        _ => throw Unnamed(home),
    }];

    public string Of(ApplicationQueue queue) => texts[queue switch
    {
        ApplicationQueue.ToCheck => "待审核",
        ApplicationQueue.PapersAsked => "待补材料",
        ApplicationQueue.Appeals => "复核申请",
        ApplicationQueue.Verified => "审核通过",
        ApplicationQueue.Refused => "审核不通过",
        ApplicationQueue.Results => "录取结果",
        _ => throw Unnamed(queue),
    }];

    /// <summary>The question of a step, as its page's heading.</summary>
    public string Of(EnrollmentStep step) => texts[step switch
    {
        EnrollmentStep.Child => "给哪个孩子报名？",
        EnrollmentStep.Guardian => "您是孩子的什么人？",
        EnrollmentStep.Home => "孩子住在哪里？",
        EnrollmentStep.Hukou => "孩子的户口在这个地址吗？",
        EnrollmentStep.House => "住的是谁的房子？",
        EnrollmentStep.Permit => "父母有这里的居住证吗？",
        EnrollmentStep.Schools => "想上哪所学校？",
        EnrollmentStep.Papers => "上传材料",
        EnrollmentStep.Check => "核对您的回答",
        _ => throw Unnamed(step),
    }];

    /// <summary>A catchment in words: a whole community by its name, of a divided one its parts, a primary school by its own.</summary>
    /// <param name="primaries">The names of the primary schools among the areas, by code.</param>
    public IReadOnlyList<string> CatchmentIn(PlaceMap map, IEnumerable<string> areas, IReadOnlyDictionary<string, string> primaries) =>
    [
        .. areas.GroupBy(area => OrgCode.AncestorAt(area, OrgLevel.Community) ?? area).Select(community =>
            primaries.TryGetValue(community.Key, out var primary) ? GraduatesOf(primary)
            : CatchmentOf(AreaName.Display(map.PathOf(community.Key)), community.Contains(community.Key) ? [] : [.. community.Select(area => map.Find(area)?.Name ?? area)])),
    ];

    public string GraduatesOf(string primarySchool) => texts["{0}的毕业生", primarySchool];

    public string ListSeparator => texts["、"];

    public string CatchmentOf(string community, bool isPart) => isPart ? texts["{0}的一部分", community] : community;

    /// <param name="parts">The parts of a community that is divided; none where all of it belongs.</param>
    public string CatchmentOf(string community, IReadOnlyList<string> parts) =>
        parts.Count == 0 ? community : texts["{0}的一部分：{1}", community, string.Join(texts["、"], parts)];
}
