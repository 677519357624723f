namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>
/// Every purpose that needs somebody's consent, in this one place (a statutory duty needs none and is not here). A service
/// with sensitive data adds its own line. Whoever changes a text raises its version: consent to the old one no longer counts.
/// </summary>
public static class ConsentPurposes
{
    public static readonly ConsentPurpose ReportContact = new(
        "report-contact", 1, "办事时联系我",
        "经办人可以看我上报时留下的手机号，就那件事联系我。每次看号码都会记录。",
        "经办人不能再看您的号码：说不清的地方没人能问您，结果也没人打电话告诉您。上报过的事照常办理。",
        GivenWithTheForm: true);

    public static readonly ConsentPurpose ReportName = new(
        "report-name", 1, "把我的称呼告诉经办人",
        "经办人联系我时，可以看到我上报时留下的姓名。",
        "经办人联系您时只看到号码，不知道怎么称呼您。",
        GivenWithTheForm: true);

    /// <summary>Of a guardian on behalf of a child under 14, when the child is registered; withdrawn by removing the child.</summary>
    public static readonly ConsentPurpose ChildRecord = new(
        "child-record", 1, "保存孩子的信息",
        "作为监护人，我同意保存孩子的姓名和出生日期，用于由我代孩子办事。这是不满十四周岁未成年人的个人信息，属于敏感个人信息。",
        "孩子的信息会立即删除，您不能再在这里代孩子办事。",
        GivenWithTheForm: false);

    /// <summary>Of a guardian, with each registration for a school; about that registration.</summary>
    public static readonly ConsentPurpose SchoolEnrollment = new(
        "school-enrollment", 1, "为孩子报名入学",
        "作为监护人，我同意为这次入学报名使用孩子的姓名、身份证号码、家庭住址和我上传的材料，供报名的学校和教育部门审核、录取。这是不满十四周岁未成年人的个人信息，属于敏感个人信息。",
        "请撤回这次报名，学校不再审核；已经录取的，学位会给候补的孩子。",
        GivenWithTheForm: false);

    /// <summary>Of an elder, or of whoever may decide for them, with each request for care; about that request.</summary>
    public static readonly ConsentPurpose ElderlyCare = new(
        "elderly-care", 1, "申请养老服务",
        "老人（或监护人）同意申请，也同意经办人为此使用老人的姓名、身份证号码、住址、身体状况和上传的材料。健康状况属于敏感个人信息。",
        "请撤回这次申请，经办人不再使用这些信息；已经在享受的服务会停止。",
        GivenWithTheForm: false);

    /// <summary>Of whoever joins an insurance, or of whoever joins for them, with each enrolment; about that enrolment.</summary>
    public static readonly ConsentPurpose SocialInsurance = new(
        "social-insurance", 1, "参加社会保险",
        "参保人（或监护人）同意参保，也同意经办人为此使用姓名、身份证号码、住址、情况和上传的材料。",
        "请撤回或退出参保，经办人不再使用这些信息；缴费记录依法保留。",
        GivenWithTheForm: false);

    /// <summary>What an adult decides about on the own page.</summary>
    public static readonly IReadOnlyList<ConsentPurpose> Own = [ReportContact, ReportName];

    public static readonly IReadOnlyList<ConsentPurpose> All = [.. Own, ChildRecord, SchoolEnrollment, ElderlyCare, SocialInsurance];
}

/// <param name="Text">What is agreed to.</param>
/// <param name="IfWithdrawn">What follows from a withdrawal, said before it.</param>
/// <param name="GivenWithTheForm">Who fills in that optional field gives the consent with it; it counts until it is withdrawn.</param>
public sealed record ConsentPurpose(string Code, int Version, string Name, string Text, string IfWithdrawn, bool GivenWithTheForm);
