namespace QingjiangpuPortal.Domain.SocialInsurance;

/// <summary>What can be joined here. Stored as a number: values are never reused.</summary>
public enum InsuranceScheme
{
    /// <summary>城乡居民基本养老保险</summary>
    ResidentsPension = 1,

    /// <summary>灵活就业人员参加企业职工基本养老保险</summary>
    FlexiblePension = 2,

    /// <summary>城乡居民基本医疗保险</summary>
    ResidentsMedical = 3,
}

public static class InsuranceSchemes
{
    public static bool IsPension(this InsuranceScheme scheme) => scheme != InsuranceScheme.ResidentsMedical;
}

/// <summary>What the rules ask about somebody beside age and sex. Stored as bits.</summary>
[Flags]
public enum InsuredCircumstances
{
    None = 0,

    /// <summary>户籍在本区</summary>
    HukouHere = 1,

    /// <summary>持本区居住证</summary>
    PermitHere = 2,

    /// <summary>在校学生</summary>
    Student = 4,

    /// <summary>单位已为其缴纳职工社保</summary>
    WithEmployer = 8,

    /// <summary>已领取养老金</summary>
    DrawsPension = 16,

    /// <summary>最低生活保障 (低保)</summary>
    MinimumAllowance = 32,

    /// <summary>特困供养</summary>
    ExtremePoverty = 64,

    /// <summary>重度残疾</summary>
    SeverelyDisabled = 128,
}

/// <summary>Who asks. Stored as a number.</summary>
public enum InsuranceApplicant
{
    /// <summary>本人</summary>
    Myself = 1,

    /// <summary>家属, with the insured person's consent.</summary>
    Family = 2,

    /// <summary>监护人 of a child, or of somebody who cannot act.</summary>
    Guardian = 3,
}

/// <summary>Where an enrolment stands: each open status is called by what was done last. Stored as a number: values are never reused.</summary>
public enum InsuranceStatus
{
    /// <summary>待核实: the community has to check it.</summary>
    Submitted = 1,

    /// <summary>待审核: the street's insurance officer has to decide.</summary>
    Checked = 2,

    /// <summary>参保中: there are bills, and payments count.</summary>
    Active = 3,

    /// <summary>不通过, with the reason.</summary>
    Refused = 4,

    /// <summary>已撤回 by whoever asked.</summary>
    Withdrawn = 5,

    /// <summary>待补材料: whoever asked has to bring what is missing; then it goes on where it was.</summary>
    PapersAwaited = 6,

    /// <summary>申诉中: refused, and a person one level up looks at it again.</summary>
    Appealed = 7,

    /// <summary>已停保: no more bills; what was paid stays in the account.</summary>
    Ended = 8,
}

/// <summary>What is done to an enrolment. Stored as a number: values are never reused.</summary>
public enum InsuranceVerb
{
    Submit = 1,

    /// <summary>要求补正</summary>
    AskForPapers = 2,

    /// <summary>补交材料</summary>
    SupplyPapers = 3,

    /// <summary>社区核实通过</summary>
    Check = 4,

    /// <summary>参保登记: it is active, and the first bill is issued.</summary>
    Activate = 5,
    Refuse = 6,
    Withdraw = 7,

    /// <summary>申诉</summary>
    Appeal = 8,

    /// <summary>维持原决定</summary>
    Uphold = 9,

    /// <summary>撤销原决定: it goes on where it was refused.</summary>
    Overturn = 10,

    /// <summary>停保</summary>
    End = 11,

    /// <summary>申请停保: it ends in ten minutes.</summary>
    Leave = 12,

    /// <summary>不停保了: taken back within them.</summary>
    Keep = 13,
}

/// <summary>What somebody is to an enrolment; several at once are possible.</summary>
[Flags]
public enum InsuranceRoles
{
    None = 0,

    /// <summary>Whoever sent it.</summary>
    Applicant = 1,

    /// <summary>Officer of the community where the insured person lives.</summary>
    Community = 2,

    /// <summary>社保经办人员 of the street.</summary>
    Officer = 4,
    District = 8,
    System = 16,
}
