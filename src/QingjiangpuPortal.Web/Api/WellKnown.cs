using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using QingjiangpuPortal.Web.Navigation;

namespace QingjiangpuPortal.Web.Api;

/// <summary>The addresses where programs look for what every site says about itself.</summary>
internal static class WellKnown
{
    /// <summary>RFC 9116 wants a date in the future, at most a year; said anew with every answer.</summary>
    private static readonly TimeSpan SaidFor = TimeSpan.FromDays(180);

    public static void MapWellKnown(this WebApplication app)
    {
        app.MapGet("/.well-known/security.txt", SecurityText).ExcludeFromDescription();
        app.MapGet("/robots.txt", () => TypedResults.Text(Robots)).ExcludeFromDescription();
        // Password managers lead here (W3C, "A Well-Known URL for Changing Passwords").
        app.MapGet("/.well-known/change-password", () => TypedResults.LocalRedirect("/account/password")).ExcludeFromDescription();
    }

    /// <summary>Public reports may be found; what is somebody's own, and what staff work with, is not for an index.</summary>
    private const string Robots = """
        User-agent: *
        Disallow: /account
        Disallow: /api/
        Disallow: /my
        Disallow: /report/
        Disallow: /workbench
        Disallow: /dashboard

        """;

    private static Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult SecurityText(IOptions<SiteOptions> options, TimeProvider clock)
    {
        var site = options.Value;
        var text = new StringBuilder();
        foreach (var contact in site.SecurityContacts.DefaultIfEmpty($"tel:{site.Phone}")) text.Append("Contact: ").Append(contact).Append('\n');
        var expires = clock.GetUtcNow() + SaidFor;
        text.Append("Expires: ").Append(expires.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)).Append('\n');
        text.Append("Preferred-Languages: zh, en\n");
        if (site.Address is { } address) text.Append("Canonical: ").Append(address.TrimEnd('/')).Append("/.well-known/security.txt\n");
        if (site.SecurityPolicy is { } policy) text.Append("Policy: ").Append(policy).Append('\n');
        return TypedResults.Text(text.ToString());
    }
}
