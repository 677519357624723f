using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Web.Resources;
using QingjiangpuPortal.Web.Security.OpenId;

namespace QingjiangpuPortal.Web.Pages.Account;

/// <summary>退出: by a form, so that no link of another site can sign anybody out.</summary>
public sealed class LogoutModel(IMediator mediator, OpenIdSignIn openId, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        string? opener = null;
        var answer = await SendAsync(new SignOut(), ended =>
        {
            opener = ended.Provider;
            return GoTo("/", texts["已退出"]);
        });
        await OpenIdSignIn.ForgetAsync(HttpContext);
        // The provider leads back to the first page.
        return openId.Find(opener) is { } found && await openId.SignOutThereAsync(HttpContext, found) ? new EmptyResult() : answer;
    }
}
