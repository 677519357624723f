using Microsoft.Extensions.Localization;

using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Navigation;

/// <summary>The way around for the current request.</summary>
internal sealed class PortalNavigation(IHttpContextAccessor accessor, IStringLocalizer<Texts> texts) : IPortalNavigation
{
    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("Navigation exists only within a request.");

    public bool IsSignedIn => Http.User.Identity?.IsAuthenticated == true;

    public bool IsStaff => Http.User.IsInRole("Staff");

    public string? DisplayName => IsSignedIn ? Http.User.Identity!.Name : null;

    public IReadOnlyList<NavItem> Main =>
    [
        Item("首页", "/", "home"),
        Item("上报问题", "/report", "pin"),
        Item("身边事件", "/reports", "map"),
        Item("我的上报", "/my", "list"),
        .. IsStaff ? [Item("工作台", "/workbench", "inbox")] : Array.Empty<NavItem>(),
    ];

    public IReadOnlyList<NavItem> Workbench => !IsStaff ? [] :
    [
        Item("待办", "/workbench", "inbox"),
        Item("全部事件", "/workbench/reports", "list"),
        Item("代群众上报", "/workbench/file", "pencil"),
        Item("统计分析", "/dashboard", "chart"),
        Item("人员岗位", "/workbench/people", "people"),
    ];

    private NavItem Item(string text, string href, string icon) => new(texts[text], href, IsCurrent(href), icon);

    /// <summary>A section is current on its own page and on those below it; home and the queue only on their own.</summary>
    private bool IsCurrent(string href) => href is "/" or "/workbench"
        ? Http.Request.Path.Equals(href, StringComparison.OrdinalIgnoreCase)
        : Http.Request.Path.StartsWithSegments(href, StringComparison.OrdinalIgnoreCase);
}
