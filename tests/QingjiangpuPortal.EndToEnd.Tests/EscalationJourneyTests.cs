using System.Globalization;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.EndToEnd.Tests.Hosting;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Localization;
using static Microsoft.Playwright.Assertions;

namespace QingjiangpuPortal.EndToEnd.Tests;

/// <summary>What a grid cannot settle goes up, waits with a reason that everybody reads, is pressed for, and comes back down.</summary>
[Collection(BrowserCollection.Name)]
public sealed class EscalationJourneyTests(BrowserFixture portal)
{
    [Fact]
    public async Task A_worker_escalates_the_community_suspends_and_resumes_the_district_supervises_and_it_is_returned_and_delegated()
    {
        var report = await portal.ReportInAsync(GridReportStatus.InProgress);
        var atFirst = (await portal.ReportAsync(report.Id)).HandlingUnitCode;

        // Up, with what the unit above must know.
        await using var worker = await portal.VisitAsAsync(Phones.Worker);
        await StepAsync(worker, report, "上报上级", async () =>
        {
            await worker.Button("上报上级").TapAsync();
            await Expect(worker.Page.GetByText("请写明原因或情况").First).ToBeVisibleAsync();
            await worker.Page.GetByLabel("为什么上报").FillAsync("要换整根管子，网格没有材料");
        });
        var above = OrgCode.ParentOf(atFirst)!;
        Assert.Equal(above, (await portal.ReportAsync(report.Id)).HandlingUnitCode);

        // It waits until a day, and the public reads for what.
        await using var community = await portal.VisitAsAsync(Phones.CommunityOfficer);
        await StepAsync(community, report, "挂起", async () =>
        {
            await community.Page.GetByLabel("为什么挂起").FillAsync("等新管子到货");
            await community.Button("挂起").TapAsync();
            await Expect(community.Page.GetByText("请选择挂起到哪天。").First).ToBeVisibleAsync();
            await Expect(community.Page.GetByLabel("为什么挂起")).ToHaveValueAsync("等新管子到货");
            await community.Page.GetByLabel("挂起到哪天").FillAsync(portal.Clock.GetUtcNow().AddDays(8).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        });
        await Expect(community.Page.GetByText("这段时间不计时")).ToBeVisibleAsync();
        await using var neighbour = await portal.VisitAsync();
        await neighbour.OpenAsync($"/reports/{report.Number}");
        await Expect(neighbour.Page.GetByText("等新管子到货")).ToBeVisibleAsync();
        await Expect(neighbour.Page.GetByText("已挂起").First).ToBeVisibleAsync();
        await Expect(neighbour.Page.GetByText("网格没有材料")).ToHaveCountAsync(0);
        await neighbour.ExpectSoundAsync(PortalCultures.Chinese);
        await StepAsync(community, report, "恢复");

        // The district presses; whoever handles it sees that.
        await using var district = await portal.VisitAsAsync(Phones.DistrictOfficer);
        await StepAsync(district, report, "督办", () => district.Page.GetByLabel("督办意见").FillAsync("三天内换好"));
        await using var leader = await portal.VisitAsAsync(Phones.Leader);
        await leader.OpenAsync($"/workbench/reports/{report.Id}");
        await Expect(leader.Page.GetByText("已督办")).ToBeVisibleAsync();
        await Expect(leader.Page.GetByText("三天内换好")).ToBeVisibleAsync();

        // Handed back, then sent down again to where it began.
        await StepAsync(leader, report, "退单", () => leader.Page.GetByLabel("为什么退单").FillAsync("管子在地下，我没有工具"));
        await StepAsync(community, report, "下派");
        var last = await portal.ReportAsync(report.Id);
        Assert.Equal((GridReportStatus.Accepted, atFirst), (last.Status, last.HandlingUnitCode));
    }

    /// <summary>Opens a report, takes a step that has a page of its own, and comes back to the report.</summary>
    private static async Task StepAsync(Visitor visitor, PortalReports.Filed report, string step, Func<Task>? fill = null)
    {
        await visitor.OpenAsync($"/workbench/reports/{report.Id}");
        await visitor.Link(step).TapAsync();
        await visitor.ExpectSoundAsync(PortalCultures.Chinese);
        if (fill is not null) await fill();
        await visitor.Button(step).TapAsync();
        await Expect(visitor.Page).ToHaveURLAsync($"/workbench/reports/{report.Id}");
    }
}
