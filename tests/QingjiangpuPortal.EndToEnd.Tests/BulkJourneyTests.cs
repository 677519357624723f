using Microsoft.Playwright;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.EndToEnd.Tests.Hosting;
using QingjiangpuPortal.Testing;
using static Microsoft.Playwright.Assertions;

namespace QingjiangpuPortal.EndToEnd.Tests;

/// <summary>An officer with many open reports, at the keyboard of an office.</summary>
[Collection(BrowserCollection.Name)]
public sealed class BulkJourneyTests(BrowserFixture portal)
{
    [Fact]
    public async Task Ticked_reports_are_assigned_together_and_each_says_what_became_of_it()
    {
        var (first, second) = (await portal.ReportInAsync(GridReportStatus.Accepted), await portal.ReportInAsync(GridReportStatus.Submitted));
        await using var officer = await portal.VisitAsAsync(Phones.StreetOfficer, BrowserFixture.Desk);
        await officer.OpenAsync("/workbench/reports?state=open");
        foreach (var report in new[] { first, second }) await officer.Page.GetByLabel($"选择 {report.Number}").CheckAsync();
        await Expect(officer.Page.Locator("[data-bulk-count]")).ToHaveTextAsync("已选 2 件");
        await officer.Page.Locator("form[data-bulk]").GetByRole(AriaRole.Button, new() { Name = "派遣", Exact = true }).ClickAsync();

        await officer.Button("派遣 2 件").ClickAsync();
        await Expect(officer.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("请选择派给谁");
        await officer.Page.GetByLabel("派给谁").SelectOptionAsync(portal.Leader.ToString());
        await officer.Button("派遣 2 件").ClickAsync();

        await Expect(officer.Page.Locator("[data-bulk-said]")).ToHaveTextAsync("办完了：已办 1 件，没有办成 1 件");
        await officer.ExpectSoundAsync("zh-CN");
        var refused = officer.Page.Locator("tr").Filter(new() { HasText = second.Number });
        await Expect(refused).ToContainTextAsync("现在是“待受理”，不能再“派遣”。");
        Assert.Equal((GridReportStatus.Assigned, portal.Leader), (await portal.ReportAsync(first.Id)) is var done ? (done.Status, done.AssigneeId!.Value) : default);

        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "没有办成" }).ClickAsync();
        await Expect(officer.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await officer.Button("重试没有办成的 1 件").ClickAsync();
        await Expect(officer.Page.Locator("[data-bulk-said]")).ToHaveTextAsync("办完了：已办 0 件，没有办成 1 件");
    }

    [Fact]
    public async Task A_list_is_worked_through_without_a_mouse_and_keys_do_nothing_while_somebody_types()
    {
        var report = await portal.ReportInAsync(GridReportStatus.Submitted);
        await portal.ReportInAsync(GridReportStatus.Submitted);
        await using var officer = await portal.VisitAsAsync(Phones.StreetOfficer, BrowserFixture.Desk);
        await officer.OpenAsync("/workbench/reports?state=submitted");
        var (keys, rows) = (officer.Page.Keyboard, officer.Page.Locator("[data-rows] tr"));

        await keys.PressAsync("j");
        await Expect(rows.Nth(0).GetByRole(AriaRole.Link).First).ToBeFocusedAsync();
        await keys.PressAsync("j");
        await Expect(rows.Nth(1).GetByRole(AriaRole.Link).First).ToBeFocusedAsync();
        await keys.PressAsync("x");
        await Expect(rows.Nth(1).GetByRole(AriaRole.Checkbox)).ToBeCheckedAsync();
        await Expect(officer.Page.Locator("[data-bulk-count]")).ToHaveTextAsync("已选 1 件");

        await keys.PressAsync("?");
        await Expect(officer.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("勾选这一件");
        await officer.ExpectSoundAsync("zh-CN");
        await keys.PressAsync("Escape");
        await Expect(officer.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await keys.PressAsync("o");
        await Expect(officer.Page.Locator("h1.report-text")).ToBeVisibleAsync();
        // The keys are there once the page has loaded whole.
        await officer.Page.WaitForLoadStateAsync(LoadState.Load);
        await keys.PressAsync("a");
        await Expect(officer.Page.Locator("main")).ToContainTextAsync("已受理");

        await officer.OpenAsync($"/workbench/reports/{report.Id}/notes");
        var text = officer.Page.GetByLabel("写给同事");
        await text.FocusAsync();
        await keys.TypeAsync("jxoa?");
        await Expect(text).ToHaveValueAsync("jxoa?");
    }

    [Fact]
    public async Task A_filter_is_saved_shared_and_found_by_a_colleague_with_its_count()
    {
        await portal.ReportInAsync(GridReportStatus.Submitted);
        await using var officer = await portal.VisitAsAsync(Phones.StreetOfficer, BrowserFixture.Desk);
        await officer.OpenAsync("/workbench/reports?state=submitted&source=web");
        await officer.Page.GetByText("保存这个筛选").ClickAsync();
        await officer.Page.GetByLabel("名称").FillAsync("网页待受理");
        await officer.Page.GetByLabel("给谁用").SelectOptionAsync("320812003");
        await officer.Button("保存").ClickAsync();
        await Expect(officer.Page.Locator(".chip[aria-current]")).ToContainTextAsync("网页待受理");

        await using var worker = await portal.VisitAsAsync(Phones.Worker);
        await worker.OpenAsync("/workbench");
        var chip = worker.Page.Locator(".chip").Filter(new() { HasText = "网页待受理" });
        var count = await chip.Locator("b").InnerTextAsync();
        await chip.ClickAsync();
        await Expect(worker.Page.Locator(".list-count b")).ToHaveTextAsync(count);
        await worker.ExpectSoundAsync("zh-CN");
    }

    [Fact]
    public async Task A_template_fills_a_reply_in_which_the_reporter_then_reads()
    {
        var report = await portal.ReportInAsync(GridReportStatus.Accepted);
        await using var worker = await portal.VisitAsAsync(Phones.Worker);
        await worker.OpenAsync("/workbench/templates");
        await worker.Page.GetByLabel("名称").FillAsync("已收到");
        await worker.Page.GetByLabel("内容").FillAsync("您反映的 {number} 已收到。");
        await worker.Button("保存模板").ClickAsync();
        await worker.OpenAsync($"/workbench/reports/{report.Id}/reply");
        await worker.Page.GetByLabel("回复模板").SelectOptionAsync(new SelectOptionValue { Label = "已收到" });
        await Expect(worker.Page.GetByLabel("答复内容")).ToHaveValueAsync($"您反映的 {report.Number} 已收到。");
        await worker.Button("官方答复").ClickAsync();

        await using var resident = await portal.VisitAsAsync(Phones.Resident);
        await resident.OpenAsync($"/my/reports/{report.Id}");
        await Expect(resident.Page.Locator(".timeline")).ToContainTextAsync($"您反映的 {report.Number} 已收到。");
    }
}
