using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Web.TagHelpers;

namespace QingjiangpuPortal.Web.Localization;

public sealed partial class Words
{
    public string Of(CareServices service) => texts[service switch
    {
        CareServices.Meals => "助餐",
        CareServices.Bathing => "助浴",
        CareServices.Cleaning => "助洁",
        CareServices.MedicalEscort => "助医",
        CareServices.Mobility => "助行",
        CareServices.Emergency => "助急",
        CareServices.HomeAdaptation => "适老化改造",
        _ => throw Unnamed(service),
    }];

    /// <summary>What a service is, in plain words.</summary>
    public string Meaning(CareServices service) => texts[service switch
    {
        CareServices.Meals => "送餐上门，或到助餐点吃饭",
        CareServices.Bathing => "上门帮助洗澡",
        CareServices.Cleaning => "打扫房间、洗衣服",
        CareServices.MedicalEscort => "陪着去医院看病、取药",
        CareServices.Mobility => "陪着出门办事、散步",
        CareServices.Emergency => "突发情况有人上门",
        CareServices.HomeAdaptation => "装扶手、铺防滑、改卫生间",
        _ => throw Unnamed(service),
    }];

    public string Of(ElderCircumstances circumstance) => texts[circumstance switch
    {
        ElderCircumstances.LivingAlone => "独居",
        ElderCircumstances.LowIncome => "低收入家庭",
        ElderCircumstances.MinimumAllowance => "低保",
        ElderCircumstances.ExtremePoverty => "特困供养",
        ElderCircumstances.Disabled => "持证残疾人",
        ElderCircumstances.BereavedFamily => "计划生育特殊家庭",
        ElderCircumstances.Veteran => "退役军人、优抚对象",
        _ => throw Unnamed(circumstance),
    }];

    public string Of(CareApplicant applicant) => texts[applicant switch
    {
        CareApplicant.Elder => "我自己，我就是老人",
        CareApplicant.Family => "家里的老人，老人同意了",
        CareApplicant.Guardian => "我是老人的监护人",
        CareApplicant.Worker => "我是网格员或微格长，替老人申请",
        _ => throw Unnamed(applicant),
    }];

    public string Of(CareRequestStatus status) => texts[status switch
    {
        CareRequestStatus.Submitted => "待社区核实",
        CareRequestStatus.Checked => "待街道审核",
        CareRequestStatus.Reviewed => "待上门评估",
        CareRequestStatus.Assessed => "待区里审批",
        CareRequestStatus.Announced => "公示中",
        CareRequestStatus.Granted => "已通过",
        CareRequestStatus.Refused => "没有通过",
        CareRequestStatus.Withdrawn => "已撤回",
        CareRequestStatus.PapersAwaited => "待补材料",
        CareRequestStatus.Appealed => "申诉处理中",
        _ => throw Unnamed(status),
    }];

    public static StatusKind KindOf(CareRequestStatus status, bool isOverdue = false) => status switch
    {
        _ when isOverdue => StatusKind.Late,
        CareRequestStatus.Granted => StatusKind.Done,
        CareRequestStatus.Withdrawn or CareRequestStatus.Refused => StatusKind.Off,
        CareRequestStatus.PapersAwaited or CareRequestStatus.Submitted => StatusKind.Wait,
        _ => StatusKind.Go,
    };

    public string Of(CareVerb verb) => texts[verb switch
    {
        CareVerb.Submit => "提交申请",
        CareVerb.AskForPapers => "要求补材料",
        CareVerb.SupplyPapers => "补交材料",
        CareVerb.Check => "社区核实通过",
        CareVerb.Review => "街道审核通过",
        CareVerb.Assess => "完成评估",
        CareVerb.Approve => "审批通过，开始公示",
        CareVerb.Grant => "公示期满，服务开始",
        CareVerb.Refuse => "不通过",
        CareVerb.Withdraw => "撤回申请",
        CareVerb.Appeal => "申诉",
        CareVerb.Uphold => "维持原决定",
        CareVerb.Overturn => "撤销原决定",
        CareVerb.ProposeAdaptation => "提出改造方案",
        CareVerb.AgreeToAdaptation => "同意改造方案",
        CareVerb.DeclineAdaptation => "不同意改造方案",
        CareVerb.FinishAdaptation => "改造完工",
        CareVerb.ReworkAdaptation => "验收不合格，返工",
        CareVerb.AcceptAdaptation => "改造验收合格",
        CareVerb.CancelAdaptation => "取消改造",
        _ => throw Unnamed(verb),
    }];

    public string Of(AdaptationItem item) => texts[AdaptationItems.Of(item).Name];

    public string Of(AdaptationGroup group) => texts[AdaptationItems.NameOf(group)];

    public string Of(AdaptationStatus status) => texts[status switch
    {
        AdaptationStatus.Proposed => "等家里确认方案",
        AdaptationStatus.Agreed => "待施工",
        AdaptationStatus.Finished => "待验收",
        AdaptationStatus.Accepted => "验收合格",
        AdaptationStatus.Cancelled => "已取消",
        _ => throw Unnamed(status),
    }];

    public static StatusKind KindOf(AdaptationStatus status) => status switch
    {
        AdaptationStatus.Proposed => StatusKind.Wait,
        AdaptationStatus.Accepted => StatusKind.Done,
        AdaptationStatus.Cancelled => StatusKind.Off,
        _ => StatusKind.Go,
    };

    public string Of(AbilityLevel level) => texts[AbilityLevels.Of(level).Name];

    public string Of(AbilityItem item) => texts[AbilityItems.Of(item).Name];

    public string Of(AbilityGroup group) => texts[AbilityItems.NameOf(group)];

    public string Of(MentalDiagnosis diagnosis) => texts[diagnosis switch
    {
        MentalDiagnosis.None => "没有",
        MentalDiagnosis.Dementia => "确诊痴呆",
        MentalDiagnosis.OtherDisorder => "确诊其他精神障碍",
        _ => throw Unnamed(diagnosis),
    }];

    /// <summary>How a step led to the level.</summary>
    public string Of(AbilityStep step, int total) => step.Kind switch
    {
        AbilityStepKind.Total => texts["得分 {0}，按分数是{1}", total, Of(step.Level)],
        AbilityStepKind.Coma => texts["处于昏迷，直接定为{0}", Of(step.Level)],
        _ when !step.Changed => texts["{0}，等级已不再加重", texts[step.Kind == AbilityStepKind.Diagnosis ? "有精神类诊断" : "30 天内有两次以上照护风险事件"]],
        AbilityStepKind.Diagnosis => texts["有精神类诊断，加重一级，为{0}", Of(step.Level)],
        _ => texts["30 天内有两次以上照护风险事件，加重一级，为{0}", Of(step.Level)],
    };

    public string Of(ServiceOrderStatus status) => texts[status switch
    {
        ServiceOrderStatus.Offered => "待接单",
        ServiceOrderStatus.Accepted => "待上门",
        ServiceOrderStatus.CheckedIn => "服务中",
        ServiceOrderStatus.CheckedOut => "已完成",
        ServiceOrderStatus.Cancelled => "已取消",
        _ => throw Unnamed(status),
    }];

    public static StatusKind KindOf(ServiceOrderStatus status) => status switch
    {
        ServiceOrderStatus.Offered => StatusKind.Wait,
        ServiceOrderStatus.Accepted or ServiceOrderStatus.CheckedIn => StatusKind.Go,
        ServiceOrderStatus.CheckedOut => StatusKind.Done,
        _ => StatusKind.Off,
    };
}
