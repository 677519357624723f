using Microsoft.Playwright;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.EndToEnd.Tests.Hosting;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Localization;
using static Microsoft.Playwright.Assertions;

namespace QingjiangpuPortal.EndToEnd.Tests;

/// <summary>One broken thing, several who tell of it: the second is asked before filing, the staff bring together what was filed twice.</summary>
[Collection(BrowserCollection.Name)]
public sealed class DuplicatesJourneyTests(BrowserFixture portal)
{
    [Fact]
    public async Task A_resident_follows_instead_of_filing_again_the_worker_merges_two_and_the_follower_hears_of_it()
    {
        var filing = portal.Filing(category: "04") with { Description = "北门健身器材的横杆断了一根" };
        var first = await portal.FileAsync(filing, portal.Resident);
        var second = await portal.FileAsync(filing with { SubmissionKey = SubmissionKey.New(), Description = "北门的健身器材断了，横杆掉下来一根" }, portal.Volunteer);

        var spot = portal.Places.Find(DemoAccounts.MicroGrid)!;
        await using var neighbour = await portal.VisitAsAsync(Phones.AnotherResident, options =>
        {
            options.Permissions = ["geolocation"];
            options.Geolocation = new() { Latitude = (float)spot.Latitude, Longitude = (float)spot.Longitude };
        });
        await neighbour.OpenAsync("/report");
        await neighbour.Button("用我的位置").TapAsync();
        await Expect(neighbour.Page.Locator("[data-place-path]")).ToHaveTextAsync(portal.Places.PathOf(DemoAccounts.MicroGrid));
        await neighbour.Page.Locator(".tile").Filter(new() { HasText = "公共设施" }).TapAsync();
        await neighbour.Page.GetByLabel("说一句情况").FillAsync("北门健身器材断了一根横杆，怕伤到孩子");
        await Expect(neighbour.Page.GetByRole(AriaRole.Heading, new() { Name = "是这一件吗？" })).ToBeVisibleAsync();
        await neighbour.ExpectSoundAsync(PortalCultures.Chinese);
        await neighbour.Page.Locator($".similar li:has(a[href='/reports/{first.Number}'])").GetByRole(AriaRole.Button, new() { Name = "是同一件，我要关注" }).TapAsync();
        await Expect(neighbour.Page.Locator(".receipt-number")).ToHaveTextAsync(first.Number);
        await neighbour.ExpectSoundAsync(PortalCultures.Chinese);

        await using var worker = await portal.VisitAsAsync(Phones.Worker);
        await worker.OpenAsync($"/workbench/reports/{first.Id}");
        await Expect(worker.Page.GetByText("怕伤到孩子")).ToBeVisibleAsync();
        await worker.Link("挑选并案").TapAsync();
        await worker.Page.Locator($"input[name=ReportIds][value^='{second.Id:N}']").CheckAsync();
        await worker.Page.Locator($"input[name=PrimaryId][value='{second.Id}']").CheckAsync();
        await worker.ExpectSoundAsync(PortalCultures.Chinese);
        await worker.Button("并案").TapAsync();
        await Expect(worker.Page.GetByText("已并入 1 件")).ToBeVisibleAsync();
        await worker.ExpectSoundAsync(PortalCultures.Chinese);
        Assert.Equal((GridReportStatus.Merged, second.Id), await portal.ReportAsync(first.Id) is var merged ? (merged.Status, merged.PrimaryId) : default);

        await worker.OpenAsync($"/workbench/reports/{second.Id}/reply");
        await worker.Page.GetByLabel("答复内容").FillAsync("已通知厂家，明天上午来换");
        await worker.Button("官方答复").TapAsync();
        await neighbour.OpenUntilAsync("/my/inbox", neighbour.Page.GetByText($"（{second.Number}）有了进展"));
        await neighbour.ExpectSoundAsync(PortalCultures.Chinese);
        await neighbour.Page.Locator(".news-line").Filter(new() { HasText = second.Number }).TapAsync();
        await neighbour.Link("北门的健身器材断了，横杆掉下来一根").TapAsync();
        await Expect(neighbour.Page.GetByText("已通知厂家，明天上午来换")).ToBeVisibleAsync();
    }
}
