using Microsoft.Playwright;
using QingjiangpuPortal.EndToEnd.Tests.Hosting;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Localization;
using static Microsoft.Playwright.Assertions;

namespace QingjiangpuPortal.EndToEnd.Tests;

/// <summary>我的信息: what somebody does who wants to know who called, and then wants to be forgotten, and then does not.</summary>
[Collection(BrowserCollection.Name)]
public sealed class MyDataJourneyTests(BrowserFixture portal)
{
    [Fact]
    public async Task A_resident_sees_who_looked_corrects_the_name_takes_a_copy_deletes_the_account_and_takes_it_back()
    {
        const string why = "想问清楚是哪一栋楼";
        var report = await portal.FileAsync(portal.Filing() with { ContactName = "吴秀兰", ContactPhone = Phones.AnotherResident }, portal.AnotherResident);
        await using var worker = await portal.VisitAsAsync(Phones.Worker);
        await worker.OpenAsync($"/workbench/reports/{report.Id}/contact");
        await worker.Page.GetByLabel("问清情况").CheckAsync();
        await worker.Page.GetByLabel("补充说明").FillAsync(why);
        await worker.Button("联系报告人").ClickAsync();
        await Expect(worker.Page.GetByText(Phones.AnotherResident)).ToBeVisibleAsync();

        await using var resident = await portal.VisitAsAsync(Phones.AnotherResident);
        await resident.OpenAsync("/");
        await resident.Page.Locator("summary").Filter(new() { HasText = "菜单" }).TapAsync();
        await resident.Page.Locator(".menu-panel").GetByRole(AriaRole.Link, new() { Name = "我的信息" }).TapAsync();
        var looks = resident.Page.Locator("#looks");
        await Expect(looks.GetByText($"理由：问清情况：{why}")).ToBeVisibleAsync();
        await Expect(looks.GetByText($"看了您在 {report.Number} 留下的联系方式")).ToBeVisibleAsync();
        await Expect(looks.Locator("strong").First).ToHaveTextAsync($"网格员 · {portal.Places.Find(DemoAccounts.Grid)!.Name}");
        await resident.ExpectSoundAsync(PortalCultures.Chinese);

        await resident.Link("更正姓名").TapAsync();
        await resident.Page.GetByLabel("新的姓名").FillAsync("吴秀岚");
        await resident.Button("保存").TapAsync();
        await Expect(resident.Page.Locator("#held")).Not.ToContainTextAsync("吴秀岚");
        await resident.Button("显示").TapAsync();
        await Expect(resident.Page.Locator("#held")).ToContainTextAsync("吴秀岚");
        await resident.ExpectSoundAsync(PortalCultures.Chinese);

        await resident.OpenAsync("/my/data/copy");
        await resident.Page.GetByLabel("您的密码").FillAsync(DemoAccounts.Password);
        var download = await resident.Page.RunAndWaitForDownloadAsync(() => resident.Button("下载 PDF").TapAsync());
        Assert.EndsWith(".pdf", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Equal("%PDF"u8.ToArray(), (await File.ReadAllBytesAsync((await download.PathAsync())!))[..4]);

        await resident.OpenAsync("/my/data");
        await resident.Link("注销账号").Last.TapAsync();
        await resident.Page.GetByLabel("您的密码").FillAsync(DemoAccounts.Password);
        await resident.Button("注销我的账号").TapAsync();
        await Expect(resident.Page.GetByText("您的账号将在")).ToBeVisibleAsync();
        await resident.ExpectSoundAsync(PortalCultures.Chinese);
        await resident.Button("撤回注销").TapAsync();
        await Expect(resident.Page.GetByText("注销已撤回，您的账号照常使用。")).ToBeVisibleAsync();
        await Expect(resident.Page.GetByText("您的账号将在")).ToHaveCountAsync(0);
        Assert.Empty(resident.Complaints);
    }
}
