using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using QingjiangpuPortal.EndToEnd.Tests.Hosting;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Localization;
using SkiaSharp;
using static Microsoft.Playwright.Assertions;

namespace QingjiangpuPortal.EndToEnd.Tests;

/// <summary>家门口的事: from what somebody noticed to an answer, as people do it with a phone.</summary>
[Collection(BrowserCollection.Name)]
public sealed class FilingJourneyTests(BrowserFixture portal)
{
    private static readonly FilePayload Photo = new()
    {
        Name = "IMG_0001.jpg",
        MimeType = "image/jpeg",
        Buffer = TestPictures.Encode(SKEncodedImageFormat.Jpeg, width: 800, height: 600),
    };

    [Fact]
    public async Task A_report_goes_from_a_pin_on_the_map_to_a_satisfied_answer_and_the_district_counts_it()
    {
        const string description = "三单元二楼的声控灯不亮，老人上下楼看不清";
        var before = await DashboardAsync();

        // The resident's position is found; then the pin is set by hand, a few steps beside it.
        var spot = portal.Places.Find(DemoAccounts.MicroGrid)!;
        await using var resident = await portal.VisitAsAsync(Phones.Resident, options =>
        {
            options.Permissions = ["geolocation"];
            options.Geolocation = new() { Latitude = (float)spot.Latitude, Longitude = (float)spot.Longitude };
        });
        await resident.OpenAsync("/report");
        await resident.Button("用我的位置").TapAsync();
        var path = resident.Page.Locator("[data-place-path]");
        await Expect(path).ToHaveTextAsync(portal.Places.PathOf(DemoAccounts.MicroGrid));
        var latitude = resident.Page.Locator("input[name=Latitude]");
        var found = await latitude.InputValueAsync();
        var map = resident.Page.Locator("[data-map-canvas]");
        var size = (await map.BoundingBoxAsync())!;
        await map.TapAsync(new() { Position = new() { X = (size.Width / 2) + 4, Y = (size.Height / 2) + 4 } });
        await Expect(latitude).Not.ToHaveValueAsync(found);
        await Expect(path).ToHaveTextAsync(portal.Places.PathOf(DemoAccounts.MicroGrid));

        await resident.Page.Locator(".tile").First.TapAsync();
        await resident.Page.GetByLabel("说一句情况").FillAsync(description);
        await resident.Page.SetInputFilesAsync("input[type=file]", Photo);
        await Expect(resident.Page.GetByAltText("照片 1")).ToBeVisibleAsync();
        await resident.Button("预览并发送").TapAsync();
        await Expect(resident.Page.GetByRole(AriaRole.Heading, new() { Name = "发送前看一眼" })).ToBeVisibleAsync();
        await Expect(resident.Page.GetByText(description)).ToBeVisibleAsync();
        await ExpectPictureAsync(resident.Page.GetByAltText("照片 1"));
        await resident.ExpectSoundAsync(PortalCultures.Chinese);
        await resident.Button("发送").TapAsync();
        var number = await resident.Page.Locator(".receipt-number").InnerTextAsync();
        await resident.ExpectSoundAsync(PortalCultures.Chinese);

        await using var worker = await portal.VisitAsAsync(Phones.Worker);
        await worker.OpenAsync("/workbench");
        await worker.Link(description).TapAsync();
        await Expect(worker.Page.GetByText(number)).ToBeVisibleAsync();
        await ExpectPictureAsync(worker.Page.Locator(".photos img").First);
        await worker.Button("受理").TapAsync();
        await Expect(worker.Page.GetByText("已受理").First).ToBeVisibleAsync();
        await worker.Button("开始处置").TapAsync();
        await worker.Link("办结").TapAsync();
        await worker.Page.GetByLabel("已解决").CheckAsync();
        await worker.Page.GetByLabel("做了什么").FillAsync("换了声控灯，试过两次都亮");
        await worker.Page.SetInputFilesAsync("input[type=file]", Photo);
        await Expect(worker.Page.GetByAltText("照片 1")).ToBeVisibleAsync();
        await worker.Button("办结").TapAsync();
        await Expect(worker.Page.GetByRole(AriaRole.Heading, new() { Name = "办结照片" })).ToBeVisibleAsync();

        await resident.OpenAsync("/my");
        await resident.Link(description).TapAsync();
        await Expect(resident.Page.GetByText("换了声控灯，试过两次都亮")).ToBeVisibleAsync();
        await resident.Button("解决了").TapAsync();
        await resident.Page.Locator(".tile").Filter(new() { HasTextRegex = new("^解决$") }).TapAsync();
        await resident.Page.Locator(".tile").Filter(new() { HasTextRegex = new("^满意$") }).TapAsync();
        await resident.Button("提交评价").TapAsync();
        await Expect(resident.Page.GetByRole(AriaRole.Heading, new() { Name = "办得怎么样？" })).ToHaveCountAsync(0);

        var after = await DashboardAsync();
        Assert.Equal(before with { Filed = before.Filed + 1, ClosedToday = before.ClosedToday + 1, Unsatisfied = before.Unsatisfied }, after);
        Assert.Empty(resident.Complaints);
        Assert.Empty(worker.Complaints);
    }

