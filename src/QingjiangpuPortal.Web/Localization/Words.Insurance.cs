using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Web.TagHelpers;

namespace QingjiangpuPortal.Web.Localization;

/// <summary>The words of social insurance.</summary>
public sealed partial class Words
{
    public string Of(InsuranceScheme scheme) => texts[scheme switch
    {
        InsuranceScheme.ResidentsPension => "城乡居民养老保险",
        InsuranceScheme.FlexiblePension => "灵活就业养老保险",
        InsuranceScheme.ResidentsMedical => "城乡居民医疗保险",
        _ => throw Unnamed(scheme),
    }];

    public string Meaning(InsuranceScheme scheme) => texts[scheme switch
    {
        InsuranceScheme.ResidentsPension => "没有单位的居民，一年缴一次，60 岁起按月领养老金",
        InsuranceScheme.FlexiblePension => "自己做事、打零工的人，按月缴，和职工一样领养老金",
        InsuranceScheme.ResidentsMedical => "没有职工医保的居民和孩子，一年缴一次，看病报销",
        _ => throw Unnamed(scheme),
    }];

    public string Of(InsuranceApplicant applicant) => texts[applicant switch
    {
        InsuranceApplicant.Myself => "我自己",
        InsuranceApplicant.Family => "家里人，本人同意了",
        InsuranceApplicant.Guardian => "我是孩子（或被监护人）的监护人",
        _ => throw Unnamed(applicant),
    }];

    public string Of(InsuranceStatus status) => texts[status switch
    {
        InsuranceStatus.Submitted => "待社区核实",
        InsuranceStatus.Checked => "待街道审核",
        InsuranceStatus.Active => "参保中",
        InsuranceStatus.Refused => "没有通过",
        InsuranceStatus.Withdrawn => "已撤回",
        InsuranceStatus.PapersAwaited => "待补材料",
        InsuranceStatus.Appealed => "申诉处理中",
        InsuranceStatus.Ended => "已停保",
        _ => throw Unnamed(status),
    }];

    public static StatusKind KindOf(InsuranceStatus status, bool isOverdue = false) => status switch
    {
        _ when isOverdue => StatusKind.Late,
        InsuranceStatus.Active => StatusKind.Done,
        InsuranceStatus.Refused or InsuranceStatus.Withdrawn or InsuranceStatus.Ended => StatusKind.Off,
        InsuranceStatus.PapersAwaited or InsuranceStatus.Submitted => StatusKind.Wait,
        _ => StatusKind.Go,
    };

    public string Of(InsuranceVerb verb) => texts[verb switch
    {
        InsuranceVerb.Submit => "提交申请",
        InsuranceVerb.AskForPapers => "要求补材料",
        InsuranceVerb.SupplyPapers => "补交材料",
        InsuranceVerb.Check => "社区核实通过",
        InsuranceVerb.Activate => "登记参保",
        InsuranceVerb.Refuse => "不通过",
        InsuranceVerb.Withdraw => "撤回申请",
        InsuranceVerb.Appeal => "申诉",
        InsuranceVerb.Uphold => "维持原决定",
        InsuranceVerb.Overturn => "撤销原决定",
        InsuranceVerb.End => "停保",
        InsuranceVerb.Leave => "申请停保",
        InsuranceVerb.Keep => "不停保了",
        _ => throw Unnamed(verb),
    }];

    public string Of(InsuredCircumstances circumstance) => texts[circumstance switch
    {
        InsuredCircumstances.HukouHere => "户籍在清江浦区",
        InsuredCircumstances.PermitHere => "有清江浦区的居住证",
        InsuredCircumstances.Student => "在校学生",
        InsuredCircumstances.WithEmployer => "单位在给缴职工社保",
        InsuredCircumstances.DrawsPension => "已经在领养老金",
        InsuredCircumstances.MinimumAllowance => "低保",
        InsuredCircumstances.ExtremePoverty => "特困",
        InsuredCircumstances.SeverelyDisabled => "重度残疾",
        _ => throw Unnamed(circumstance),
    }];

