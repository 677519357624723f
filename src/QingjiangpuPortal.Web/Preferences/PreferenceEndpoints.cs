using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

using QingjiangpuPortal.Web.Localization;

namespace QingjiangpuPortal.Web.Preferences;

/// <summary>
/// The two switches in the header of every page. Each is a form with an anti-forgery token that works without a script,
/// is remembered for a year, and leads back to where it was pressed.
/// </summary>
public static class PreferenceEndpoints
{
    /// <summary>Maps POST /preferences/elder-mode and POST /preferences/language; needs <c>UseAntiforgery</c>.</summary>
    public static IEndpointRouteBuilder MapPreferences(this IEndpointRouteBuilder endpoints)
    {
        var preferences = endpoints.MapGroup("/preferences").ExcludeFromDescription();
        preferences.MapPost("/elder-mode", SwitchElderMode);
        preferences.MapPost("/language", SwitchLanguage);
        return endpoints;
    }

    internal static CookieOptions ForAYear(HttpRequest request) => new()
    {
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
        IsEssential = true,
        Secure = request.IsHttps,
        SameSite = SameSiteMode.Lax,
    };

    private static RedirectHttpResult SwitchElderMode(HttpResponse response, [FromForm] bool on, [FromForm] string? returnUrl)
    {
        ElderMode.Remember(response, on);
        return Back(returnUrl);
    }

    private static RedirectHttpResult SwitchLanguage(HttpResponse response, [FromForm] string? culture, [FromForm] string? returnUrl)
    {
        var chosen = culture == PortalCultures.English ? PortalCultures.English : PortalCultures.Chinese;
        response.Cookies.Append(
            PortalCultures.CookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen)), ForAYear(response.HttpContext.Request));
        return Back(returnUrl);
    }

    /// <summary>Only ever to an address of this site.</summary>
    private static RedirectHttpResult Back(string? returnUrl) =>
        TypedResults.LocalRedirect(RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl! : "/");
}
