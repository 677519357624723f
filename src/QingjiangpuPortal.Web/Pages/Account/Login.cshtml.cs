using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Web.Resources;
using QingjiangpuPortal.Web.Security.Door;

namespace QingjiangpuPortal.Web.Pages.Account;

/// <summary>登录: with a password, or with a one-time code (which also registers a new resident).</summary>
[ChallengesSuspects]
public sealed class LoginModel(IMediator mediator, ISmsSender sms, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Whether the page asks for a code instead of a password.</summary>
    [BindProperty(SupportsGet = true)]
    public bool ByCode { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    /// <summary>A code is on its way: the page now asks for it.</summary>
    [BindProperty]
    public bool CodeSent { get; set; }

    public bool OffersCodes => sms.IsAvailable;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync() =>
        SendAsync(new SignInWithPassword(Phone, Password), _ => GoBack());

    public Task<IActionResult> OnPostSendCodeAsync()
    {
        ByCode = true;
        return SendAsync(new SendSignInCode(Phone), _ =>
        {
            CodeSent = true;
            ModelState.Remove(nameof(CodeSent));
            return Page();
        });
    }

    public async Task<IActionResult> OnPostCodeAsync()
    {
        (ByCode, CodeSent) = (true, true);
        ModelState.Remove(nameof(CodeSent));
        var refused = default(ErrorOr.Error?);
        var answer = await SendAsync(new SignInWithCode(Phone, Code), use =>
        {
            refused = use.Refused;
            return GoBack();
        });
        return refused is { } error ? await ShowErrorsAsync([error]) : answer;
    }

    private IActionResult GoBack() => GoTo(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/", texts["已登录"]);
}
