using System.Collections.Frozen;
using System.Globalization;
using ErrorOr;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Domain.Desk;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Facilities;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.PersonalData;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Domain.Volunteers;
using QingjiangpuPortal.Web.Resources;
using QingjiangpuPortal.Web.TagHelpers;

namespace QingjiangpuPortal.Web.Localization;

/// <summary>The domain's words in the language of the request.</summary>
public sealed partial class Words(IStringLocalizer<Texts> texts, IStringLocalizer<Errors> errors)
{
    /// <summary>The sentence of a failure.</summary>
    public string Of(Error error) => errors[error.Code, [.. error.Arguments().Select(Argument)]];

    public string Of(GridReportStatus status) => texts[status switch
    {
        GridReportStatus.Submitted => "待受理",
        GridReportStatus.Accepted => "已受理",
        GridReportStatus.Assigned => "已派遣",
        GridReportStatus.InProgress => "处置中",
        GridReportStatus.Resolved => "待核查",
        GridReportStatus.Closed => "已结案",
        GridReportStatus.Rejected => "不予受理",
        GridReportStatus.Withdrawn => "已撤回",
        GridReportStatus.Suspended => "已挂起",
        GridReportStatus.Merged => "已并案",
        _ => throw Unnamed(status),
    }];

    /// <summary>The colour and shape of a status; what is overdue looks late whatever its status.</summary>
    public static StatusKind KindOf(GridReportStatus status, bool isOverdue = false) => status switch
    {
        _ when isOverdue => StatusKind.Late,
        GridReportStatus.Submitted => StatusKind.Wait,
        GridReportStatus.Accepted or GridReportStatus.Assigned or GridReportStatus.InProgress => StatusKind.Go,
        GridReportStatus.Suspended => StatusKind.Wait,
        GridReportStatus.Closed => StatusKind.Done,
        _ => StatusKind.Off,
    };

    /// <summary>What was done, as a line of the timeline says it.</summary>
    public string Of(GridReportVerb verb) => texts[verb switch
    {
        GridReportVerb.File => "上报",
        GridReportVerb.Contact => "联系报告人",
        GridReportVerb.Correct => "更正",
        GridReportVerb.Accept => "受理",
        GridReportVerb.Reject => "不予受理",
        GridReportVerb.Withdraw => "撤回",
        GridReportVerb.Assign => "派遣",
        GridReportVerb.Start => "开始处置",
        GridReportVerb.Return => "退单",
        GridReportVerb.Resolve => "办结",
        GridReportVerb.Verify => "核查通过",
        GridReportVerb.FailVerification => "核查不通过",
        GridReportVerb.CloseUnanswered => "到期自动结案",
        GridReportVerb.Reopen => "重开",
        GridReportVerb.Rate => "评价",
        GridReportVerb.HandOver => "移交同事",
        GridReportVerb.Requeue => "移交待派",
        GridReportVerb.RemoveDetails => "删除联系方式",
        GridReportVerb.Suspend => "挂起",
        GridReportVerb.Resume => "恢复",
        GridReportVerb.Escalate => "上报上级",
        GridReportVerb.Delegate => "下派",
        GridReportVerb.Merge => "并案",
        GridReportVerb.Unmerge => "撤销并案",
        GridReportVerb.Remind => "时限过半提醒",
        GridReportVerb.Warn => "即将超期预警",
        GridReportVerb.Supervise => "督办",
        GridReportVerb.SendVolunteers => "志愿者派单",
        GridReportVerb.FollowUp => "回访",
        GridReportVerb.Reply => "官方答复",
        _ => throw Unnamed(verb),
    }];

    /// <summary>The verb that a bulk act does to each of its reports.</summary>
    public string Of(BulkActKind kind) => Of(kind switch
    {
        BulkActKind.Accept => GridReportVerb.Accept,
        BulkActKind.Assign => GridReportVerb.Assign,
        BulkActKind.Merge => GridReportVerb.Merge,
        BulkActKind.Reply => GridReportVerb.Reply,
        BulkActKind.Supervise => GridReportVerb.Supervise,
        _ => throw Unnamed(kind),
    });

    public string Of(BulkRowState state) => texts[state switch
    {
        BulkRowState.Pending => "等待中",
        BulkRowState.Done => "已办",
        BulkRowState.Refused => "没有办成",
        BulkRowState.Cancelled => "已取消",
        _ => throw Unnamed(state),
    }];