    [Fact]
    public async Task Without_scripts_an_address_leads_to_a_choice_of_places_and_on_to_the_receipt()
    {
        await using var resident = await portal.VisitAsync(options => options.JavaScriptEnabled = false);
        await resident.OpenAsync("/report");
        await resident.Page.GetByLabel("地址或小区名").FillAsync("化工新村");
        await resident.Page.Locator(".tile").First.TapAsync();
        await resident.Page.GetByLabel("说一句情况").FillAsync("楼道里堆了旧家具，挡住了消防通道");
        await resident.Page.SetInputFilesAsync("input[type=file]", Photo);
        await resident.Button("预览并发送").TapAsync();

        var choices = resident.Page.Locator(".choices input");
        await Expect(choices.First).ToBeVisibleAsync();
        await choices.First.CheckAsync();
        await resident.Button("预览并发送").TapAsync();
        await Expect(resident.Page.GetByRole(AriaRole.Heading, new() { Name = "发送前看一眼" })).ToBeVisibleAsync();
        // It was sent once, with the first try.
        await ExpectPictureAsync(resident.Page.GetByAltText("照片 1"));
        await resident.Button("发送").TapAsync();

        await Expect(resident.Page.Locator(".receipt-number")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^R\d\d-\d{7}-\d$"));
        Assert.Empty(resident.Complaints);
    }

    [Fact]
    public async Task A_door_plate_takes_three_taps_and_a_sentence_and_the_private_link_withdraws()
    {
        var plate = await portal.QueryAsync(db => db.Buildings.FirstAsync(b => b.MicroGridCode == DemoAccounts.MicroGrid));
        await using var passerBy = await portal.VisitAsync();

        await passerBy.OpenAsync($"/r/{plate.ShortCode}");
        await Expect(passerBy.Page.Locator("[data-place-path]")).ToHaveTextAsync(portal.Places.PathOf(DemoAccounts.MicroGrid));
        await passerBy.Page.Locator(".tile").First.TapAsync();
        await passerBy.Page.GetByLabel("说一句情况").FillAsync("单元门关不上，晚上谁都能进");
        await passerBy.Button("预览并发送").TapAsync();
        await passerBy.Button("发送").TapAsync();

        await passerBy.Link("查看进度").TapAsync();
        await Expect(passerBy.Page.GetByText("请收好这个页面的链接")).ToBeVisibleAsync();
        await passerBy.ExpectSoundAsync(PortalCultures.Chinese);
        await passerBy.Page.Locator("summary").Filter(new() { HasText = "不用办了，要撤回" }).TapAsync();
        await passerBy.Button("确认撤回").TapAsync();
        await Expect(passerBy.Page.GetByText("报告人已经撤回，不再办理。")).ToBeVisibleAsync();
        Assert.Empty(passerBy.Complaints);
    }

    private sealed record Counts(int Filed, int ClosedToday, int Unsatisfied);

    /// <summary>What the district's officer reads.</summary>
    private async Task<Counts> DashboardAsync()
    {
        await using var officer = await portal.VisitAsAsync(Phones.DistrictOfficer);
        await officer.OpenAsync("/dashboard");
        var unsatisfied = await officer.Page.Locator(".kpi").Filter(new() { HasText = "满意率" }).Locator("span").Last.InnerTextAsync();
        return new(
            await NumberAsync(officer.Page.Locator(".kpi").First.Locator("b")),
            await NumberAsync(officer.Page.Locator("details tbody tr").First.Locator("td").Last),
            int.Parse(unsatisfied.Split(' ')[0], CultureInfo.InvariantCulture));
    }

    private static async Task<int> NumberAsync(ILocator text) => int.Parse((await text.TextContentAsync())!, CultureInfo.InvariantCulture);

    /// <summary>It has been loaded and decoded, not only asked for.</summary>
    private static async Task ExpectPictureAsync(ILocator picture)
    {
        await picture.ScrollIntoViewIfNeededAsync();
        Assert.True(await picture.EvaluateAsync<bool>("async picture => { await picture.decode(); return picture.naturalWidth > 0; }"));
    }
}
