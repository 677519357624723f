using System.Collections.Frozen;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Localization;

/// <summary>What the audit trail calls by the names of types, in words. Every command has its word, or a test fails.</summary>
public sealed class AuditWords(IStringLocalizer<Texts> texts)
{
    public static readonly FrozenDictionary<string, string> Actions = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["FileGridReport"] = "上报",
        ["UploadPhoto"] = "上传图片",
        ["ContactReporter"] = "联系报告人",
        ["CorrectGridReport"] = "更正",
        ["AcceptGridReport"] = "受理",
        ["RejectGridReport"] = "不予受理",
        ["WithdrawGridReport"] = "撤回",
        ["AssignGridReport"] = "派遣",
        ["StartGridReport"] = "开始处置",
        ["ReturnGridReport"] = "退单",
        ["ResolveGridReport"] = "办结",
        ["VerifyGridReport"] = "核查通过",
        ["FailVerification"] = "核查不通过",
        ["CloseUnanswered"] = "到期自动结案",
        ["AnswerWhetherSolved"] = "回答是否解决",
        ["ReopenGridReport"] = "重开",
        ["RateGridReport"] = "评价",
        ["SuspendGridReport"] = "挂起",
        ["ResumeGridReport"] = "恢复",
        ["EscalateGridReport"] = "上报上级",
        ["DelegateGridReport"] = "下派",
        ["MergeGridReport"] = "并案",
        ["UnmergeGridReport"] = "撤销并案",
        ["SuperviseGridReport"] = "督办",
        ["DrawCallBacks"] = "抽取回访",
        ["ShowNumberForCallBack"] = "回访看联系方式",
        ["RecordCallBack"] = "记录回访",
        ["SignInWithPassword"] = "用密码登录",
        ["SignInWithCode"] = "用验证码登录",
        ["SendSignInCode"] = "发送登录验证码",
        ["ChangePassword"] = "修改密码",
        ["AddStaff"] = "增加人员",
        ["AddPost"] = "加岗位",
        ["EndPost"] = "结束岗位",
        ["SetLastDay"] = "改离岗日期",
        ["NameDeputy"] = "指定代理人",
        ["EndDeputy"] = "结束代理",
        ["HandOverReports"] = "移交在办事件",
        ["RequeueUnheld"] = "离岗后退回待派",
        ["ExtendSignInCode"] = "延长验证码时间",
        ["SignInWithPasskey"] = "通行密钥登录",
        ["TakeSecondStep"] = "第二步验证",
        ["SignOut"] = "退出登录",
        ["EndSession"] = "退出一台设备",
        ["EndOtherSessions"] = "退出其他设备",
        ["ConfirmItIsMe"] = "确认本人",
        ["BeginAuthenticator"] = "开始设置验证器",
        ["ConfirmAuthenticator"] = "启用验证器",
        ["RemoveAuthenticator"] = "关闭验证器",
        ["RenewRecoveryCodes"] = "更换恢复码",
        ["AddPasskey"] = "添加通行密钥",
        ["RemovePasskey"] = "删除通行密钥",
        ["FindAccountAtCounter"] = "在窗口查账号",
        ["HelpAtCounter"] = "窗口帮助恢复登录",
        ["SetPasswordWithCounterCode"] = "用窗口代码设置密码",
        ["SignInFromOutside"] = "其他账号登录",
        ["LinkOutside"] = "绑定其他账号",
        ["UnlinkOutside"] = "解除绑定",
        ["BlockSource"] = "封禁来源",
        ["EndBlock"] = "解除封禁",
        ["BlockForFailures"] = "失败过多自动封禁",
        ["ChangeMyName"] = "更正姓名",
        ["ChangeMyPhone"] = "更换手机号",
        ["SendConfirmationCode"] = "发送确认验证码",
        ["DecideConsent"] = "同意或撤回同意",
        ["RegisterChild"] = "登记孩子",
        ["RemoveChild"] = "删除孩子的信息",
        ["TakeMyCopy"] = "下载信息副本",
        ["DeleteMyAccount"] = "申请注销账号",
        ["KeepMyAccount"] = "撤回注销",
        ["DeleteNextAccount"] = "注销到期执行",
        ["RemoveMyDetails"] = "删除联系方式",
        ["ExportAudit"] = "导出审计记录",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What the operator does by the command line without a command of the portal.</summary>
    private static readonly FrozenDictionary<string, string> OperatorsActs = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["RotateKeys"] = "更换数据密钥",
        ["RotateMasterKey"] = "更换主密钥",
        ["RetireKey"] = "停用旧密钥",
        ["UpgradeKeys"] = "升级密钥文件",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Subjects = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["GridReport"] = "事件",
        ["CallBack"] = "回访",
        ["Person"] = "人员",
        ["Post"] = "岗位",
        ["Attachment"] = "图片",
        ["AuditEntry"] = "审计记录",
        ["Session"] = "登录",
        ["Child"] = "孩子",
        ["BlockedSource"] = "封禁",
        ["ProtectionKey"] = "密钥",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A command of an earlier version keeps the name under which it was recorded.</summary>
    public string OfAction(string action) => Actions.TryGetValue(action, out var word) || OperatorsActs.TryGetValue(action, out word) ? texts[word] : action;

    public string? OfSubject(string? kind) => kind is not null && Subjects.TryGetValue(kind, out var word) ? texts[word] : kind;

    public string Of(AuditKind kind) => texts[kind switch
    {
        AuditKind.Change => "办理",
        AuditKind.SignIn => "登录",
        AuditKind.Reveal => "查看个人信息",
        AuditKind.Export => "导出",
        AuditKind.Rights => "权限变更",
        AuditKind.Keys => "密钥变更",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It has no word."),
    }];

    /// <summary>Who: a person, the portal itself, or somebody who was not signed in.</summary>
    public string ActorOf(AuditEntry line, string? maskedName) =>
        line.IsSystem ? texts["门户系统"] : line.ActorId is null ? texts["未登录"] : maskedName ?? line.ActorId.Value.ToString();
}
