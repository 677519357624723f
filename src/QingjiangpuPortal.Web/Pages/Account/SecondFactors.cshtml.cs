using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Account;

/// <summary>两步登录和通行密钥: what there is, and taking it away; a new app is set up on a page of its own.</summary>
public sealed class SecondFactorsModel(IMediator mediator, CurrentUser user, IStringLocalizer<Texts> texts) : AccountPage(mediator)
{
    private const string Here = "/account/second-factors";

    public MySecondFactors Factors { get; private set; } = null!;

    /// <summary>In clear, in the answer that made them.</summary>
    public IReadOnlyList<string>? NewCodes { get; private set; }

    /// <summary>What the browser answered when it made a passkey; a script fills it in.</summary>
    [BindProperty]
    public string? Credential { get; set; }

    [BindProperty]
    public string? PasskeyName { get; set; }

    public bool LacksSecondFactor => user.LacksSecondFactor;

    public bool HasAny => Factors.AppSince is not null || Factors.Passkeys.Count > 0;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostBeginAppAsync() =>
        SendAsync(new BeginAuthenticator(), _ => GoTo("/account/authenticator"));

    public async Task<IActionResult> OnPostRenewCodesAsync()
    {
        var answer = await SendAsync(new RenewRecoveryCodes(), codes =>
        {
            NewCodes = codes;
            return Page();
        });
        return NewCodes is null ? answer : await ShowAsync();
    }

    public Task<IActionResult> OnPostRemoveAppAsync() =>
        SendAsync(new RemoveAuthenticator(), _ => GoTo(Here, texts["手机验证器已关闭"]));

    public Task<IActionResult> OnPostAddPasskeyAsync() =>
        SendAsync(new AddPasskey(Credential, PasskeyName), _ => GoTo(Here, texts["通行密钥已添加"]));

    public Task<IActionResult> OnPostRemovePasskeyAsync(string passkeyId) =>
        SendAsync(new RemovePasskey(passkeyId), _ => GoTo(Here, texts["通行密钥已移除"]));

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetMySecondFactors(), factors => Factors = factors);

    protected override string FieldName(string property) => property == "Name" ? nameof(PasskeyName) : property == "Credential" ? "" : property;
}
