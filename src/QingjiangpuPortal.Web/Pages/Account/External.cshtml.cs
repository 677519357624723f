using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Web.Resources;
using QingjiangpuPortal.Web.Security.OpenId;

namespace QingjiangpuPortal.Web.Pages.Account;

/// <summary>用其他账号登录: leads to a provider, and decides about whoever comes back: sign in, register, link to the account that is signed in, or prove first.</summary>
public sealed class ExternalModel(IMediator mediator, OpenIdSignIn openId, ICurrentUser user, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    private SignInFromOutside? _arrived;

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty(SupportsGet = true)]
    public OpenIdProblem? Problem { get; set; }

    /// <summary>Where whoever came back was proven.</summary>
    public OpenIdProvider? Provider => openId.Find(_arrived?.Identity.Provider);

    /// <summary>Asks whether to link; otherwise it asks to sign in first.</summary>
    public bool OffersLink => user.IsSignedIn;

    /// <summary>Where to sign in before linking.</summary>
    public static string ProveHref => "/account/login?returnUrl=" + Uri.EscapeDataString(OpenIdSignIn.Page);

    protected override async Task<IActionResult?> LoadAsync()
    {
        _arrived = await openId.ArrivedAsync(HttpContext);
        return Provider is null && Problem is null ? GoTo(Nowhere) : null;
    }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await LoadAsync() is { } nowhere) return nowhere;
        if (Problem is not null || OffersLink) return Page();
        var isKnown = false;
        var address = Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";
        var answer = await SendAsync(_arrived!, outcome =>
        {
            isKnown = outcome != OutsideSignIn.MustProve;
            return outcome switch
            {
                OutsideSignIn.SignedIn => GoTo(address, texts["已登录"]),
                OutsideSignIn.AwaitsSecondStep => GoTo($"/account/second-step?returnUrl={Uri.EscapeDataString(address)}"),
                _ => Page(),
            };
        });
        if (isKnown) await OpenIdSignIn.ForgetAsync(HttpContext);
        return answer;
    }

    public async Task<IActionResult> OnPostStartAsync(string? provider)
    {
        if (openId.Find(provider) is not { } found) return NotFound();
        if (await openId.StartAsync(HttpContext, found, Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : null)) return new EmptyResult();
        return GoTo($"{OpenIdSignIn.Page}?problem={OpenIdProblem.Unavailable}");
    }

    public async Task<IActionResult> OnPostLinkAsync()
    {
        if (await openId.ArrivedAsync(HttpContext) is not { } arrived) return GoTo(Nowhere);
        var answer = await SendAsync(new LinkOutside(arrived.Identity), _ => GoTo("/account/links", texts["已绑定，以后可以用它登录"]));
        if (ModelState.IsValid) await OpenIdSignIn.ForgetAsync(HttpContext);
        return answer;
    }

    public async Task<IActionResult> OnPostForgetAsync()
    {
        await OpenIdSignIn.ForgetAsync(HttpContext);
        return GoTo(Nowhere);
    }

    private string Nowhere => user.IsSignedIn ? "/account/links" : "/account/login";
}
