using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Account;

/// <summary>退出: by a form, so that no link of another site can sign anybody out.</summary>
public sealed class LogoutModel(IMediator mediator, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync() => SendAsync(new SignOut(), _ => GoTo("/", texts["已退出"]));
}
