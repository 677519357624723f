using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Web.Resources;
using QingjiangpuPortal.Web.Security.OpenId;

namespace QingjiangpuPortal.Web.Pages.Account;

/// <summary>退出: by a form, so that no link of another site can sign anybody out.</summary>
public sealed class LogoutModel(IMediator mediator, ISignIn signIn, OpenIdSignIn openId, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var opener = openId.OpenerOf(User);
        await signIn.SignOutAsync();
        await OpenIdSignIn.ForgetAsync(HttpContext);
        if (opener is not null && await openId.SignOutThereAsync(HttpContext, opener)) return new EmptyResult();
        return GoTo("/", texts["已退出"]);
    }
}
