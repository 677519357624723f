using Microsoft.Extensions.Localization;

using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Navigation;

/// <summary>The way around for the current request: only what the user's posts allow.</summary>
internal sealed class PortalNavigation(IHttpContextAccessor accessor, CurrentUser user, IPersonalDataCipher cipher, IStringLocalizer<Texts> texts) : IPortalNavigation
{
    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("Navigation exists only within a request.");

    public bool IsSignedIn => user.IsSignedIn;

    public bool IsStaff => user.IsStaff;

    public int Unread => user.Unread;

    /// <summary>李**, or 138****8000 where there is no name.</summary>
    public string? DisplayName =>
        user.Name is { } name ? cipher.Show(name, PersonalDataKind.Name, Onlooker.Self)
        : user.Phone is { } phone ? cipher.Show(phone, PersonalDataKind.Phone, Onlooker.Self)
        : null;

    public IReadOnlyList<NavItem> Main =>
    [
        Item("首页", "/", "home"),
        Item("上报问题", "/report", "pin"),
        Item("身边事件", "/reports", "map"),
        Item("我的上报", "/my", "list"),
        .. IsSignedIn ? [Item("我的信息", "/my/data", "user")] : Array.Empty<NavItem>(),
        Item("养老服务", "/care", "people"),
        Item("社会保险", "/insurance", "shield-check"),
        Item("驿站", "/stations", "building"),
        Item("入学", "/schools", "cap"),
        .. For(Permission.DoVolunteerTasks, "我的任务", "/tasks", "people"),
        .. IsStaff || user.LacksSecondFactor ? [Item("工作台", HomeOfStaff, "inbox")] : Array.Empty<NavItem>(),
    ];

    public IReadOnlyList<NavItem> Workbench =>
    [
        .. For(Permission.ViewReports, "待办", "/workbench", "inbox"),
        .. For(Permission.ViewReports, "全部事件", "/workbench/reports", "list"),
        .. For(Permission.ViewReports, "批量办理", "/workbench/bulk", "check"),
        .. For(Permission.ViewReports, "提到我的", "/workbench/mentions", "speaker"),
        .. For(Permission.ViewReports, "回复模板", "/workbench/templates", "send"),
        .. For(Permission.FileForOthers, "代群众上报", "/workbench/file", "pencil"),
        .. For(Permission.ViewPatrols, "排查", "/workbench/patrols", "eye"),
        .. For(Permission.ViewCare, "养老服务申请", "/workbench/care", "people"),
        .. For(Permission.ProvideCare, "上门服务", "/workbench/visits", "clock"),
        .. For(Permission.SettleCare, "养老服务结算", "/workbench/settlements", "list"),
        .. For(Permission.ViewInsurance, "参保登记", "/workbench/insurance", "shield-check"),
        .. For(Permission.AnswerCoverage, "参保扩面", "/workbench/insurance/coverage", "phone"),
        .. For(Permission.ViewInsuranceFigures, "社保统计", "/workbench/insurance/figures", "chart"),
        .. For(Permission.ManageLegalAid, "三官一律", "/workbench/legal-aid", "shield-check"),
        .. For(Permission.FollowUpReports, "回访", "/workbench/call-backs", "phone"),
        .. For(Permission.ViewDashboard, "统计分析", "/dashboard", "chart"),
        .. IsOfSchools ? [Item("招生", "/workbench/schools", "cap")] : Array.Empty<NavItem>(),
        .. For(Permission.ViewLedger, "人口台账", "/ledgers", "people"),
        .. For(Permission.ManageStaff, "人员岗位", "/workbench/people", "people"),
        .. For(Permission.ResetSignIn, "账号求助", "/workbench/accounts", "phone"),
        .. For(Permission.OperatePortal, "系统运行", "/workbench/system", "target"),
        .. For(Permission.OperatePortal, "封禁名单", "/workbench/system/blocked", "cross"),
        .. For(Permission.OperatePortal, "未送达消息", "/workbench/dead-letters", "bell"),
        .. For(Permission.ManageCalendar, "工作日历", "/workbench/calendar", "clock"),
        .. For(Permission.ManageCalendar, "办理时限", "/workbench/limits", "pause"),
        .. For(Permission.ReadAudit, "审计", "/workbench/audit", "search"),
        .. For(Permission.ViewPermissions, "权限表", "/workbench/permissions", "shield-check"),
        .. IsStaff ? [Item("我的岗位", "/workbench/deputies", "user")] : Array.Empty<NavItem>(),
    ];

    /// <summary>An administrator has no queue: the first section that the posts open.</summary>
    private string HomeOfStaff => user.LacksSecondFactor ? "/workbench" : Workbench[0].Href;

    /// <summary>Other departments' officers carry the permission too, and have nothing there (EnrollmentAccess).</summary>
    private bool IsOfSchools => user.Posts.Any(post => Permissions.Carries(post.Kind, Permission.ViewSchoolApplications)
        && (post.Kind != PostKind.DepartmentOfficer || post.UnitCode.EndsWith($"D{(int)DepartmentKind.Education:00}", StringComparison.Ordinal)));

    private NavItem[] For(Permission permission, string text, string href, string icon) =>
        user.May(permission) ? [Item(text, href, icon)] : [];

    private NavItem Item(string text, string href, string icon) => new(texts[text], href, IsCurrent(href), icon);

    /// <summary>A section is current on its own page and on those below it; home and the queue only on their own.</summary>
    private bool IsCurrent(string href) => href is "/" or "/workbench"
        ? Http.Request.Path.Equals(href, StringComparison.OrdinalIgnoreCase)
        : IsWithin(href) && !Array.Exists(SectionsWithinOthers, inner => inner.StartsWith(href + "/", StringComparison.Ordinal) && IsWithin(inner));

    private bool IsWithin(string href) => Http.Request.Path.StartsWithSegments(href, StringComparison.OrdinalIgnoreCase);

    /// <summary>Their addresses lie below another section's, which is not current there.</summary>
    private static readonly string[] SectionsWithinOthers = ["/my/data", "/my/inbox", "/my/notifications", "/workbench/system/blocked", "/workbench/insurance/coverage", "/workbench/insurance/figures"];
}
