using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.EndToEnd.Tests.Hosting;
using QingjiangpuPortal.Testing;
using static Microsoft.Playwright.Assertions;

namespace QingjiangpuPortal.EndToEnd.Tests;

/// <summary>Two people with the same report open: the second learns what the first did, and nothing is overwritten.</summary>
[Collection(BrowserCollection.Name)]
public sealed class TwoOfficersTests(BrowserFixture portal)
{
    [Fact]
    public async Task Whoever_accepts_second_sees_that_it_has_been_accepted_and_by_whom()
    {
        var report = await portal.ReportInAsync(GridReportStatus.Submitted);
        await using var worker = await portal.VisitAsAsync(Phones.Worker);
        await using var officer = await portal.VisitAsAsync(Phones.CommunityOfficer);
        await worker.OpenAsync($"/workbench/reports/{report.Id}");
        await officer.OpenAsync($"/workbench/reports/{report.Id}");

        await worker.Button("受理").TapAsync();
        await Expect(worker.Button("受理")).ToHaveCountAsync(0);
        await officer.Button("受理").TapAsync();

        var happened = officer.Page.Locator(".notice").Filter(new() { HasText = "刚才的情况" });
        await Expect(happened).ToContainTextAsync("网格员");
        await Expect(happened).ToContainTextAsync("现在是“已受理”");
        await Expect(officer.Button("受理")).ToHaveCountAsync(0);
        var acceptedBy = await portal.QueryAsync(db => db.GridReportTimeline
            .Where(e => e.ReportId == report.Id && e.Verb == GridReportVerb.Accept).Select(e => e.PersonId).ToListAsync());
        Assert.Equal([portal.Worker], acceptedBy);
    }

    [Fact]
    public async Task A_reason_that_was_being_written_meanwhile_is_kept()
    {
        var report = await portal.ReportInAsync(GridReportStatus.Submitted);
        await using var worker = await portal.VisitAsAsync(Phones.Worker);
        await using var officer = await portal.VisitAsAsync(Phones.CommunityOfficer);
        await officer.OpenAsync($"/workbench/reports/{report.Id}/reject");
        await officer.Page.GetByLabel("为什么不予受理").FillAsync("属于物业管理范围，请找物业公司");

        await worker.OpenAsync($"/workbench/reports/{report.Id}");
        await worker.Button("受理").TapAsync();
        await Expect(worker.Button("受理")).ToHaveCountAsync(0);
        await officer.Button("不予受理").TapAsync();

        await Expect(officer.Page.Locator(".notice").Filter(new() { HasText = "刚才的情况" })).ToBeVisibleAsync();
        await Expect(officer.Page.GetByLabel("为什么不予受理")).ToHaveValueAsync("属于物业管理范围，请找物业公司");
        Assert.Equal(GridReportStatus.Accepted, (await portal.ReportAsync(report.Id)).Status);
    }
}