    /// <summary>The holidays of the State Council's rules have their English; whatever else a day was named is shown as it was typed.</summary>
    public string OfHoliday(string name) =>
        string.Join(texts["、"], name.Split('、').Select(part => Holidays.Contains(part) ? texts[part].Value : part));

    private static readonly FrozenSet<string> Holidays = ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"];

    /// <summary>A limit as people say it: 24 小时, 7 个工作时, 2 个工作日.</summary>
    public string Of(TimeLimit limit) => texts[limit.Unit switch
    {
        LimitUnit.Hour => limit.Amount == 1 ? "1 小时" : "{0} 小时",
        LimitUnit.WorkingHour => limit.Amount == 1 ? "1 个工作时" : "{0} 个工作时",
        LimitUnit.WorkingDay => limit.Amount == 1 ? "1 个工作日" : "{0} 个工作日",
        _ => throw Unnamed(limit.Unit),
    }, limit.Amount];

    /// <summary>For what personal data was asked to be seen.</summary>
    public string Of(RevealPurpose purpose) => texts[purpose switch
    {
        RevealPurpose.AskDetails => "问清情况",
        RevealPurpose.Appointment => "约时间上门",
        RevealPurpose.TellResult => "告知办理情况",
        RevealPurpose.Emergency => "紧急情况",
        RevealPurpose.Other => "其他",
        RevealPurpose.CallBack => "回访",
        RevealPurpose.CheckPapers => "审核报名材料",
        RevealPurpose.Coverage => "参保扩面",
        RevealPurpose.CareVisit => "上门核实、评估",
        _ => throw Unnamed(purpose),
    }];

    /// <summary>A reason of the audit trail: that of a reveal begins with its purpose (<see cref="Reveal.Reason"/>).</summary>
    public string OfReason(string reason) =>
        OfLedgerReason(reason) is { } ledger ? ledger
        : reason.Split(": ", 2) is [var head, .. var rest] && Enum.TryParse<RevealPurpose>(head, out var purpose) && Enum.IsDefined(purpose)
            ? rest is [var note] ? texts["{0}：{1}", Of(purpose), note] : Of(purpose)
            // A right: its post in words, its unit and days as they are.
            : reason.Split(' ', 2) is [var kind, var right] && Enum.TryParse<PostKind>(kind, out var post) && post.ToString() == kind ? $"{Of(post)} {right}"
            : reason;

    /// <summary>Of the register: which fact was written down, or as what an account was linked and by which paper.</summary>
    private string? OfLedgerReason(string reason)
    {
        if (Enum.TryParse<LedgerFactKind>(reason, out var fact) && fact.ToString() == reason) return Of(fact);
        var parts = reason.Split(": ", 2);
        if (!Enum.TryParse<LedgerLinkKind>(parts[0], out var link) || link.ToString() != parts[0]) return null;
        return parts is [_, var paper] && Enum.TryParse<IdentityDocument>(paper, out var document) ? texts["{0}：{1}", Of(link), Of(document)] : Of(link);
    }

    public string Of(ReportSource source) => texts[source switch
    {
        ReportSource.Web => "网页",
        ReportSource.QrCode => "扫码",
        ReportSource.WalkIn => "现场代报",
        ReportSource.Patrol => "巡查",
        ReportSource.Hotline => "12345 热线",
        ReportSource.PropertyManager => "物业",
        ReportSource.Open311 => "开放接口",
        _ => throw Unnamed(source),
    }];

    public string Of(Satisfaction satisfaction) => texts[satisfaction switch
    {
        Satisfaction.Satisfied => "满意",
        Satisfaction.Fair => "基本满意",
        Satisfaction.Unsatisfied => "不满意",
        _ => throw Unnamed(satisfaction),
    }];

    public string Of(Solution solution) => texts[solution switch
    {
        Solution.Solved => "解决",
        Solution.Partly => "部分解决",
        Solution.NotSolved => "未解决",
        _ => throw Unnamed(solution),
    }];

    public string Of(OrgLevel level) => texts[level switch
    {
        OrgLevel.District => "区",
        OrgLevel.Street => "街道",
        OrgLevel.Community => "社区",
        OrgLevel.Grid => "网格",
        OrgLevel.MicroGrid => "微网格",
        _ => throw Unnamed(level),
    }];

    public string Of(ReportOutcome outcome) => texts[outcome switch
    {
        ReportOutcome.Solved => "已解决",
        ReportOutcome.NotFixed => "未能解决，说明原因后结束",
        _ => throw Unnamed(outcome),
    }];

