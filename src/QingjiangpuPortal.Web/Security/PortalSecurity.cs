using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Web.Security.Door;
using QingjiangpuPortal.Web.Security.OpenId;

namespace QingjiangpuPortal.Web.Security;

internal static class PortalSecurity
{
    /// <summary>Sign-in by session, forms that only our own pages can send, uploads that open with a sealed id.</summary>
    public static IServiceCollection AddPortalSecurity(this IServiceCollection services, IReadOnlyList<OpenIdProvider> providers)
    {
        services.AddAuthentication(SessionHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.SchemeName, configureOptions: null)
            .AddCookie(IdentitySchemes.FirstStep, options => ShortLived(options, "portal-first-step"))
            // Identity remembers the challenge of a passkey in this one.
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, options => ShortLived(options, "portal-passkey"))
            .AddOpenIdProviders(providers);
        services.AddAuthorization();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "portal-forms";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.HeaderName = "X-Form-Token";
        });
        services.AddSingleton<UploadTickets>();
        services.AddSingleton<Pages.Shared.PhotoUploads>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<Challenges>();
        services.AddSingleton<DoorFilter>();
        services.Configure<FormOptions>(RequestSizes.ConfigureForms);
        services.Configure<CookieTempDataProviderOptions>(options => options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        return services;
    }

    /// <summary>Sealed, for one sign-in, and gone after ten minutes.</summary>
    private static void ShortLived(CookieAuthenticationOptions options, string name)
    {
        options.Cookie.Name = name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromMinutes(10);
        options.SlidingExpiration = false;
    }
}
