using System.Text.RegularExpressions;
using Microsoft.Playwright;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.EndToEnd.Tests.Hosting;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Web.Localization;
using static Microsoft.Playwright.Assertions;

namespace QingjiangpuPortal.EndToEnd.Tests;

/// <summary>A member of the staff sets up every second factor and signs in with each of them.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class SecondFactorJourneyTests(BrowserFixture portal)
{
    /// <summary>Of nobody else: a new factor ends the sessions that other tests would go on with.</summary>
    private const string Phone = Phones.DepartmentOfficer;

    [Fact]
    public async Task App_recovery_code_and_passkey_each_open_the_account()
    {
        // A passkey belongs to a name, which 127.0.0.1 is not.
        await using var officer = await portal.VisitAsync(context => context.BaseURL = $"http://localhost:{portal.Address.Port}");
        await officer.SignInAsync(Phone, DemoAccounts.Password);

        await officer.OpenAsync("/account/second-factors");
        await officer.Button("开启手机验证器").ClickAsync();
        await Expect(officer.Page.Locator("img.qr")).ToBeVisibleAsync();
        await officer.ExpectSoundAsync(PortalCultures.Chinese);
        var secret = (await officer.Page.Locator(".key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        var firstStep = Totp.StepAt(TimeProvider.System.GetUtcNow());
        await officer.Page.GetByLabel("验证码").FillAsync(CodeOf(secret, firstStep));
        await officer.Button("开启").ClickAsync();
        var recoveryCode = await officer.Page.Locator(".recovery-codes li").First.InnerTextAsync();
        await officer.ExpectSoundAsync(PortalCultures.Chinese);

        // The code of the next step is good half a minute early: nobody has to wait for it.
        await SignOutAndGiveFirstStepAsync(officer);
        await officer.ExpectSoundAsync(PortalCultures.Chinese);
        await GiveAsync(officer, CodeOf(secret, firstStep + 1));
        await SignOutAndGiveFirstStepAsync(officer);
        await GiveAsync(officer, recoveryCode);

        await UseVirtualAuthenticatorAsync(officer);
        await officer.OpenAsync("/account/second-factors");
        await officer.Page.GetByLabel("给它起个名字").FillAsync("值班室的钥匙");
        await officer.Button("添加通行密钥").ClickAsync();
        await Expect(officer.Page.GetByText("通行密钥已添加")).ToBeVisibleAsync();
        await Expect(officer.Page.Locator(".items strong")).ToHaveTextAsync("值班室的钥匙");
        await officer.ExpectSoundAsync(PortalCultures.Chinese);

        await SignOutAsync(officer);
        await officer.OpenAsync("/account/login?returnUrl=/account/sessions");
        await officer.Button("用通行密钥登录").ClickAsync();
        await Expect(officer.Page.Locator(".items li").First).ToContainTextAsync("通行密钥登录");
        Assert.Empty(officer.Complaints);
    }

    private static string CodeOf(string secret, long step) => Totp.CodeOf(Base32.Decode(secret), step);

    private static async Task SignOutAsync(Visitor officer)
    {
        await officer.OpenAsync("/account/logout");
        await officer.Button("退出").ClickAsync();
        await Expect(officer.Page.GetByText("已退出")).ToBeVisibleAsync();
    }

    private static async Task SignOutAndGiveFirstStepAsync(Visitor officer)
    {
        await SignOutAsync(officer);
        await officer.SignInAsync(Phone, DemoAccounts.Password);
        await Expect(officer.Page).ToHaveURLAsync(SecondStep());
    }

    private static async Task GiveAsync(Visitor officer, string code)
    {
        await officer.Page.GetByLabel("验证码或恢复码").FillAsync(code);
        await officer.Button("登录").ClickAsync();
        await Expect(officer.Page.GetByText("已登录")).ToBeVisibleAsync();
    }

    /// <summary>A security key that Chromium plays (DevTools protocol, WebAuthn): built in, with a fingerprint that always fits.</summary>
    private static async Task UseVirtualAuthenticatorAsync(Visitor officer)
    {
        var devTools = await officer.Page.Context.NewCDPSessionAsync(officer.Page);
        await devTools.SendAsync("WebAuthn.enable");
        await devTools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    [GeneratedRegex("/account/second-step")]
    private static partial Regex SecondStep();
}
