using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Web.Resources;
using QingjiangpuPortal.Web.Security.Door;

namespace QingjiangpuPortal.Web.Pages.Account;

/// <summary>登录: with a password, a passkey, or a one-time code (which also registers a new resident).</summary>
[ChallengesSuspects(Except = "Passkey")]
public sealed class LoginModel(IMediator mediator, ISmsSender sms, TimeProvider clock, IStringLocalizer<Texts> texts) : PortalPage(mediator)
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

    /// <summary>What the browser answered with a passkey; a script fills it in.</summary>
    [BindProperty]
    public string? Credential { get; set; }

    public bool OffersCodes => sms.IsAvailable;

    public SentCode? Sent { get; private set; }

    public static string TimeOf(DateTimeOffset at) => ChinaTime.ToLocal(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    public int SecondsUntil(DateTimeOffset at) => (int)(at - clock.GetUtcNow()).TotalSeconds;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync() => SendAsync(new SignInWithPassword(Phone, Password), GoOn);

    public Task<IActionResult> OnPostPasskeyAsync() => SendAsync(new SignInWithPasskey(Credential), _ => GoOn(SignInStep.SignedIn));

    public Task<IActionResult> OnPostSendCodeAsync()
    {
        ByCode = true;
        return SendAsync(new SendSignInCode(Phone), AskForCode);
    }

    public Task<IActionResult> OnPostExtendCodeAsync()
    {
        ByCode = true;
        return SendAsync(new ExtendSignInCode(Phone), AskForCode);
    }

    public async Task<IActionResult> OnPostCodeAsync()
    {
        (ByCode, CodeSent) = (true, true);
        ModelState.Remove(nameof(CodeSent));
        var refused = default(ErrorOr.Error?);
        var answer = await SendAsync(new SignInWithCode(Phone, Code), use =>
        {
            refused = use.Refused;
            return GoOn(use.Step);
        });
        return refused is { } error ? await ShowErrorsAsync([error]) : answer;
    }

    protected override async Task<IActionResult?> LoadAsync() =>
        CodeSent ? await ReadAsync(new GetSentCode(Phone), sent => Sent = sent) : null;

    private IActionResult AskForCode(SentCode sent)
    {
        (CodeSent, Sent) = (true, sent);
        ModelState.Remove(nameof(CodeSent));
        return Page();
    }

    private IActionResult GoOn(SignInStep step)
    {
        var address = Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";
        return step == SignInStep.AwaitsSecondStep
            ? GoTo($"/account/second-step?returnUrl={Uri.EscapeDataString(address)}")
            : GoTo(address, texts["已登录"]);
    }
}
