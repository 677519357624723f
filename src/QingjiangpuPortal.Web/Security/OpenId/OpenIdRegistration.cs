using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace QingjiangpuPortal.Web.Security.OpenId;

internal static class OpenIdRegistration
{
    /// <summary>One scheme for each configured provider: authorization code with PKCE, state and nonce; tokens go server to server and are not kept.</summary>
    public static AuthenticationBuilder AddOpenIdProviders(this AuthenticationBuilder authentication, IReadOnlyList<OpenIdProvider> providers)
    {
        authentication.Services.AddSingleton(providers);
        authentication.Services.AddSingleton<OpenIdSignIn>();
        authentication.AddCookie(IdentityConstants.ExternalScheme, options =>
        {
            options.Cookie.Name = "portal-arrival";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = TimeSpan.FromMinutes(15);
            options.SlidingExpiration = false;
        });
        foreach (var provider in providers) authentication.AddOpenIdConnect(provider.Scheme, options => Configure(options, provider));
        return authentication;
    }

    private static void Configure(OpenIdConnectOptions options, OpenIdProvider provider)
    {
        options.SignInScheme = IdentityConstants.ExternalScheme;
        options.Authority = provider.Authority;
        options.RequireHttpsMetadata = !provider.IsOnThisMachine;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ReadSecret();
        options.ResponseType = OpenIdConnectResponseType.Code;
        // The answer comes as a link: a form from another site would come without our cookies.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.SaveTokens = false;
        options.DisableTelemetry = true;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.BackchannelTimeout = TimeSpan.FromSeconds(20);
        options.CallbackPath = $"{OpenIdSignIn.Page}/{provider.Name}/callback";
        options.SignedOutCallbackPath = $"{OpenIdSignIn.Page}/{provider.Name}/signed-out";
        options.Scope.Clear();
        foreach (var scope in provider.Scopes.Prepend(OpenIdConnectScope.OpenId)) options.Scope.Add(scope);
        // Only what is asked for; everything else would travel in the cookie for nothing.
        options.ClaimActions.Clear();
        foreach (var claim in new[] { provider.SubjectClaim, provider.PhoneClaim, provider.PhoneVerifiedClaim, provider.NameClaim }.OfType<string>())
            options.ClaimActions.MapUniqueJsonKey(claim, claim);
        foreach (var cookie in new[] { options.NonceCookie, options.CorrelationCookie })
        {
            cookie.HttpOnly = true;
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }
        options.Events = new()
        {
            OnAccessDenied = context =>
            {
                context.Response.Redirect($"{OpenIdSignIn.Page}?problem={OpenIdProblem.Denied}");
                context.HandleResponse();
                return Task.CompletedTask;
            },
            OnRemoteFailure = context =>
            {
                // The provider's own words stay out of the log: they can name the person.
                context.HttpContext.RequestServices.GetRequiredService<ILogger<OpenIdSignIn>>()
                    .LogWarning("Signing in by {Provider} failed: {Failure}", provider.Name, context.Failure?.GetType().Name);
                context.Response.Redirect($"{OpenIdSignIn.Page}?problem={OpenIdProblem.Failed}");
                context.HandleResponse();
                return Task.CompletedTask;
            },
            OnRedirectToIdentityProviderForSignOut = context =>
            {
                // Instead of the identity token, which was not kept.
                context.ProtocolMessage.ClientId = provider.ClientId;
                return Task.CompletedTask;
            },
        };
    }
}

/// <summary>Why somebody came back from a provider without being signed in.</summary>
public enum OpenIdProblem
{
    /// <summary>They, or the provider, said no.</summary>
    Denied,

    /// <summary>The answer was expired, used already, or not genuine.</summary>
    Failed,

    /// <summary>The provider does not answer.</summary>
    Unavailable,
}
