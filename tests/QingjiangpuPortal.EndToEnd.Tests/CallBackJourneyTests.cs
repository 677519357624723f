using Microsoft.Playwright;
using QingjiangpuPortal.Application.Dashboards;
using QingjiangpuPortal.EndToEnd.Tests.Hosting;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Localization;
using static Microsoft.Playwright.Assertions;

namespace QingjiangpuPortal.EndToEnd.Tests;

/// <summary>回访: the portal draws of what was closed the day before, an officer calls and writes down what was said.</summary>
[Collection(BrowserCollection.Name)]
public sealed class CallBackJourneyTests(BrowserFixture portal)
{
    [Fact]
    public async Task What_was_drawn_is_called_and_the_answer_counts_in_the_measures()
    {
        var before = await TotalAsync();
        await using var officer = await portal.VisitAsAsync(Phones.StreetOfficer);
        var row = officer.Page.Locator("tbody tr").Filter(new() { HasText = portal.ClosedYesterday.Number });
        await officer.OpenUntilAsync("/workbench/call-backs", row);
        await officer.ExpectSoundAsync(PortalCultures.Chinese);
        await row.GetByRole(AriaRole.Link, new() { Name = "回访" }).TapAsync();

        await officer.Button("记录").TapAsync();
        await Expect(officer.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("请选择联系上了没有");
        await officer.ExpectSoundAsync(PortalCultures.Chinese);
        await officer.Button("看号码，准备打电话").TapAsync();
        await Expect(officer.Page.GetByRole(AriaRole.Link, new() { Name = PortalReports.ContactPhone })).ToBeVisibleAsync();
        foreach (var answer in (string[])["联系上了", "解决", "满意"])
            await officer.Page.Locator(".tile").Filter(new() { HasTextRegex = new($"^{answer}$") }).TapAsync();
        await officer.Page.GetByLabel("报告人怎么说").FillAsync("换得很快，谢谢");
        await officer.ExpectSoundAsync(PortalCultures.Chinese);
        await officer.Button("记录").TapAsync();
        await Expect(row).ToHaveCountAsync(0);
        await Expect(officer.Page.Locator("main")).ToContainTextAsync("待回访 0 件；近 30 天完成 1 件，联系上 1 件。");

        var after = await TotalAsync();
        Assert.Equal(
            (before.Rated + 1, before.Satisfied + 1, before.SolutionTold + 1, before.Solved + 1),
            (after.Rated, after.Satisfied, after.SolutionTold, after.Solved));
    }

    private async Task<DashboardNumbers> TotalAsync() => (await portal.SendAsync(new GetDashboard(), portal.DistrictOfficer)).Must().Total;
}