    /// <summary>The sentence of a condition, met or not.</summary>
    public string Of(JoinCondition condition) => (condition.Kind, condition.IsMet) switch
    {
        (JoinConditionKind.Age, true) => texts["满 {0} 周岁", condition.Figures[0]],
        (JoinConditionKind.Age, false) => texts["要满 {0} 周岁，现在是 {1} 周岁", condition.Figures[0], condition.Figures[1]],
        (JoinConditionKind.NotStudent, true) => texts["不是在校学生"],
        (JoinConditionKind.NotStudent, false) => texts["在校学生先不用参加养老保险，毕业后再办"],
        (JoinConditionKind.NoOtherPension, true) => texts["没有参加别的养老保险"],
        (JoinConditionKind.NoOtherPension, false) => texts["已经参加了别的养老保险，同一时间只能参加一种；要换的话先停保"],
        (JoinConditionKind.DrawsNoPension, true) => texts["没有在领养老金"],
        (JoinConditionKind.DrawsNoPension, false) => texts["已经在领养老金，不用再参加"],
        (JoinConditionKind.HukouHere, true) => texts["户籍在清江浦区"],
        (JoinConditionKind.HukouHere, false) => texts["要在户籍所在地参加；户籍不在清江浦区的，请在户籍地办"],
        (JoinConditionKind.LivesHere, true) => texts["户籍在清江浦区，或有这里的居住证"],
        (JoinConditionKind.LivesHere, false) => texts["要有清江浦区的户籍或居住证"],
        (JoinConditionKind.BeforeRetirement, true) => texts["还没有到法定退休年龄（{0}）", MonthOf(condition.Figures[0])],
        (JoinConditionKind.BeforeRetirement, false) => texts["法定退休年龄是 {0}，已经过了，不能再参加", MonthOf(condition.Figures[0])],
        (JoinConditionKind.NoEmployersMedical, true) => texts["没有职工医保"],
        (JoinConditionKind.NoEmployersMedical, false) => texts["单位已经缴了职工医保，不用再参加"],
        (JoinConditionKind.Window, true) => texts["现在可以参保缴费"],
        (JoinConditionKind.Window, false) => texts["集中参保是每年 {0} 到 {1}；新生儿出生 {2} 天内、低保特困和重度残疾人随时可以", DayOf(condition.Figures[0]), DayOf(condition.Figures[1]), condition.Figures[2]],
        (JoinConditionKind.NotInScheme, true) => texts["还没有参加这一种"],
        _ => texts["已经参加了这一种，或者申请正在办"],
    };

    public string Of(BillState state, bool isOverdue = false) => texts[state switch
    {
        BillState.Open => isOverdue ? "已过期限" : "待缴费",
        BillState.Paid => "已缴费",
        BillState.Cancelled => "已取消",
        _ => throw Unnamed(state),
    }];

    public static StatusKind KindOf(BillState state, bool isOverdue = false) => state switch
    {
        BillState.Open => isOverdue ? StatusKind.Late : StatusKind.Wait,
        BillState.Paid => StatusKind.Done,
        _ => StatusKind.Off,
    };

    public string Of(PostingKind kind) => texts[kind switch
    {
        PostingKind.Contribution => "个人缴费，计入个人账户",
        PostingKind.Pooled => "缴费计入统筹基金",
        PostingKind.Subsidy => "政府补贴",
        PostingKind.Surplus => "重复缴费，待退款",
        PostingKind.Refund => "退款",
        _ => throw Unnamed(kind),
    }];

    public string Of(CoverageOutcome outcome) => texts[outcome switch
    {
        CoverageOutcome.Enrolled => "已参保或正在办",
        CoverageOutcome.Refused => "不愿参保",
        CoverageOutcome.InsuredElsewhere => "已在别处参保",
        CoverageOutcome.Unreachable => "联系不上",
        _ => throw Unnamed(outcome),
    }];

    public string Of(ServiceItems item) => texts[item switch
    {
        ServiceItems.Enrollment => "参保登记",
        ServiceItems.Payment => "缴费",
        ServiceItems.Statements => "查询打印",
        ServiceItems.PensionProof => "养老资格认证",
        ServiceItems.Reimbursement => "医保报销",
        ServiceItems.TreatmentElsewhere => "异地就医备案",
        _ => throw Unnamed(item),
    }];

    public string Of(RetirementKind kind) => texts[kind switch
    {
        RetirementKind.Man => "男职工",
        RetirementKind.WomanFormerly55 => "女干部、女灵活就业人员（原 55 岁）",
        RetirementKind.WomanFormerly50 => "女工人（原 50 岁）",
        _ => throw Unnamed(kind),
    }];

    /// <summary>2038 年 4 月</summary>
    public string MonthOf(object day) => day is DateOnly month ? texts["{0} 年 {1} 月", month.Year, month.Month] : "";

    /// <summary>The days that a bill is for: 2026 年, 2026 年 12 月.</summary>
    public string PeriodOf(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber > 31 ? texts["{0} 年度", from.Year] : MonthOf(from);

    public string Fen(long fen) => Money(fen / 100m);

    /// <summary>What was chosen: 每年 1,000 元, 缴费基数 60 %.</summary>
    public string TierOf(InsuranceScheme scheme, long tier) => scheme switch
    {
        InsuranceScheme.ResidentsPension => texts["每年 {0}", Fen(tier)],
        InsuranceScheme.FlexiblePension => texts["缴费基数 {0}%", tier],
        _ => texts["统一标准"],
    };

    private string DayOf(object day) => day is DateOnly date ? texts["{0} 月 {1} 日", date.Month, date.Day] : "";
}
