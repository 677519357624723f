namespace QingjiangpuPortal.Domain.ElderlyCare;

/// <summary>What can be asked for: six services that the government buys, and the adaptation of a home. Stored as bits.</summary>
[Flags]
public enum CareServices
{
    None = 0,

    /// <summary>助餐</summary>
    Meals = 1,

    /// <summary>助浴</summary>
    Bathing = 2,

    /// <summary>助洁</summary>
    Cleaning = 4,

    /// <summary>助医</summary>
    MedicalEscort = 8,

    /// <summary>助行</summary>
    Mobility = 16,

    /// <summary>助急</summary>
    Emergency = 32,

    /// <summary>适老化改造</summary>
    HomeAdaptation = 64,
}

/// <summary>What an elder's entitlement rests on beside age and ability. Stored as bits.</summary>
[Flags]
public enum ElderCircumstances
{
    None = 0,

    /// <summary>独居</summary>
    LivingAlone = 1,

    /// <summary>低收入家庭</summary>
    LowIncome = 2,

    /// <summary>最低生活保障 (低保)</summary>
    MinimumAllowance = 4,

    /// <summary>特困供养</summary>
    ExtremePoverty = 8,

    /// <summary>持证残疾人</summary>
    Disabled = 16,

    /// <summary>计划生育特殊家庭</summary>
    BereavedFamily = 32,

    /// <summary>退役军人、优抚对象</summary>
    Veteran = 64,
}

/// <summary>Who asks. Stored as a number.</summary>
public enum CareApplicant
{
    /// <summary>本人</summary>
    Elder = 1,

    /// <summary>家属, with the elder's consent.</summary>
    Family = 2,

    /// <summary>监护人 of an elder who cannot act.</summary>
    Guardian = 3,

    /// <summary>A grid worker or micro-grid leader on the elder's behalf and with their consent.</summary>
    Worker = 4,
}

/// <summary>Where a request stands: each open status is called by what was done last. Stored as a number: values are never reused.</summary>
public enum CareRequestStatus
{
    /// <summary>待核实: the community has to check it.</summary>
    Submitted = 1,

    /// <summary>待审核: the street has to review it.</summary>
    Checked = 2,

    /// <summary>待评估: two assessors have to go to the home.</summary>
    Reviewed = 3,

    /// <summary>待审批: the district has to decide.</summary>
    Assessed = 4,

    /// <summary>公示中: approved, and announced until a day.</summary>
    Announced = 5,

    /// <summary>已通过: there is a plan.</summary>
    Granted = 6,

    /// <summary>不通过, with the reason.</summary>
    Refused = 7,

    /// <summary>已撤回 by whoever asked.</summary>
    Withdrawn = 8,

    /// <summary>待补材料: whoever asked has to bring what is missing; then it goes on where it was.</summary>
    PapersAwaited = 9,

    /// <summary>申诉中: refused, and a person one level up looks at it again.</summary>
    Appealed = 10,
}

/// <summary>What is done to a request. Stored as a number: values are never reused.</summary>
public enum CareVerb
{
    Submit = 1,

    /// <summary>要求补正</summary>
    AskForPapers = 2,

    /// <summary>补交材料</summary>
    SupplyPapers = 3,

    /// <summary>社区核实通过</summary>
    Check = 4,

    /// <summary>街道审核通过</summary>
    Review = 5,

    /// <summary>完成评估: the second assessor agreed.</summary>
    Assess = 6,

    /// <summary>区审批通过, and the notice begins.</summary>
    Approve = 7,

    /// <summary>公示期满, the plan begins.</summary>
    Grant = 8,
    Refuse = 9,
    Withdraw = 10,

    /// <summary>申诉</summary>
    Appeal = 11,

    /// <summary>维持原决定</summary>
    Uphold = 12,

    /// <summary>撤销原决定: it goes on where it was refused.</summary>
    Overturn = 13,

    /// <summary>提出改造方案: of a granted request, as all that follow; they move the adaptation, the request stays granted.</summary>
    ProposeAdaptation = 20,

    /// <summary>同意改造方案</summary>
    AgreeToAdaptation = 21,

    /// <summary>不同意改造方案</summary>
    DeclineAdaptation = 22,

    /// <summary>完成施工</summary>
    FinishAdaptation = 23,

    /// <summary>验收不合格，返工</summary>
    ReworkAdaptation = 24,

    /// <summary>验收合格</summary>
    AcceptAdaptation = 25,

    /// <summary>取消改造</summary>
    CancelAdaptation = 26,
}

public static class CareVerbs
{
    /// <summary>What only whoever asked does, by no post.</summary>
    public static bool IsApplicants(this CareVerb verb) => verb is CareVerb.Submit or CareVerb.SupplyPapers or CareVerb.Withdraw or CareVerb.Appeal
        or CareVerb.AgreeToAdaptation or CareVerb.DeclineAdaptation;
}

/// <summary>What somebody is to a request; several at once are possible.</summary>
[Flags]
public enum CareRoles
{
    None = 0,

    /// <summary>Whoever sent it, or the elder.</summary>
    Applicant = 1,

    /// <summary>Officer of the community where the elder lives.</summary>
    Community = 2,
    Street = 4,
    District = 8,
    System = 16,
}