    public string Of(PostKind post) => texts[post switch
    {
        PostKind.MicroGridLeader => "微格长",
        PostKind.GridWorker => "网格员",
        PostKind.CommunityOfficer => "社区工作人员",
        PostKind.StreetOfficer => "街道工作人员",
        PostKind.DistrictOfficer => "区指挥中心",
        PostKind.DepartmentOfficer => "部门工作人员",
        PostKind.SecurityAdministrator => "安全管理员",
        PostKind.SystemAdministrator => "系统管理员",
        PostKind.AuditAdministrator => "审计管理员",
        PostKind.ProviderStaff => "服务机构人员",
        PostKind.SchoolRegistrar => "学籍管理员",
        PostKind.EmployerAgent => "单位经办人",
        PostKind.Volunteer => "志愿者",
        PostKind.InsuranceOfficer => "社保经办人员",
        _ => throw Unnamed(post),
    }];

    /// <summary>What a permission allows, as the page of permissions says it.</summary>
    public string Of(Permission permission) => texts[permission switch
    {
        Permission.Anyone => "不需要登录",
        Permission.SignedIn => "登录即可",
        Permission.OwnReport => "报告人本人",
        Permission.System => "系统自动",
        Permission.ViewReports => "查看事件",
        Permission.FileForOthers => "代群众上报",
        Permission.FileSolved => "当场办结上报",
        Permission.ContactReporters => "联系报告人",
        Permission.CorrectReports => "更正事件",
        Permission.AcceptReports => "受理事件",
        Permission.RejectReports => "不予受理",
        Permission.AssignReports => "派遣事件",
        Permission.StartReports => "开始处置",
        Permission.ReturnReports => "退单",
        Permission.ResolveReports => "办结事件",
        Permission.VerifyReports => "核查事件",
        Permission.SuspendReports => "挂起和恢复事件",
        Permission.EscalateReports => "上报上级",
        Permission.DelegateReports => "下派事件",
        Permission.MergeReports => "并案和撤销并案",
        Permission.SuperviseReports => "督办事件",
        Permission.FollowUpReports => "回访报告人",
        Permission.ManageCalendar => "管理工作日历和时限",
        Permission.ViewDashboard => "查看统计分析",
        Permission.ManageStaff => "管理人员和岗位",
        Permission.ViewPermissions => "查看权限表",
        Permission.OperatePortal => "查看系统运行",
        Permission.ReadAudit => "查看审计记录",
        Permission.ResetSignIn => "帮人恢复登录",
        Permission.DoVolunteerTasks => "办理自己的志愿任务",
        Permission.SendVolunteers => "给志愿者派单",
        Permission.ViewDisputes => "查看纠纷档案",
        Permission.HandleDisputes => "办理纠纷档案、查看当事人",
        Permission.ManageLegalAid => "维护三官一律名册",
        Permission.MakePatrols => "开展排查",
        Permission.ViewPatrols => "查看排查",
        Permission.ViewLedger => "查看人口台账",
        Permission.KeepLedger => "记台账情况、关联账号",
        Permission.ImportLedger => "导入人口台账",
        Permission.ViewCare => "查看养老服务申请",
        Permission.AskForCareOfOthers => "代老人申请养老服务",
        Permission.CheckCare => "核实养老服务申请",
        Permission.ReviewCare => "审核养老服务申请",
        Permission.AssessAbility => "评估老年人能力",
        Permission.ApproveCare => "审批养老服务申请",
        Permission.OrderCare => "派养老服务工单",
        Permission.SettleCare => "结算养老服务",
        Permission.ProvideCare => "提供上门服务",
        Permission.ViewSchoolApplications => "查看入学报名",
        Permission.HandleSchoolApplications => "审核入学报名",
        Permission.ManageAdmissions => "组织招生录取",
        Permission.ViewInsurance => "查看参保登记",
        Permission.DecideInsurance => "办理参保登记",
        Permission.JudgeInsuranceAppeals => "处理参保申诉",
        Permission.RefundInsurance => "退回重复缴费",
        Permission.AnswerCoverage => "办理参保扩面任务",
        Permission.OpenCoverage => "生成参保扩面名单",
        Permission.ViewInsuranceFigures => "查看社保统计",
        _ => throw Unnamed(permission),
    }];

    public string Of(Guardianship guardianship) => texts[guardianship switch
    {
        Guardianship.Mother => "母亲",
        Guardianship.Father => "父亲",
        Guardianship.Grandparent => "祖父母、外祖父母",
        Guardianship.Appointed => "其他监护人",
        _ => throw Unnamed(guardianship),
    }];

