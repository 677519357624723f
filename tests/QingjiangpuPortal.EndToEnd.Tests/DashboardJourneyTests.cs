using Microsoft.Playwright;
using MiniExcelLibs;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.EndToEnd.Tests.Hosting;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Localization;
using static Microsoft.Playwright.Assertions;

namespace QingjiangpuPortal.EndToEnd.Tests;

/// <summary>统计分析: a leader at a desk asks what goes wrong where, down to the report; the same on a phone, and as files.</summary>
[Collection(BrowserCollection.Name)]
public sealed class DashboardJourneyTests(BrowserFixture portal)
{
    [Fact]
    public async Task A_leader_chooses_a_period_and_goes_from_the_district_down_to_the_report()
    {
        var report = await portal.ReportInAsync(GridReportStatus.Closed);
        await using var leader = await portal.VisitAsAsync(Phones.DistrictOfficer, BrowserFixture.Desk);
        await leader.OpenAsync("/dashboard");
        var periods = leader.Page.GetByRole(AriaRole.Navigation, new() { Name = "统计时段" });
        await periods.GetByRole(AriaRole.Link, new() { Name = "季度" }).ClickAsync();
        await Expect(periods.Locator("[aria-current]")).ToHaveTextAsync("季度");
        await Expect(leader.Page.GetByText("与上年同样这些天比")).ToBeVisibleAsync();
        await periods.GetByRole(AriaRole.Link, new() { Name = "上一个时段" }).ClickAsync();
        await Expect(leader.Page.GetByText("与上年同期比")).ToBeVisibleAsync();
        await leader.ExpectSoundAsync(PortalCultures.Chinese);
        await periods.GetByRole(AriaRole.Link, new() { Name = "下一个时段" }).ClickAsync();
        await periods.GetByRole(AriaRole.Link, new() { Name = "周" }).ClickAsync();
        await Expect(periods.Locator("[aria-current]")).ToHaveTextAsync("周");

        // At a desk what a phone folds stands open.
        await Expect(leader.Page.GetByRole(AriaRole.Heading, new() { Name = "从哪里来" })).ToBeVisibleAsync();
        await leader.Page.GetByRole(AriaRole.Heading, new() { Name = "各街道在哪一级结案" }).ClickAsync();
        foreach (var level in new[] { OrgLevel.Street, OrgLevel.Community, OrgLevel.Grid })
        {
            var below = OrgCode.AncestorAt(DemoAccounts.MicroGrid, level)!;
            await leader.Page.Locator($".units a[href^='/dashboard?unit={below}&']").First.ClickAsync();
            await Expect(leader.Page.Locator(".crumbs [aria-current]")).ToHaveTextAsync(portal.Places.Find(below)!.Name);
            await Expect(periods.Locator("[aria-current]")).ToHaveTextAsync("周");
            await leader.ExpectSoundAsync(PortalCultures.Chinese);
        }
        await leader.Page.Locator($".units a[href*='place={DemoAccounts.MicroGrid}']").First.ClickAsync();
        await leader.Page.Locator($"[data-rows] a[href='/workbench/reports/{report.Id}']").ClickAsync();
        await Expect(leader.Page.GetByText(report.Number).First).ToBeVisibleAsync();
        await leader.ExpectSoundAsync(PortalCultures.Chinese);
    }

    [Fact]
    public async Task The_units_of_the_exported_table_have_adjusted_rates_beside_their_own_and_the_picture_is_one()
    {
        await portal.ReportInAsync(GridReportStatus.Closed);
        await using var leader = await portal.VisitAsAsync(Phones.DistrictOfficer, BrowserFixture.Desk);
        await leader.OpenAsync("/dashboard");
        var table = await DownloadAsync("导出表格");
        Assert.EndsWith(".xlsx", table.SuggestedFilename, StringComparison.Ordinal);
        await using (var sheet = File.OpenRead((await table.PathAsync())!))
        {
            var street = (IDictionary<string, object?>)sheet.Query(useHeaderRow: true, sheetName: "各单位")
                .Single(row => ((IDictionary<string, object?>)row)["名称"] is "浦楼街道");
            List<string> columns = [.. street.Keys];
            foreach (var measure in (string[])["响应率", "按时办结率", "解决率", "满意率", "微网格结案占比"])
                Assert.Equal([measure, $"{measure}（折算）", $"{measure}名次", $"{measure}（上年）"], columns.Skip(columns.IndexOf(measure)).Take(4));
            Assert.InRange(Assert.IsType<double>(street["微网格结案占比（折算）"]), 0.01, 1);
            Assert.Equal(1.0, street["微网格结案占比名次"]);
        }

        var picture = await DownloadAsync("存为图片");
        Assert.EndsWith(".png", picture.SuggestedFilename, StringComparison.Ordinal);
        byte[] png = [0x89, .. "PNG"u8];
        Assert.Equal(png, (await File.ReadAllBytesAsync((await picture.PathAsync())!)).Take(4));
        Assert.Empty(leader.Complaints);

        Task<IDownload> DownloadAsync(string link) => leader.Page.RunAndWaitForDownloadAsync(() => leader.Link(link).ClickAsync());
    }

    [Fact]
    public async Task On_a_phone_without_scripts_each_section_shows_its_number_and_opens()
    {
        await portal.ReportInAsync(GridReportStatus.Closed);
        await using var leader = await portal.VisitAsAsync(Phones.DistrictOfficer, options => options.JavaScriptEnabled = false);
        await leader.OpenAsync("/dashboard");
        var streets = leader.Page.Locator("details.fold").Filter(new() { Has = leader.Page.GetByRole(AriaRole.Heading, new() { Name = "各街道", Exact = true }) });
        await Expect(streets.Locator("summary")).ToContainTextAsync("按时办结率最低");
        await Expect(streets.Locator("table")).ToBeHiddenAsync();
        await streets.Locator("summary").TapAsync();
        await Expect(streets.Locator("table")).ToBeVisibleAsync();
    }
}
