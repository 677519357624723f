using System.Globalization;

using Microsoft.AspNetCore.Localization;

namespace QingjiangpuPortal.Web.Localization;

/// <summary>The languages of the portal: Chinese first, English by choice.</summary>
public static class PortalCultures
{
    /// <summary>Simplified Chinese, what every visitor sees until they choose otherwise.</summary>
    public const string Chinese = "zh-CN";

    /// <summary>English.</summary>
    public const string English = "en";

    /// <summary>The name of the cookie that remembers the choice.</summary>
    public const string CookieName = "language";

    /// <summary>Whether the current request is answered in Chinese.</summary>
    public static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    /// <summary>Registers the resources, <see cref="HumanTime"/> and the choice of the request's language.</summary>
    public static IServiceCollection AddPortalLocalization(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddSingleton<HumanTime>();
        return services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Chinese).AddSupportedCultures(Chinese, English).AddSupportedUICultures(Chinese, English);
            // The cookie only: many phones of Chinese residents send English as Accept-Language.
            options.RequestCultureProviders = [new CookieRequestCultureProvider { Options = options, CookieName = CookieName }];
        });
    }
}
