using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Account;

/// <summary>密码: sets the first one or changes it, and ends the other sessions.</summary>
public sealed class PasswordModel(IMediator mediator, CurrentUser user, IStringLocalizer<Texts> texts) : AccountPage(mediator)
{
    public MyAccount Account { get; private set; } = null!;

    [BindProperty]
    public string? CurrentPassword { get; set; }

    [BindProperty]
    public string? NewPassword { get; set; }

    public int MinLength => user.Posts.Count > 0 || user.LacksSecondFactor ? ChangePassword.StaffMinLength : ChangePassword.MinLength;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync() =>
        SendAsync(new ChangePassword(CurrentPassword, NewPassword), _ => GoTo("/account", texts["密码已保存，其他设备上的登录已退出"]));

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetMyAccount(), account => Account = account);
}