    public string Of(LegalBasis basis) => texts[basis switch
    {
        LegalBasis.Consent => "您的同意",
        LegalBasis.StatutoryDuty => "法定职责，不需要同意",
        _ => throw Unnamed(basis),
    }];

    /// <summary>A field of one's own data, as text.</summary>
    /// <param name="moment">How a time is said: beside the present on a page, in full in a file.</param>
    public string Of(object value, Func<DateTimeOffset, string> moment, Func<DateOnly, string> dayName) => value switch
    {
        Word word => texts[word.Text],
        PostKind post => Of(post),
        Satisfaction satisfaction => Of(satisfaction),
        Solution solution => Of(solution),
        Guardianship guardianship => Of(guardianship),
        Sex sex => Of(sex),
        HouseholdRelation relation => Of(relation),
        DwellingTieKind tie => Of(tie),
        LedgerFactKind fact => Of(fact),
        LedgerStanding standing => Of(standing),
        LedgerSource source => Of(source),
        DateTimeOffset at => moment(at),
        DateOnly day => dayName(day),
        _ => Convert.ToString(value, CultureInfo.CurrentCulture)!,
    };

    /// <summary>Who looked: 网格员 · 化工新村第 1 网格.</summary>
    public string WhoOf(Look look) =>
        look.IsOwn ? texts["您本人"]
        : look.IsPortal ? texts["门户系统"]
        : look.IsFamily ? texts["替您办事的家人"]
        : look.Post is not { } post ? texts["工作人员"]
        : look.Unit is { } unit ? $"{Of(post)} · {Of(unit)}" : Of(post);

    /// <summary>What they did.</summary>
    public string WhatOf(Look look) => look.Kind switch
    {
        AuditKind.Reveal when look.ReportNumber is { } number => texts["看了您在 {0} 留下的联系方式", number],
        AuditKind.Reveal => texts["看了您的个人信息"],
        AuditKind.Export when look.IsOwn => texts["下载了您的信息副本"],
        AuditKind.Export => texts["导出了含有您信息的资料"],
        AuditKind.Rights => texts["变更了您的岗位或权限"],
        _ => texts["更改了您的信息"],
    };

    public string Of(SignInMethod method) => texts[method switch
    {
        SignInMethod.Password => "密码登录",
        SignInMethod.SmsCode => "验证码登录",
        SignInMethod.Passkey => "通行密钥登录",
        SignInMethod.CounterCode => "窗口代码登录",
        SignInMethod.OpenId => "其他账号登录",
        _ => throw Unnamed(method),
    }];

    public string Of(IdentityDocument document) => texts[document switch
    {
        IdentityDocument.IdentityCard => "居民身份证",
        IdentityDocument.SocialSecurityCard => "社会保障卡",
        IdentityDocument.HouseholdRegister => "户口簿",
        IdentityDocument.Passport => "护照",
        IdentityDocument.ResidencePermit => "港澳台居民居住证或外国人永久居留证",
        _ => throw Unnamed(document),
    }];

    /// <summary>What somebody wrote, as it is; the portal's own reason in the reader's language.</summary>
    public string? NoteOf(TimelineLine line) =>
        line.ActedAs.HasFlag(ReportRoles.System) && line.Note == DisputeRecord.HighRisk ? texts["高风险纠纷"] : line.Note;

    public string Of(NotificationTopic topic) => texts[topic switch
    {
        NotificationTopic.MyApplications => "我的申请",
        NotificationTopic.MyReports => "我上报的事",
        NotificationTopic.MyWork => "交给我的事",
        NotificationTopic.UnitWork => "本单位的事",
        NotificationTopic.Portal => "门户运行",
        NotificationTopic.Appointments => "三官一律预约",
        NotificationTopic.MyEnrollments => "孩子入学",
        _ => throw Unnamed(topic),
    }];

    public string Of(NotificationChannels channel) => texts[channel switch
    {
        NotificationChannels.Email => "邮件",
        NotificationChannels.Sms => "短信",
        NotificationChannels.Push => "浏览器通知",
        _ => throw Unnamed(channel),
    }];

    public string Of(VolunteerState state) => texts[state switch
    {
        VolunteerState.Asked => "等待答复",
        VolunteerState.Accepted => "已接单",
        VolunteerState.Declined => "谢绝了",
        VolunteerState.Arrived => "已到场",
        VolunteerState.Done => "已完成",
        _ => throw Unnamed(state),
    }];

