using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Account;

/// <summary>登录第二步: for whoever has taken the first in this browser within ten minutes; everybody else starts over.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SecondStepModel(IMediator mediator, ISignIn signIn, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public async Task<IActionResult> OnGetAsync() =>
        await signIn.FirstStepAsync() is null ? GoTo("/account/login") : Page();

    public Task<IActionResult> OnPostAsync() =>
        SendAsync(new TakeSecondStep(Code), _ => GoTo(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/", texts["已登录"]));
}
