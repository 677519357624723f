using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench;

/// <summary>权限表: the table post × permission as it is enforced.</summary>
public sealed class PermissionsModel(IMediator mediator, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    /// <summary>Sent as a form, so that it stands in no address.</summary>
    [BindProperty]
    public string? Phone { get; set; }

    public IReadOnlyList<PostRights> Table { get; private set; } = [];

    /// <summary>Every permission that a post can carry, as work, numbers and administration.</summary>
    public IEnumerable<(string Group, IEnumerable<Permission> Permissions)> Groups =>
        Enum.GetValues<Permission>().Where(Permissions.NeedsPost).GroupBy(GroupOf).Select(group => (texts[group.Key].Value, group.AsEnumerable()));

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostFindAsync()
    {
        var found = await Mediator.Send(new FindStaffMember(Phone), HttpContext.RequestAborted);
        return found.IsError ? await ShowErrorsAsync(found.Errors) : GoTo($"/workbench/permissions/{found.Value}");
    }

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetPermissionTable(), table => Table = table);

    private static string GroupOf(Permission permission) => permission switch
    {
        >= Permission.ViewReports and <= Permission.SuperviseReports => "事件",
        Permission.ViewDashboard => "统计",
        >= Permission.DoVolunteerTasks and <= Permission.ViewPatrols => "志愿、纠纷和排查",
        >= Permission.ViewLedger and <= Permission.ImportLedger => "台账",
        _ => "后台管理",
    };
}
