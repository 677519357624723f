using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Web.Security.Door;
using QingjiangpuPortal.Web.Security.OpenId;

namespace QingjiangpuPortal.Web.Security;

internal static class PortalSecurity
{
    /// <summary>Sign-in by cookie, forms that only our own pages can send, uploads that open with a sealed id.</summary>
    public static IServiceCollection AddPortalSecurity(this IServiceCollection services, IReadOnlyList<OpenIdProvider> providers)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, options =>
        {
            options.Cookie.Name = "portal-session";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.LoginPath = "/account/login";
            options.ReturnUrlParameter = "returnUrl";
            options.ExpireTimeSpan = TimeSpan.FromHours(12);
            options.SlidingExpiration = true;
            options.Events = new CookieAuthenticationEvents
            {
                OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync,
                OnRedirectToAccessDenied = context =>
                {
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
                    return Task.CompletedTask;
                },
                OnRedirectToLogin = context =>
                {
                    // A program gets an answer it understands, a person the sign-in page.
                    if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
                        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                    else
                        context.Response.Redirect(context.RedirectUri);
                    return Task.CompletedTask;
                },
            };
        })
            // Not used, but Identity signs out of it, and fails without it, when a password was changed elsewhere.
            .AddCookie(IdentityConstants.TwoFactorRememberMeScheme)
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
}
