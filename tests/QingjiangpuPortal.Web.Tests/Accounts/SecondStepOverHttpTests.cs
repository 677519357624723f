using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Web.Tests.Accounts;

/// <summary>两步登录 and the counter, in a portal where staff need the second step. Each test has an account of its own.</summary>
[Collection(Hosting.PortalOverHttpCollection.Name)]
public sealed class SecondStepOverHttpTests : IClassFixture<SecondStepOverHttpTests.StrictPortal>
{
    public sealed class StrictPortal : PortalFixture
    {
        public PortalHost Host { get; private set; } = null!;

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            Host = new(this, ("Portal:StaffSecondFactor", "Required"));
            Host.Start();
        }

        public override async Task DisposeAsync()
        {
            await Host.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    private readonly StrictPortal portal;

    public SecondStepOverHttpTests(StrictPortal portal) => this.portal = portal;

    [Fact]
    public async Task A_member_of_the_staff_works_only_with_a_second_factor_and_each_code_opens_once()
    {
        var worker = DemoAccounts.All[3].Phone;
        using var first = portal.Host.Client();
        await first.SignInAsync(worker);
        var led = await first.OpenAsync("/workbench");
        Assert.Equal("/account/second-factors", led.Location);
        Assert.Equal(HttpStatusCode.NotFound, (await first.OpenAsync("/photos/" + Guid.NewGuid())).Status);

        var (secret, recovery) = await SetUpAppAsync(first);
        Assert.Equal(HttpStatusCode.OK, (await first.OpenAsync("/workbench")).Status);
        Assert.Equal(10, recovery.Count);

        using var second = portal.Host.Client();
        var asked = await second.SignInAsync(worker);
        Assert.StartsWith("/account/second-step", asked.Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await second.OpenAsync("/account")).Status);
        // The code that set it up was used already; the next step's is fresh.
        Assert.StartsWith("验证码或恢复码不对", (await StepAsync(second, CodeNow(secret))).ErrorOf("Code"), StringComparison.Ordinal);
        portal.Clock.Advance(TimeSpan.FromSeconds(Totp.StepSeconds));
        var code = CodeNow(secret);
        Assert.Equal("/", (await StepAsync(second, code)).Location);
        Assert.Equal(HttpStatusCode.OK, (await second.OpenAsync("/workbench")).Status);

        using var replayed = portal.Host.Client();
        await replayed.SignInAsync(worker);
        Assert.StartsWith("验证码或恢复码不对", (await StepAsync(replayed, code)).ErrorOf("Code"), StringComparison.Ordinal);
        Assert.Equal("/", (await StepAsync(replayed, recovery[0].ToLowerInvariant())).Location);

        using var again = portal.Host.Client();
        await again.SignInAsync(worker);
        Assert.StartsWith("验证码或恢复码不对", (await StepAsync(again, recovery[0])).ErrorOf("Code"), StringComparison.Ordinal);
        Assert.Contains("还剩 9 个", (await replayed.OpenAsync("/account/second-factors")).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Knowing_the_password_does_not_buy_more_guesses_at_the_code()
    {
        var phone = DemoAccounts.All[2].Phone;
        using (var owner = portal.Host.Client())
        {
            await owner.SignInAsync(phone);
            await SetUpAppAsync(owner);
        }
        using var thief = portal.Host.Client();
        var guesses = 0;
        while ((await thief.SignInAsync(phone)).Location is not null && guesses < 20)
        {
            guesses++;
            await StepAsync(thief, "ABCDEFGH");
        }
        Assert.InRange(guesses, 1, 3);
    }

    [Fact]
    public async Task The_second_step_is_for_whoever_took_the_first()
    {
        using var client = portal.Host.Client();
        Assert.Equal("/account/login", (await client.OpenAsync("/account/second-step")).Location);
    }

    [Fact]
    public async Task A_factor_is_changed_only_with_a_fresh_proof_and_its_owner_hears_of_it()
    {
        var phone = DemoAccounts.All[0].Phone;
        using var client = portal.Host.Client();
        await client.SignInAsync(phone);
        var (secret, _) = await SetUpAppAsync(client);
        portal.Clock.Advance(TimeSpan.FromMinutes(6));
        var asked = await (await client.OpenAsync("/account/second-factors")).Form("form[action$='RemoveApp']").SendAsync();
        Assert.Equal("/account/confirm?returnUrl=%2Faccount%2Fsecond-factors", asked.Location);

        var wrong = await (await asked.FollowAsync()).Form("main form").Set("Proof", "not it").SendAsync();
        Assert.Equal("密码或验证码不对", wrong.ErrorOf("Proof"));
        Assert.Equal("/account/second-factors", (await wrong.Form("main form").Set("Proof", CodeNow(secret)).SendAsync()).Location);
        await (await client.OpenAsync("/account/second-factors")).Form("form[action$='RemoveApp']").SendAsync();

        using var without = portal.Host.Client();
        Assert.Equal("/", (await without.SignInAsync(phone)).Location);
        Assert.Contains("验证器已移除", (await client.OpenAsync("/dev/outbox")).Text("main .items"), StringComparison.Ordinal);
        var line = await portal.QueryAsync(db => db.AuditEntries.OrderByDescending(e => e.RecordedAt).FirstAsync(e => e.Action == "RemoveAuthenticator" && e.Result == AuditEntry.Done));
        Assert.Equal((AuditKind.Rights, portal.Resident), (line.Kind, line.ActorId));
        Assert.NotNull(line.SessionId);
    }

    [Fact]
    public async Task A_new_factor_ends_what_the_password_alone_had_opened()
    {
        var phone = DemoAccounts.All[6].Phone;
        using var older = portal.Host.Client();
        await older.SignInAsync(phone);
        using var owner = portal.Host.Client();
        await owner.SignInAsync(phone);
        await SetUpAppAsync(owner);
        Assert.Equal(HttpStatusCode.Found, (await older.OpenAsync("/account")).Status);
        Assert.Equal(HttpStatusCode.OK, (await owner.OpenAsync("/workbench")).Status);

        // Without the last factor there are no posts any more, in this session either.
        await (await owner.OpenAsync("/account/second-factors")).Form("form[action$='RemoveApp']").SendAsync();
        Assert.Equal("/account/second-factors", (await owner.OpenAsync("/workbench")).Location);
    }

    [Fact]
    public async Task Who_lost_everything_gets_in_again_at_the_counter()
    {
        var phone = DemoAccounts.All[1].Phone;
        using var owner = portal.Host.Client();
        await owner.SignInAsync(phone);
        await SetUpAppAsync(owner);
        using var locked = portal.Host.Client();
        for (var i = 0; i < 6; i++) await locked.SignInAsync(phone, "wrong");

        using var officer = portal.Host.Client();
        await officer.SignInAsync(DemoAccounts.All[5].Phone);
        await SetUpAppAsync(officer);
        Assert.StartsWith("这是工作人员的账号", (await FindAsync(officer, DemoAccounts.All[8].Phone)).ErrorOf("Phone"), StringComparison.Ordinal);
        Assert.StartsWith("这是管理员的账号", (await FindAsync(officer, DemoAccounts.All[9].Phone)).ErrorOf("Phone"), StringComparison.Ordinal);
        Assert.StartsWith("不能给自己办", (await FindAsync(officer, DemoAccounts.All[5].Phone)).ErrorOf("Phone"), StringComparison.Ordinal);
        var found = await FindAsync(officer, phone);
        Assert.Contains("锁到", found.Text("main dl"), StringComparison.Ordinal);
        var given = await found.Form("form[action$='Help']").Set("Document", "IdentityCard").Set("Reason", "手机丢了").Set("RemoveFactors", "true").SendAsync();
        var code = given.Text(".receipt-number");

        Assert.Equal(HttpStatusCode.Found, (await owner.OpenAsync("/account")).Status);
        // Whoever knew the old password is out too, before the new one is set.
        using var stranger = portal.Host.Client();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await stranger.SignInAsync(phone)).Status);
        var weak = await RecoverAsync(locked, phone, code, "12345678");
        Assert.StartsWith("这个密码太常见", weak.ErrorOf("NewPassword"), StringComparison.Ordinal);
        Assert.Equal("/account", (await RecoverAsync(locked, phone, code, "一句只有我知道的话")).Location);
        Assert.Equal(HttpStatusCode.OK, (await locked.OpenAsync("/account")).Status);
        using var replayed = portal.Host.Client();
        Assert.Equal("验证码已失效，请重新获取", (await RecoverAsync(replayed, phone, code, "另一句只有我知道的话")).ErrorOf("Code"));
        var line = await portal.QueryAsync(db => db.AuditEntries.SingleAsync(e => e.Action == "HelpAtCounter" && e.Result == AuditEntry.Done));
        Assert.Equal((AuditKind.Rights, portal.CommunityOfficer, portal.AnotherResident, "IdentityCard: 手机丢了"), (line.Kind, line.ActorId!.Value, line.PersonId!.Value, line.Reason));
    }