    public static StatusKind KindOf(VolunteerState state) => state switch
    {
        VolunteerState.Asked => StatusKind.Wait,
        VolunteerState.Accepted or VolunteerState.Arrived => StatusKind.Go,
        VolunteerState.Done => StatusKind.Done,
        _ => StatusKind.Off,
    };

    public string Of(DisputeNature nature) => texts[nature switch
    {
        DisputeNature.Quarrel => "口角争执",
        DisputeNature.Property => "财产损害",
        DisputeNature.Injury => "人身伤害",
        DisputeNature.Contract => "合同、消费",
        DisputeNature.Wages => "工资、劳动",
        DisputeNature.Family => "婚姻家庭",
        DisputeNature.Other => "其他",
        _ => throw Unnamed(nature),
    }];

    public string Of(RiskGrade risk) => texts[risk switch
    {
        RiskGrade.Low => "低风险",
        RiskGrade.Medium => "中风险",
        RiskGrade.High => "高风险",
        _ => throw Unnamed(risk),
    }];

    public static StatusKind KindOf(RiskGrade risk) => risk switch
    {
        RiskGrade.High => StatusKind.Late,
        RiskGrade.Medium => StatusKind.Wait,
        _ => StatusKind.Off,
    };

    public string Of(MediationMethod method) => texts[method switch
    {
        MediationMethod.OnTheSpot => "当场调解",
        MediationMethod.Committee => "人民调解委员会调解",
        MediationMethod.Joint => "多部门联合调解",
        MediationMethod.LegalAid => "三官一律参与调解",
        MediationMethod.Referred => "引导诉讼或仲裁",
        _ => throw Unnamed(method),
    }];

    public string Of(PartySide side) => texts[side switch
    {
        PartySide.Applicant => "申请人",
        PartySide.Respondent => "对方当事人",
        PartySide.Third => "其他当事人",
        _ => throw Unnamed(side),
    }];

    public string Of(LegalAidKind kind) => texts[kind switch
    {
        LegalAidKind.Judge => "法官",
        LegalAidKind.Prosecutor => "检察官",
        LegalAidKind.PoliceOfficer => "警官",
        LegalAidKind.Lawyer => "律师",
        _ => throw Unnamed(kind),
    }];

    public string Of(AppointmentState state) => texts[state switch
    {
        AppointmentState.Proposed => "待确认",
        AppointmentState.Confirmed => "已约定",
        AppointmentState.Held => "已进行",
        AppointmentState.Cancelled => "已取消",
        _ => throw Unnamed(state),
    }];

    public static StatusKind KindOf(AppointmentState state) => state switch
    {
        AppointmentState.Proposed => StatusKind.Wait,
        AppointmentState.Confirmed => StatusKind.Go,
        AppointmentState.Held => StatusKind.Done,
        _ => StatusKind.Off,
    };

    public string Of(FacilityKind kind) => texts[kind switch
    {
        FacilityKind.CommandCenter => "社会治理指挥中心",
        FacilityKind.ServiceStation => "社会治理服务站",
        FacilityKind.NeighborhoodStation => "网格睦邻驿站",
        _ => throw Unnamed(kind),
    }];

    public string Listed(IEnumerable<string> words) => string.Join(texts["、"], words) is { Length: > 0 } all ? all : texts["没有"];

    public string Money(decimal yuan) => texts["{0} 元", yuan.ToString("#,##0.##", CultureInfo.InvariantCulture)];

    /// <summary>A category's name in the language of the request.</summary>
    public static string Of(CategoryName name) => PortalCultures.IsChinese ? name.Chinese : name.English;

    /// <summary>A unit's name in the language of the request.</summary>
    public static string Of(UnitName name) => PortalCultures.IsChinese ? name.Chinese : name.English;

    private object Argument(object argument) => argument switch
    {
        GridReportStatus status => Of(status),
        GridReportVerb verb => Of(verb),
        CareRequestStatus status => Of(status),
        CareVerb verb => Of(verb),
        ServiceOrderStatus status => Of(status),
        AdaptationStatus status => Of(status),
        AbilityItem item => Of(item),
        InsuranceStatus status => Of(status),
        InsuranceVerb verb => Of(verb),
        IFormattable number => number.ToString(format: null, CultureInfo.CurrentCulture),
        _ => argument,
    };

    private static ArgumentOutOfRangeException Unnamed(object value) => new(nameof(value), value, "It has no word.");
}
