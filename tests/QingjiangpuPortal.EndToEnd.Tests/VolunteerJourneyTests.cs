using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.EndToEnd.Tests.Hosting;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Localization;
using static Microsoft.Playwright.Assertions;

namespace QingjiangpuPortal.EndToEnd.Tests;

/// <summary>志愿者派单: a leader sends two, one confirms on the phone and does it, the leader resolves.</summary>
[Collection(BrowserCollection.Name)]
public sealed class VolunteerJourneyTests(BrowserFixture portal)
{
    [Fact]
    public async Task A_leader_sends_two_volunteers_one_says_that_it_is_done_and_the_leader_resolves()
    {
        var report = await portal.ReportInAsync(GridReportStatus.InProgress);
        await portal.AddPersonAsync(PostKind.Volunteer, DemoAccounts.Grid);
        await using var leader = await portal.VisitAsAsync(Phones.Leader);
        await leader.OpenAsync($"/workbench/reports/{report.Id}");
        await leader.Link("志愿者派单").TapAsync();
        // Two are suggested; the one of this story is among those who go.
        var choices = leader.Page.Locator("input[name=Volunteers]");
        await Expect(leader.Page.Locator("input[name=Volunteers]:checked")).ToHaveCountAsync(2);
        foreach (var choice in await choices.AllAsync()) await choice.UncheckAsync();
        await leader.Page.Locator($"input[name=Volunteers][value='{portal.Volunteer}']").CheckAsync();
        await leader.Page.Locator($"input[name=Volunteers]:not([value='{portal.Volunteer}'])").First.CheckAsync();
        await leader.Page.GetByLabel("交代几句").FillAsync("带上手套");
        await leader.ExpectSoundAsync(PortalCultures.Chinese);
        await leader.Button("志愿者派单").TapAsync();
        await Expect(leader.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "志愿者小队" })).ToBeVisibleAsync();

        await using var volunteer = await portal.VisitAsAsync(Phones.Volunteer);
        await volunteer.OpenAsync("/tasks");
        await volunteer.Page.Locator(".items a").First.TapAsync();
        await volunteer.ExpectSoundAsync(PortalCultures.Chinese);
        await volunteer.Button("接单，我去").TapAsync();
        await volunteer.Button("我到了").TapAsync();
        await volunteer.Page.GetByLabel("做了什么").FillAsync("已经扶正");
        await volunteer.Button("做完了").TapAsync();
        await Expect(volunteer.Page.GetByText("您说：已经扶正")).ToBeVisibleAsync();

        await leader.OpenAsync($"/workbench/reports/{report.Id}");
        await Expect(leader.Page.GetByText("已经扶正")).ToBeVisibleAsync();
        await leader.ExpectSoundAsync(PortalCultures.Chinese);
        await leader.Link("办结").TapAsync();
        await leader.Page.GetByLabel("已解决").CheckAsync();
        await leader.Page.GetByLabel("做了什么").FillAsync("志愿者到场扶正");
        await leader.Button("办结").TapAsync();
        await Expect(leader.Button("办结")).ToHaveCountAsync(0);
        Assert.Equal(GridReportStatus.Resolved, (await portal.ReportAsync(report.Id)).Status);
    }
}