    [Fact]
    public async Task The_secret_of_an_app_is_not_in_the_database_in_clear()
    {
        using var client = portal.Host.Client();
        await client.SignInAsync(DemoAccounts.All[9].Phone);
        var (secret, _) = await SetUpAppAsync(client);
        var app = await portal.QueryAsync(db => db.Authenticators.AsNoTracking().SingleAsync(a => a.PersonId == portal.SecurityAdministrator));
        Assert.DoesNotContain(secret, System.Text.Encoding.UTF8.GetString(app.Secret.Ciphertext), StringComparison.Ordinal);
        var cipher = portal.ServiceProvider.GetRequiredService<IPersonalDataCipher>();
        Assert.Equal(secret, cipher.Reveal(app.Secret, PersonalDataKind.AuthenticatorSecret));
    }

    private async Task<(string Secret, List<string> Recovery)> SetUpAppAsync(HttpClient client)
    {
        var begun = await (await client.OpenAsync("/account/second-factors")).Form("form[action$='BeginApp']").SendAsync();
        var page = await begun.FollowAsync();
        Assert.StartsWith("data:image/png;base64,", page.Html.QuerySelector("img.qr")!.GetAttribute("src"), StringComparison.Ordinal);
        var secret = page.Text("main .key").Replace(" ", "", StringComparison.Ordinal);
        var done = await page.Form("main form").Set("Code", CodeNow(secret)).SendAsync();
        return (secret, [.. done.Html.QuerySelectorAll(".recovery-codes li").Select(li => li.TextContent)]);
    }

    private string CodeNow(string secret) => Totp.CodeOf(Base32.Decode(secret), Totp.StepAt(portal.Clock.GetUtcNow()));

    private static async Task<WebPage> StepAsync(HttpClient client, string code) =>
        await (await client.OpenAsync("/account/second-step")).Form("main form").Set("Code", code).SendAsync();

    private static async Task<WebPage> FindAsync(HttpClient officer, string phone) =>
        await (await officer.OpenAsync("/workbench/accounts")).Form("form[action$='Find']").Set("Phone", phone).SendAsync();

    private static async Task<WebPage> RecoverAsync(HttpClient client, string phone, string code, string password) =>
        await (await client.OpenAsync("/account/recovery")).Form("main form").Set("Phone", phone).Set("Code", code).Set("NewPassword", password).SendAsync();
}
