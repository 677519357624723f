using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Web.Security.OpenId;

namespace QingjiangpuPortal.Web.Pages.Account;

/// <summary>我的账号: who is signed in, masked, and the ways to sign in.</summary>
public sealed class IndexModel(IMediator mediator, CurrentUser user, OpenIdSignIn openId) : AccountPage(mediator)
{
    public MyAccount Account { get; private set; } = null!;

    public bool HasSecondFactor { get; private set; }

    public bool LacksSecondFactor => user.LacksSecondFactor;

    public bool OffersLinks => openId.Providers.Count > 0;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override async Task<IActionResult?> LoadAsync() =>
        await ReadAsync(new GetMyAccount(), account => Account = account)
        ?? await ReadAsync(new GetMySecondFactors(), factors => HasSecondFactor = factors.AppSince is not null || factors.Passkeys.Count > 0);
}
