using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using QingjiangpuPortal.EndToEnd.Tests.Hosting;
using QingjiangpuPortal.Infrastructure.EmbeddedPostgres;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;

namespace QingjiangpuPortal.EndToEnd.Tests;

/// <summary>
/// Makes the pictures of the README from the demo as a newcomer finds it: an own database, seeded at the first start.
/// <c>tests/screenshots</c> calls it with the folder to write to.
/// </summary>
internal static class Screenshots
{
    private const int Wide = 1280;
    private const int High = 800;

    public static async Task<int> Main(string[] args)
    {
        if (args is not [var folder])
        {
            await Console.Error.WriteLineAsync("Say which folder the pictures go to.");
            return 1;
        }

        // Not a private folder: as root, PostgreSQL runs as another user, who must get there.
        var data = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"qingjiangpu-portal-pictures-{Environment.ProcessId}"));
        Directory.CreateDirectory(data);
        try
        {
            await using var server = await EmbeddedPostgresServer.StartAsync(
                new() { DataFolder = Path.Combine(data, "postgres") }, NullLogger.Instance, CancellationToken.None);
            await using var portal = PortalOnKestrel.Start(data, server.ConnectionString, server.OwnerConnectionString);
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await Chromium.LaunchAsync(playwright);
            await TakeAllAsync(browser, portal.Address, Path.GetFullPath(folder));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
        return 0;
    }

    private static async Task TakeAllAsync(IBrowser browser, Uri address, string folder)
    {
        await using (var resident = await ArriveAsync(browser, address, Wide, High))
        {
            await TakeAsync(resident, "/", folder, "home");
            await TakeAsync(resident, "/reports", folder, "reports");
        }
        await using (var onPhone = await ArriveAsync(browser, address, 390, 844))
        {
            await onPhone.OpenAsync("/report");
            await onPhone.Page.GetByLabel("地址或小区名").FillAsync("化工新村");
            await onPhone.Page.Locator("[data-place-results] button").First.ClickAsync();
            await onPhone.Page.Locator(".tile").First.ClickAsync();
            await onPhone.Page.GetByLabel("说一句情况").FillAsync("三单元二楼的声控灯不亮，老人上下楼看不清");
            await TakeAsync(onPhone, folder, "report-phone");
        }
        await using (var elder = await ArriveAsync(browser, address, 390, 844))
        {
            await elder.OpenAsync("/");
            await elder.Page.GetByRole(AriaRole.Button, new() { Name = "长辈版" }).ClickAsync();
            await elder.Page.Locator("html[data-elder]").WaitForAsync();
            await TakeAsync(elder, folder, "elder");
        }
        await using (var officer = await ArriveAsync(browser, address, Wide, High))
        {
            await officer.SignInAsync(Phones.Worker, DemoAccounts.Password);
            await TakeAsync(officer, "/workbench", folder, "workbench");
            await officer.Page.GetByRole(AriaRole.Link, new() { Name = "待受理" }).ClickAsync();
            await officer.Page.Locator("[data-rows] a").First.ClickAsync();
            await officer.Page.GetByRole(AriaRole.Heading, new() { Name = "办理经过" }).WaitForAsync();
            await TakeAsync(officer, folder, "report-detail");
        }
        await TakeInBothModesAsync(browser, address, folder, Phones.Resident, ("/my/data", "my-data"), ("/account", "account"));
        await TakeInBothModesAsync(browser, address, folder, Phones.SecurityAdministrator, ("/workbench/people", "people"), ("/workbench/permissions", "permissions"));
        await TakeInBothModesAsync(browser, address, folder, Phones.SystemAdministrator, ("/workbench/system", "system"));
        await TakeInBothModesAsync(browser, address, folder, Phones.AuditAdministrator, ("/workbench/audit", "audit"));
        await using (var director = await ArriveAsync(browser, address, Wide, High))
        {
            await director.SignInAsync(Phones.DistrictOfficer, DemoAccounts.Password);
            await TakeAsync(director, "/dashboard", folder, "dashboard");
        }
        await using (var onTheWay = await ArriveAsync(browser, address, 390, 844))
        {
            await onTheWay.SignInAsync(Phones.DistrictOfficer, DemoAccounts.Password);
            await TakeAsync(onTheWay, "/dashboard", folder, "dashboard-phone");
        }
    }

    /// <summary>Side by side for a review: on a desk as it is, on a phone for elders.</summary>
    private static async Task TakeInBothModesAsync(IBrowser browser, Uri address, string folder, string phone, params (string Page, string Name)[] pages)
    {
        await using var desk = await ArriveAsync(browser, address, Wide, High);
        await desk.SignInAsync(phone, DemoAccounts.Password);
        await using var elder = await ArriveAsync(browser, address, 390, 844);
        await elder.OpenAsync("/");
        await elder.Page.GetByRole(AriaRole.Button, new() { Name = "长辈版" }).ClickAsync();
        await elder.SignInAsync(phone, DemoAccounts.Password);
        foreach (var (page, name) in pages)
        {
            await TakeAsync(desk, page, folder, name);
            await TakeAsync(elder, page, folder, $"{name}-elder");
        }
    }

    private static async Task<Visitor> ArriveAsync(IBrowser browser, Uri address, int width, int height) =>
        await Visitor.ArriveAsync(await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ReducedMotion = ReducedMotion.Reduce,
        }));

    private static async Task TakeAsync(Visitor visitor, string page, string folder, string name)
    {
        await visitor.OpenAsync(page);
        await TakeAsync(visitor, folder, name);
    }

    private static async Task TakeAsync(Visitor visitor, string folder, string name)
    {
        await visitor.Page.EvaluateAsync("scrollTo(0, 0)");
        // Maps and photos come after the page.
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var picture = Path.Combine(folder, $"{name}.png");
        await visitor.Page.ScreenshotAsync(new() { Path = picture, Animations = ScreenshotAnimations.Disabled });
        Console.WriteLine($"{picture} {new FileInfo(picture).Length / 1024} KB");
    }
}
