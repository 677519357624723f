using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Account;

/// <summary>我的账号: who is signed in, masked, and the password.</summary>
[Authorize]
public sealed class IndexModel(IMediator mediator, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    public MyAccount Account { get; private set; } = null!;

    [BindProperty]
    public string? CurrentPassword { get; set; }

    [BindProperty]
    public string? NewPassword { get; set; }

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetMyAccount(), account => Account = account);

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync() =>
        SendAsync(new ChangePassword(CurrentPassword, NewPassword), _ => GoTo("/account", texts["密码已保存"]));
}
