using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Accounts;

namespace QingjiangpuPortal.Web.Security.OpenId;

/// <summary>
/// The way to a provider and back. Who comes back is kept for some minutes in a sealed cookie (<see cref="IdentityConstants.ExternalScheme"/>)
/// until the page <c>/account/external</c> has decided what becomes of it; the provider's tokens are kept nowhere.
/// </summary>
public sealed class OpenIdSignIn(IReadOnlyList<OpenIdProvider> providers, IOptionsMonitor<OpenIdConnectOptions> options, ILogger<OpenIdSignIn> logger)
{
    public const string Page = "/account/external";
    private const string ProviderItem = "provider";

    public IReadOnlyList<OpenIdProvider> Providers => providers;

    public OpenIdProvider? Find(string? name) => providers.FirstOrDefault(p => p.Name == name);

    /// <summary>Leads to the provider; false when it does not answer.</summary>
    public async Task<bool> StartAsync(HttpContext context, OpenIdProvider provider, string? returnUrl)
    {
        var back = Page + (string.IsNullOrEmpty(returnUrl) ? "" : "?returnUrl=" + Uri.EscapeDataString(returnUrl));
        try
        {
            await context.ChallengeAsync(provider.Scheme, new() { RedirectUri = back, Items = { [ProviderItem] = provider.Name } });
            return true;
        }
        catch (InvalidOperationException e)
        {
            logger.LogWarning(e, "The OpenID provider {Provider} does not answer", provider.Name);
            return false;
        }
    }

    /// <summary>Who came back from a provider some minutes ago; <c>null</c> when nobody did.</summary>
    public async Task<SignInFromOutside?> ArrivedAsync(HttpContext context)
    {
        var arrived = await context.AuthenticateAsync(IdentityConstants.ExternalScheme);
        if (!arrived.Succeeded || Find(arrived.Properties.Items.TryGetValue(ProviderItem, out var name) ? name : null) is not { } provider) return null;
        if (arrived.Principal.FindFirstValue(provider.SubjectClaim) is not { Length: > 0 } subject) return null;
        var isVerified = provider.PhoneClaim is not null
            && string.Equals(arrived.Principal.FindFirstValue(provider.PhoneVerifiedClaim), "true", StringComparison.OrdinalIgnoreCase);
        return new(new(provider.Name, subject),
            isVerified ? arrived.Principal.FindFirstValue(provider.PhoneClaim!) : null,
            provider.NameClaim is null ? null : arrived.Principal.FindFirstValue(provider.NameClaim));
    }

    /// <summary>What came back has been decided about.</summary>
    public static Task ForgetAsync(HttpContext context) => context.SignOutAsync(IdentityConstants.ExternalScheme);

    /// <summary>Leads to the provider's own sign-out; false when it has none, or does not answer.</summary>
    public async Task<bool> SignOutThereAsync(HttpContext context, OpenIdProvider provider)
    {
        try
        {
            var there = await options.Get(provider.Scheme).ConfigurationManager!.GetConfigurationAsync(context.RequestAborted);
            if (string.IsNullOrEmpty(there.EndSessionEndpoint)) return false;
            await context.SignOutAsync(provider.Scheme, new() { RedirectUri = "/" });
            return true;
        }
        catch (InvalidOperationException e)
        {
            logger.LogWarning(e, "The OpenID provider {Provider} does not answer", provider.Name);
            return false;
        }
    }
}
