using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.Door;

/// <summary>The headers of what is no ordinary page: files, errors, redirects, JSON, cookies. (Pages: <c>RouteAccessTests</c>.)</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed partial class AnswerHeaderTests(PortalOverHttp portal)
{
    private static readonly Uri Https = new("https://portal.example/");

    public static TheoryData<string, string, int> Answers => new()
    {
        { "GET", "/favicon.svg", 200 },
        { "GET", "/sw.js", 200 },
        { "GET", "/dist/site.js", 200 },
        { "GET", "/api/places/units", 200 },
        { "GET", "/openapi/v1.json", 200 },
        { "GET", "/.well-known/security.txt", 200 },
        { "GET", "/account", 302 },
        { "POST", "/account/login", 400 },
        { "GET", "/error/403", 403 },
        { "GET", "/nothing/here", 404 },
        { "GET", "/no-such-file.css", 404 },
        { "DELETE", "/api/places/units", 405 },
        { "LARGE", "/account/login", 413 },
        { "GET", "/error/429", 429 },
        { "GET", "/error/500", 500 },
    };

    [Theory, MemberData(nameof(Answers))]
    public async Task Whatever_is_answered_carries_the_security_headers(string method, string address, int status)
    {
        using var client = portal.Host.Client();
        using var answer = await SendAsync(client, method, address);

        Assert.Equal(status, (int)answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["DENY"], answer.Headers.GetValues("X-Frame-Options"));
        Assert.Equal(["same-origin"], answer.Headers.GetValues("Cross-Origin-Resource-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
        var permissions = Assert.Single(answer.Headers.GetValues("Permissions-Policy"));
        foreach (var feature in new[] { "geolocation=self", "camera=self", "microphone=()", "payment=()", "usb=()", "serial=()", "hid=()" })
            Assert.Contains(feature, permissions, StringComparison.Ordinal);
        // Without TLS the header would be ignored, and wrong.
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        Assert.NotNull(answer.Headers.CacheControl);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/favicon.svg")]
    [InlineData("/nothing/here")]
    [InlineData("/api/places/units")]
    public async Task Behind_TLS_browsers_are_told_to_stay_with_it(string address)
    {
        using var client = portal.Host.Client();
        using var answer = await client.GetAsync(new Uri(Https, address));
        Assert.Equal(["max-age=31536000; includeSubDomains"], answer.Headers.GetValues("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/my")]
    [InlineData("/account")]
    [InlineData("/account/links")]
    [InlineData("/api/places/units")]
    [InlineData("/nothing/here")]
    public async Task What_somebody_sees_signed_in_is_kept_by_nobody(string address)
    {
        using var client = await portal.Host.ClientOfAsync(PortalOverHttp.ResidentAccount);
        using var answer = await client.GetAsync(address);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Every_cookie_is_for_this_site_only_out_of_reach_of_scripts_and_behind_TLS_never_sent_without_it()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var isHttps in new[] { false, true })
        {
            using var client = portal.Host.Client();
            client.BaseAddress = isHttps ? Https : new Uri("http://portal.example/");
            var login = await client.OpenAsync("/account/login");
            var signedIn = await login.Form("main form").Set("Phone", PortalOverHttp.ResidentAccount.Phone).Set("Password", DemoAccounts.Password).SendAsync();
            Assert.Equal("/", signedIn.Location);
            var home = await client.OpenAsync("/");
            var switched = await home.Form("form[action='/preferences/elder-mode']").SendAsync();
            var language = await home.Form("form[action='/preferences/language']").SendAsync();
            var cookies = new[] { login, signedIn, home, switched, language }
                .SelectMany(page => page.Headers.TryGetValues("Set-Cookie", out var set) ? set : []).ToList();
            seen.UnionWith(cookies.Select(c => c[..c.IndexOf('=', StringComparison.Ordinal)]));
            foreach (var cookie in cookies.Where(c => !c.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase)))
            {
                Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
                Assert.Matches(SameSite(), cookie);
                Assert.Equal(isHttps, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
                Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
            }
        }
        Assert.Superset(new HashSet<string>(StringComparer.Ordinal) { "portal-session", "portal-forms", "portal-device", "elder-mode" }, seen);
    }

    [Fact]
    public async Task Researchers_find_whom_to_write_to()
    {
        await using var host = new PortalHost(portal,
            ("Site:Address", "https://portal.example/"), ("Site:SecurityContacts:0", "mailto:security@portal.example"), ("Site:SecurityPolicy", "https://portal.example/policy"));
        using var client = host.Client();
        using var answer = await client.GetAsync("/.well-known/security.txt");
        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

        Assert.Equal("mailto:security@portal.example", lines["Contact"]);
        Assert.Equal("https://portal.example/.well-known/security.txt", lines["Canonical"]);
        Assert.Equal("https://portal.example/policy", lines["Policy"]);
        Assert.Equal("zh, en", lines["Preferred-Languages"]);
        var expires = DateTimeOffset.Parse(lines["Expires"], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(expires - portal.Clock.GetUtcNow(), TimeSpan.FromDays(30), TimeSpan.FromDays(365));
    }

    [Fact]
    public async Task Without_any_contact_configured_there_is_still_the_telephone()
    {
        using var client = portal.Host.Client();
        Assert.Contains("Contact: tel:12345\n", await client.GetStringAsync("/.well-known/security.txt"), StringComparison.Ordinal);
        Assert.Contains("Disallow: /workbench", await client.GetStringAsync("/robots.txt"), StringComparison.Ordinal);
        Assert.Equal("/account/password", (await client.OpenAsync("/.well-known/change-password")).Location);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string address)
    {
        using var request = new HttpRequestMessage(method == "LARGE" ? HttpMethod.Post : new HttpMethod(method), address);
        if (method == "LARGE") request.Content = new ByteArrayContent(new byte[1_000_000]) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") } };
        return await client.SendAsync(request);
    }

    [GeneratedRegex("samesite=(lax|strict)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SameSite();
}
