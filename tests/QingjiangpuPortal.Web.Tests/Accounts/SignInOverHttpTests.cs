using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace QingjiangpuPortal.Web.Tests.Accounts;

/// <summary>登录 and 退出 through the pages.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed partial class SignInOverHttpTests(PortalOverHttp portal)
{
    private static int _lastPhone;

    [Fact]
    public async Task With_number_and_password_one_is_signed_in_and_the_header_says_so_masked()
    {
        using var client = portal.Host.Client();
        var answer = await client.SignInAsync(PortalOverHttp.ResidentAccount.Phone);
        Assert.Equal("/", answer.Location);

        var account = await client.OpenAsync("/account");
        Assert.Contains("周**", account.Text("main dl"), StringComparison.Ordinal);
        Assert.Contains("138****0001", account.Text("main dl"), StringComparison.Ordinal);
        Assert.DoesNotContain(PortalOverHttp.ResidentAccount.Phone, account.Source, StringComparison.Ordinal);
        Assert.DoesNotContain(PortalOverHttp.ResidentAccount.Name, account.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_number_get_the_same_answer()
    {
        using var client = portal.Host.Client();
        var wrong = await client.SignInAsync(PortalOverHttp.WorkerAccount.Phone, "not-the-password");
        var unknown = await client.SignInAsync(NewPhone(), "not-the-password");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal("手机号或密码不对", wrong.ErrorOf("Password"));
        Assert.Equal((wrong.Status, wrong.ErrorOf("Password"), wrong.Text("title")), (unknown.Status, unknown.ErrorOf("Password"), unknown.Text("title")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_five_wrong_passwords_a_number_is_closed_for_fifteen_minutes_whether_it_has_an_account_or_not(bool hasAccount)
    {
        const string Password = "a good password";
        var phone = NewPhone();
        if (hasAccount)
        {
            using var owner = portal.Host.Client();
            Assert.Equal("/", (await EnterCodeAsync(owner, phone, await SendCodeAsync(owner, phone))).Location);
            var saved = await (await owner.OpenAsync("/account/password")).Form("main form").Set("NewPassword", Password).SendAsync();
            Assert.Equal("/account", saved.Location);
        }

        using var client = portal.Host.Client();
        for (var i = 0; i < 5; i++) Assert.Equal("手机号或密码不对", (await client.SignInAsync(phone, "wrong" + i)).ErrorOf("Password"));
        var until = Domain.Common.ChinaTime.ToLocal(portal.Clock.GetUtcNow().AddMinutes(15)).ToString("HH:mm", CultureInfo.InvariantCulture);
        var refused = await client.SignInAsync(phone, Password);
        Assert.Equal($"错了太多次，{until} 以后再试。着急的话，带上证件到就近的网格睦邻驿站，当面就能解开", refused.ErrorOf("Password"));
        Assert.Equal(HttpStatusCode.Found, (await client.OpenAsync("/account")).Status);

        portal.Clock.Advance(TimeSpan.FromMinutes(15));
        var again = await client.SignInAsync(phone, Password);
        if (hasAccount) Assert.Equal("/", again.Location);
        else Assert.Equal("手机号或密码不对", again.ErrorOf("Password"));
    }

    [Fact]
    public async Task Many_wrong_passwords_at_once_are_not_more_than_five_tries()
    {
        var phone = NewPhone();
        using var client = portal.Host.Client();
        var form = (await client.OpenAsync("/account/login")).Form("main form").Set("Phone", phone).Set("Password", "wrong");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => form.SendAsync()));
        Assert.Equal(5, answers.Count(a => a.ErrorOf("Password") == "手机号或密码不对"));
    }

    [Fact]
    public async Task A_code_registers_a_resident_once()
    {
        var phone = NewPhone();
        using var client = portal.Host.Client();
        var code = await SendCodeAsync(client, phone);
        Assert.Equal("/", (await EnterCodeAsync(client, phone, code)).Location);

        var account = await client.OpenAsync("/account");
        Assert.Contains($"{phone[..3]}****{phone[^4..]}", account.Text("main dl"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.OpenAsync("/workbench")).Status);

        using var another = portal.Host.Client();
        var again = await EnterCodeAsync(another, phone, code);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Equal("验证码已失效，请重新获取", again.ErrorOf("Code"));
        Assert.Equal(HttpStatusCode.Found, (await another.OpenAsync("/account")).Status);

        portal.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("/", (await EnterCodeAsync(another, phone, await SendCodeAsync(another, phone))).Location);
        Assert.Equal(phone[^4..], (await another.OpenAsync("/account")).Text("main dl")[^4..]);
        // One person, one login: neither is added twice.
        Assert.Null((await LoginAsync(phone)).PasswordHash);
    }

    [Fact]
    public async Task Five_wrong_codes_close_the_number()
    {
        var phone = NewPhone();
        using var client = portal.Host.Client();
        var code = await SendCodeAsync(client, phone);
        var wrong = code == "123456" ? "654321" : "123456";

        for (var left = 4; left >= 0; left--)
            Assert.Equal($"验证码不对，还可以试 {left} 次", (await EnterCodeAsync(client, phone, wrong)).ErrorOf("Code"));
        // Neither the right code nor a fresh one opens now.
        Assert.StartsWith("错了太多次", (await EnterCodeAsync(client, phone, code)).ErrorOf("Code"), StringComparison.Ordinal);
        portal.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.StartsWith("错了太多次", (await EnterCodeAsync(client, phone, await SendCodeAsync(client, phone))).ErrorOf("Code"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_expires_and_a_second_one_is_not_sent_at_once()
    {
        var phone = NewPhone();
        using var client = portal.Host.Client();
        var code = await SendCodeAsync(client, phone);
        var tooSoon = await (await client.OpenAsync("/account/login?byCode=true")).Form("main form").Set("Phone", phone).SendAsync("获取验证码");
        Assert.Equal("验证码刚发过，请 60 秒后再获取", tooSoon.ErrorOf("Phone"));

        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("验证码已失效，请重新获取", (await EnterCodeAsync(client, phone, code)).ErrorOf("Code"));
    }

    [Fact]
    public async Task A_code_can_be_extended_once_before_it_ends_and_the_page_says_until_when()
    {
        var phone = NewPhone();
        using var client = portal.Host.Client();
        var code = await SendCodeAsync(client, phone);
        portal.Clock.Advance(TimeSpan.FromMinutes(9));
        var asked = await EnterCodeAsync(client, phone, "000000" == code ? "111111" : "000000");
        var extended = await asked.Form("main form").SendAsync("再给我 10 分钟");

        var until = Domain.Common.ChinaTime.ToLocal(portal.Clock.GetUtcNow().AddMinutes(11)).ToString("HH:mm", CultureInfo.InvariantCulture);
        Assert.Contains($"{until} 前有效", extended.Text("main [role=status]"), StringComparison.Ordinal);
        Assert.DoesNotContain("再给我 10 分钟", extended.Source, StringComparison.Ordinal);
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("/", (await EnterCodeAsync(client, phone, code)).Location);
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions()
    {
        var phone = NewPhone();
        using var here = portal.Host.Client();
        await EnterCodeAsync(here, phone, await SendCodeAsync(here, phone));
        portal.Clock.Advance(TimeSpan.FromSeconds(61));
        using var there = portal.Host.Client();
        await EnterCodeAsync(there, phone, await SendCodeAsync(there, phone));

        await (await here.OpenAsync("/account/password")).Form("main form").Set("NewPassword", "a good password").SendAsync();

        Assert.Equal(HttpStatusCode.OK, (await here.OpenAsync("/account")).Status);
        Assert.Equal(HttpStatusCode.Found, (await there.OpenAsync("/account")).Status);
    }

    [Theory]
    [InlineData("/my?after=x", "/my?after=x")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("", "/")]
    public async Task Signing_in_leads_back_only_within_the_portal(string returnUrl, string expected)
    {
        using var client = portal.Host.Client();
        var login = await client.OpenAsync("/account/login?returnUrl=" + Uri.EscapeDataString(returnUrl));
        var answer = await login.Form("main form").Set("Phone", PortalOverHttp.ResidentAccount.Phone)
            .Set("Password", Infrastructure.Persistence.Seeding.DemoAccounts.Password).SendAsync();

        Assert.Equal(expected, answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Outside_the_demo_there_is_no_outbox_and_no_code()
    {
        await using var host = new PortalHost(portal, ("Portal:Demo", "false"));
        using var client = host.Client();

        Assert.Equal(HttpStatusCode.NotFound, (await client.OpenAsync("/dev/outbox")).Status);
        var login = await client.OpenAsync("/account/login");
        Assert.Null(login.Html.QuerySelector("main .tabs"));
        var refused = await (await client.OpenAsync("/account/login?byCode=true")).Form("main form").Set("Phone", NewPhone()).SendAsync("获取验证码");
        Assert.Equal("暂时不能发短信，请用密码登录", refused.ErrorOf("Phone"));
    }

    /// <summary>Asks for a code and reads it in the developer outbox.</summary>
    private static async Task<string> SendCodeAsync(HttpClient client, string phone)
    {
        var sent = await (await client.OpenAsync("/account/login?byCode=true")).Form("main form").Set("Phone", phone).SendAsync("获取验证码");
        Assert.StartsWith("验证码已发送", sent.Text("main [role=status]"), StringComparison.Ordinal);
        var outbox = await client.OpenAsync("/dev/outbox");
        var message = outbox.Html.QuerySelectorAll("main .items li").First(item => item.TextContent.Contains(phone, StringComparison.Ordinal));
        return Code().Match(message.TextContent).Value;
    }

    private static async Task<WebPage> EnterCodeAsync(HttpClient client, string phone, string code)
    {
        var token = (await client.OpenAsync("/account/login?byCode=true")).Form("main form")["__RequestVerificationToken"]!;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["__RequestVerificationToken"] = token,
            ["Phone"] = phone,
            ["Code"] = code,
        });
        return await WebPage.OfAsync(client, await client.PostAsync("/account/login?handler=Code", form));
    }

    private async Task<PortalLogin> LoginAsync(string phone)
    {
        var index = portal.ServiceProvider.GetRequiredService<IPersonalDataCipher>().BlindIndex(phone, PersonalDataKind.Phone);
        return await portal.QueryAsync(async db =>
        {
            var person = await db.People.Where(p => p.Phone.BlindIndex == index).Select(p => p.Id).SingleAsync();
            return await db.Set<PortalLogin>().AsNoTracking().SingleAsync(l => l.Id == person);
        });
    }

    private static string NewPhone() => string.Create(CultureInfo.InvariantCulture, $"150{Interlocked.Increment(ref _lastPhone):D8}");

    [GeneratedRegex(@"(?<!\d)\d{6}(?!\d)")]
    private static partial Regex Code();
}
