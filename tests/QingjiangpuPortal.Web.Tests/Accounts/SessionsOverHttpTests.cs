using System.Net;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.Accounts;

/// <summary>Sessions are the portal's, not the cookie's.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed class SessionsOverHttpTests(PortalOverHttp portal)
{
    private static DemoAccount Account => PortalOverHttp.AnotherResidentAccount;

    [Fact]
    public async Task A_copy_of_the_cookie_opens_nothing_after_signing_out()
    {
        var key = await SignInAsync();
        Assert.Equal(HttpStatusCode.OK, await OpenAccountAsync(key));

        using var thief = WithKey(key);
        var left = await (await thief.OpenAsync("/account/logout")).Form("main form").SendAsync();
        Assert.Equal("/", left.Location);
        Assert.Equal(HttpStatusCode.Found, await OpenAccountAsync(key));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("AAAA")]
    [InlineData("not a key at all")]
    public async Task A_cookie_that_is_no_key_is_nobodys(string key)
    {
        Assert.Equal(HttpStatusCode.Found, await OpenAccountAsync(key));
    }

    [Fact]
    public async Task Every_sign_in_has_a_new_key_also_in_a_browser_that_brings_one_along()
    {
        var brought = await SignInAsync();
        using var client = WithKey(brought);
        var answer = await client.SignInAsync(Account.Phone);
        Assert.NotEqual(brought, KeyOf(answer));
        Assert.NotNull(KeyOf(answer));
    }

    [Fact]
    public async Task A_session_ends_when_nobody_uses_it_and_goes_on_while_somebody_does()
    {
        var used = await SignInAsync();
        var idle = await SignInAsync();
        for (var day = 0; day < 2; day++)
        {
            portal.Clock.Advance(TimeSpan.FromHours(13));
            Assert.Equal(HttpStatusCode.OK, await OpenAccountAsync(used));
        }
        Assert.Equal(HttpStatusCode.Found, await OpenAccountAsync(idle));
    }

    [Fact]
    public async Task Asking_how_long_it_lasts_does_not_make_it_last()
    {
        using var client = WithKey(await SignInAsync());
        portal.Clock.Advance(TimeSpan.FromHours(20));
        Assert.Equal((4 * 3600).ToString(System.Globalization.CultureInfo.InvariantCulture), (await client.OpenAsync("/account/session")).Source);
        using (var extended = await client.PostAsync("/account/session/extend", content: null))
            Assert.Equal((24 * 3600).ToString(System.Globalization.CultureInfo.InvariantCulture), await extended.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task One_ends_ones_other_sessions_one_by_one_or_all_and_nobody_elses()
    {
        var here = await SignInAsync();
        string[] there = [await SignInAsync(), await SignInAsync()];
        using var client = WithKey(here);
        var page = await client.OpenAsync("/account/sessions");
        Assert.Equal("本机", page.Text("main .items .tag"));

        var ended = await page.Form("form[action$='handler=End']").SendAsync();
        Assert.Equal("/account/sessions", ended.Location);
        await (await client.OpenAsync("/account/sessions")).Form("form[action$='EndOthers']").SendAsync();
        Assert.Equal(HttpStatusCode.OK, await OpenAccountAsync(here));
        foreach (var key in there) Assert.Equal(HttpStatusCode.Found, await OpenAccountAsync(key));

        using var stranger = portal.Host.Client();
        await stranger.SignInAsync(PortalOverHttp.ResidentAccount.Phone);
        using var another = portal.Host.Client();
        await another.SignInAsync(PortalOverHttp.ResidentAccount.Phone);
        var form = (await stranger.OpenAsync("/account/sessions")).Form("form[action$='handler=End']").Set("sessionId", await SessionIdOfAsync(here));
        Assert.Equal(HttpStatusCode.NotFound, (await form.SendAsync()).Status);
        Assert.Equal(HttpStatusCode.OK, await OpenAccountAsync(here));
    }

    private async Task<string> SignInAsync()
    {
        using var client = portal.Host.Client();
        return KeyOf(await client.SignInAsync(Account.Phone))!;
    }

    private async Task<HttpStatusCode> OpenAccountAsync(string key)
    {
        using var client = WithKey(key);
        return (await client.OpenAsync("/account")).Status;
    }

    /// <summary>A browser elsewhere that has nothing but a copy of the cookie.</summary>
    private HttpClient WithKey(string key)
    {
        var client = portal.Host.Client();
        client.DefaultRequestHeaders.Add("Cookie", "portal-session=" + key);
        return client;
    }

    private Task<string> SessionIdOfAsync(string key) => portal.QueryAsync(async db =>
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Buffers.Text.Base64Url.DecodeFromChars(key));
        return (await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(db.Sessions, s => s.KeyHash == hash)).Id.ToString();
    });

    private static string? KeyOf(WebPage page) => page.Headers.TryGetValues("Set-Cookie", out var cookies)
        ? cookies.Where(c => c.StartsWith("portal-session=", StringComparison.Ordinal)).Select(c => c.Split(';')[0]["portal-session=".Length..]).LastOrDefault()
        : null;
}
