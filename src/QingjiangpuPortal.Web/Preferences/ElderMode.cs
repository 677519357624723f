namespace QingjiangpuPortal.Web.Preferences;

/// <summary>长辈版: whether this visitor wants large type, large targets and fewer things on a page.</summary>
public static class ElderMode
{
    /// <summary>The name of the cookie that remembers the choice; its value is <c>on</c>.</summary>
    public const string CookieName = "elder-mode";

    private const string On = "on";

    /// <summary>Whether the request's visitor has switched it on.</summary>
    public static bool IsElderMode(this HttpRequest request) => request.Cookies[CookieName] == On;

    internal static void Remember(HttpResponse response, bool on)
    {
        if (on) response.Cookies.Append(CookieName, On, PreferenceEndpoints.ForAYear(response.HttpContext.Request));
        else response.Cookies.Delete(CookieName);
    }
}
