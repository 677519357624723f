using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.Accounts;

/// <summary>Signing in by a real OpenID provider that runs beside the portal.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed class OpenIdSignInTests(PortalOverHttp portal, OpenIdSignInTests.Setting setting) : IClassFixture<OpenIdSignInTests.Setting>, IAsyncLifetime
{
    private static int _last;

    private TestOpenIdProvider Provider => setting.Provider;

    public Task InitializeAsync() => setting.SetAsync(portal);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_first_sign_in_makes_an_account_and_the_second_finds_it()
    {
        var visitor = NewPerson() with { Name = "欧阳明" };
        using (var first = setting.Host.Client()) Assert.Equal("/my", (await SignInAsync(first, visitor, returnUrl: "/my")).Location);
        var person = await PersonOfAsync(visitor.Phone!);

        using var second = setting.Host.Client();
        Assert.Equal("/", (await SignInAsync(second, visitor with { Phone = null })).Location);
        Assert.Contains($"{visitor.Phone![..3]}****{visitor.Phone[^4..]}", (await second.OpenAsync("/account")).Text("main dl"), StringComparison.Ordinal);
        Assert.Contains("欧**", (await second.OpenAsync("/account")).Text("main dl"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await second.OpenAsync("/workbench")).Status);

        // The subject can be a number of the person: the table holds none of it, and no token.
        var links = await portal.QueryAsync(db => db.Set<IdentityUserLogin<Guid>>().Where(l => l.UserId == person).ToListAsync());
        Assert.DoesNotContain(visitor.Subject, Assert.Single(links).ProviderKey, StringComparison.Ordinal);
        Assert.False(await portal.QueryAsync(db => db.Set<IdentityUserToken<Guid>>().AnyAsync(t => t.UserId == person)));
        Assert.Equal(2, await portal.QueryAsync(db => db.AuditEntries.CountAsync(e =>
            e.PersonId == person && e.Kind == AuditKind.SignIn && e.Action == nameof(SignInFromOutside) && e.Result == AuditEntry.Done)));
    }

    [Fact]
    public async Task A_number_that_has_an_account_is_not_taken_over_but_linked_after_its_owner_signed_in()
    {
        var account = PortalOverHttp.AnotherResidentAccount;
        var visitor = NewPerson() with { Phone = account.Phone };
        using var client = setting.Host.Client();
        var asked = await SignInAsync(client, visitor);
        Assert.Equal("请先证明是您本人", asked.Text("h1"));
        Assert.Equal(HttpStatusCode.Found, (await client.OpenAsync("/account")).Status);

        var login = await client.OpenAsync(asked.Html.QuerySelector("main a.btn-primary")!.GetAttribute("href")!);
        var proven = await login.Form("main form").Set("Phone", account.Phone).Set("Password", DemoAccounts.Password).SendAsync();
        Assert.Equal("/account/external", proven.Location);
        var linked = await (await proven.FollowAsync()).Form("main form").SendAsync("绑定");
        Assert.Equal("/account/links", linked.Location);

        using var later = setting.Host.Client();
        Assert.Equal("/", (await SignInAsync(later, visitor)).Location);
        Assert.Contains("****" + account.Phone[^4..], (await later.OpenAsync("/account")).Text("main dl"), StringComparison.Ordinal);
        Assert.True(await portal.QueryAsync(db => db.AuditEntries.AnyAsync(e =>
            e.PersonId == portal.AnotherResident && e.Kind == AuditKind.Rights && e.Action == nameof(LinkOutside))));

        var links = await later.OpenAsync("/account/links");
        Assert.Equal("/account/links", (await links.Form("form[action*='Remove']").SendAsync()).Location);
        using var after = setting.Host.Client();
        Assert.Equal("请先证明是您本人", (await SignInAsync(after, visitor)).Text("h1"));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("13900009999", false)]
    public async Task Without_a_verified_number_nothing_is_made(string? phone, bool isVerified)
    {
        using var client = setting.Host.Client();
        var page = await SignInAsync(client, NewPerson() with { Phone = phone, PhoneIsVerified = isVerified });
        Assert.Equal("请先证明是您本人", page.Text("h1"));
        var index = Index(phone ?? "");
        Assert.False(await portal.QueryAsync(db => db.People.AnyAsync(p => p.Phone.BlindIndex == index)));
    }

    [Fact]
    public async Task An_identity_of_one_account_cannot_be_linked_to_another()
    {
        var visitor = NewPerson();
        using (var owner = setting.Host.Client()) await SignInAsync(owner, visitor);
        using var other = setting.Host.Client();
        await other.SignInAsync(PortalOverHttp.ResidentAccount.Phone);
        var asked = await SignInAsync(other, visitor);
        var refused = await asked.Form("main form").SendAsync("绑定");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("它已经绑定了另一个账号", refused.Text("main [role=alert]"), StringComparison.Ordinal);
        using var again = setting.Host.Client();
        await SignInAsync(again, visitor);
        Assert.Contains("****" + visitor.Phone![^4..], (await again.OpenAsync("/account")).Text("main dl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_counts_once()
    {
        using var client = setting.Host.Client();
        var callback = await AnswerAsync(client, NewPerson());
        Assert.StartsWith("/account/external", (await client.OpenAsync(callback)).Location, StringComparison.Ordinal);
        await AssertFailsAsync(client, callback, "没有登录成功");

        // Another browser that got hold of the answer has not asked for it.
        using var thief = setting.Host.Client();
        await AssertFailsAsync(thief, await AnswerAsync(client, NewPerson()), "没有登录成功");
    }

    [Fact]
    public async Task Who_says_no_comes_back_to_a_page_that_says_so()
    {
        using var client = setting.Host.Client();
        await AssertFailsAsync(client, await AnswerAsync(client, NewPerson(), answer: "no"), "没有登录");
        Assert.Equal(HttpStatusCode.Found, (await client.OpenAsync("/account")).Status);
    }

    [Fact]
    public async Task A_token_with_another_nonce_is_refused()
    {
        using var client = setting.Host.Client();
        var callback = await AnswerAsync(client, NewPerson(), change: query => query["nonce"] = "another");
        await AssertFailsAsync(client, callback, "没有登录成功");
    }

    [Fact]
    public async Task A_token_that_the_providers_keys_did_not_sign_is_refused()
    {
        Provider.ShowsOtherKeys = true;
        try
        {
            await using var host = setting.NewHost(portal);
            using var client = host.Client();
            await AssertFailsAsync(client, await AnswerAsync(client, NewPerson()), "没有登录成功");
        }
        finally
        {
            Provider.ShowsOtherKeys = false;
        }
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_said_so()
    {
        await using var host = setting.NewHost(portal, "http://127.0.0.1:1/");
        using var client = host.Client();
        var page = await (await StartAsync(client)).FollowAsync();
        Assert.Equal((HttpStatusCode.OK, "对方暂时没有回应"), (page.Status, page.Text("h1")));
    }

    [Fact]
    public async Task The_last_way_to_sign_in_stays()
    {
        var visitor = NewPerson();
        // Without messages there are no codes, and this account never had a password.
        await using var host = setting.NewHost(portal, settings: ("Portal:Demo", "false"));
        using var client = host.Client();
        await SignInAsync(client, visitor);
        var refused = await (await client.OpenAsync("/account/links")).Form("form[action*='Remove']").SendAsync();
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("这是您唯一的登录方式", refused.Text("main [role=alert]"), StringComparison.Ordinal);

        await (await client.OpenAsync("/account/password")).Form("main form").Set("NewPassword", "a good password").SendAsync();
        Assert.Equal("/account/links", (await (await client.OpenAsync("/account/links")).Form("form[action*='Remove']").SendAsync()).Location);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_and_leads_to_the_providers_sign_out()
    {
        using var client = setting.Host.Client();
        await SignInAsync(client, NewPerson());
        var left = await (await client.OpenAsync("/account/logout")).Form("main form").SendAsync();

        Assert.Equal(Provider.Address.Authority, left.Headers.Location!.Authority);
        Assert.Equal(HttpStatusCode.Found, (await client.OpenAsync("/account")).Status);
        using var browser = Browser();
        using var there = await browser.GetAsync(left.Headers.Location);
        Assert.StartsWith(new Uri(setting.Host.Address, "/account/external/province/signed-out").ToString(), there.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("/", (await client.OpenAsync(there.Headers.Location.PathAndQuery)).Location);
    }

    [Fact]
    public async Task Without_a_provider_the_sign_in_page_offers_none()
    {
        using var client = portal.Host.Client();
        Assert.Null((await client.OpenAsync("/account/login")).Html.QuerySelector("form[action*='external']"));
    }

    private static OutsidePerson NewPerson()
    {
        var number = Interlocked.Increment(ref _last);
        return new($"subject-{number}", string.Create(CultureInfo.InvariantCulture, $"151{number:D8}"));
    }

    private static async Task AssertFailsAsync(HttpClient client, string callback, string title)
    {
        var page = await (await client.OpenAsync(callback)).FollowAsync();
        Assert.Equal((HttpStatusCode.OK, title), (page.Status, page.Text("h1")));
        Assert.NotNull(page.Html.QuerySelector("main a[href='/account/login']"));
    }

    /// <summary>From the button to what the portal makes of the provider's answer.</summary>
    private async Task<WebPage> SignInAsync(HttpClient client, OutsidePerson visitor, string? returnUrl = null)
    {
        var arrived = await client.OpenAsync(await AnswerAsync(client, visitor, returnUrl: returnUrl));
        return await arrived.FollowAsync();
    }

    /// <summary>From the button to the address that the provider leads back to.</summary>
    private async Task<string> AnswerAsync(
        HttpClient client, OutsidePerson visitor, string answer = "yes", string? returnUrl = null, Action<Dictionary<string, string>>? change = null)
    {
        Provider.Visitor = visitor;
        var there = (await StartAsync(client, returnUrl)).Headers.Location!;
        Assert.Equal(Provider.Address.Authority, there.Authority);
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(there.Query).ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal);
        Assert.Equal(("code", "S256"), (query["response_type"], query["code_challenge_method"]));
        change?.Invoke(query);
        query["answer"] = answer;
        using var browser = Browser();
        using var form = new FormUrlEncodedContent(query);
        using var back = await browser.PostAsync(new Uri(Provider.Address, "/authorize"), form);
        return back.Headers.Location?.PathAndQuery ?? throw new InvalidOperationException($"The provider answered {back.StatusCode}: {await back.Content.ReadAsStringAsync()}");
    }

    private static async Task<WebPage> StartAsync(HttpClient client, string? returnUrl = null)
    {
        // Whoever is signed in already starts from the page of links.
        var page = await client.OpenAsync("/account/login?returnUrl=" + Uri.EscapeDataString(returnUrl ?? ""));
        return await page.Form("form[action*='external']").SendAsync("省统一身份");
    }

    private static HttpClient Browser() => new(new HttpClientHandler { AllowAutoRedirect = false });

    private byte[] Index(string phone) => portal.ServiceProvider.GetRequiredService<IPersonalDataCipher>().BlindIndex(phone, PersonalDataKind.Phone);

    private Task<Guid> PersonOfAsync(string phone)
    {
        var index = Index(phone);
        return portal.QueryAsync(db => db.People.Where(p => p.Phone.BlindIndex == index).Select(p => p.Id).SingleAsync());
    }

    /// <summary>The provider, and a portal that knows it.</summary>
    public sealed class Setting : IAsyncLifetime
    {
        public TestOpenIdProvider Provider { get; private set; } = null!;
        public PortalHost Host { get; private set; } = null!;

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task SetAsync(PortalOverHttp portal)
        {
            if (Host is not null) return;
            Provider = await TestOpenIdProvider.StartAsync("province", new Uri("http://localhost/"));
            Host = NewHost(portal);
        }

        public PortalHost NewHost(PortalOverHttp portal, string? authority = null, params (string Name, string Value)[] settings) => new(portal,
        [
            ("Portal:OpenId:0:Name", "province"), ("Portal:OpenId:0:ChineseName", "省统一身份"), ("Portal:OpenId:0:EnglishName", "Provincial identity"),
            ("Portal:OpenId:0:Authority", authority ?? Provider.Address.ToString()), ("Portal:OpenId:0:ClientId", TestOpenIdProvider.ClientId),
            ("Portal:OpenId:0:ClientSecret", TestOpenIdProvider.Secret), ("Portal:OpenId:0:Scopes:0", "phone"), ("Portal:OpenId:0:Scopes:1", "profile"),
            ("Portal:OpenId:0:PhoneClaim", "phone_number"), ("Portal:OpenId:0:NameClaim", "name"),
            .. settings,
        ]);

        public async Task DisposeAsync()
        {
            if (Host is null) return;
            await Host.DisposeAsync();
            await Provider.DisposeAsync();
        }
    }
}
