using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Web.Resources;
using QingjiangpuPortal.Web.Security.OpenId;

namespace QingjiangpuPortal.Web.Pages.Account;

/// <summary>登录绑定: which other identities sign the user in; adds one and ends one.</summary>
public sealed class LinksModel(IMediator mediator, OpenIdSignIn openId, IStringLocalizer<Texts> texts) : AccountPage(mediator)
{
    private IReadOnlyList<string> _linked = [];

    public IReadOnlyList<OpenIdProvider> Providers => openId.Providers;

    public bool IsLinked(OpenIdProvider provider) => _linked.Contains(provider.Name);

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new ListMyLinks(), linked => _linked = linked);

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostRemoveAsync(string? provider) =>
        SendAsync(new UnlinkOutside(provider), _ => GoTo("/account/links", texts["已解除绑定"]));
}
