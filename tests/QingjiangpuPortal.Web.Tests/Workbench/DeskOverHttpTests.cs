using QingjiangpuPortal.Application.Desk;
using QingjiangpuPortal.Application.Disputes;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Volunteers;
using QingjiangpuPortal.Domain.Desk;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Pages.Workbench.Bulk;
using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.Workbench;

/// <summary>What the forms of the desk and its neighbours carry, and what their pages no longer show.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed class DeskOverHttpTests(PortalOverHttp portal)
{
    [Fact]
    public async Task A_bulk_act_over_all_that_match_is_about_as_many_as_its_page_said_and_not_about_what_was_filed_meanwhile()
    {
        var grid = portal.Places.OfLevel(OrgLevel.Grid).Last(g => g.Code.StartsWith("320812003", StringComparison.Ordinal)).Code;
        var microGrid = portal.Places.ChildrenOf(grid).First().Code;
        for (var i = 0; i < 2; i++) await portal.FileAsync(portal.Filing(microGrid));
        using var officer = await portal.Host.ClientOfAsync(DemoAccounts.All[6]);
        var page = await officer.OpenAsync($"/workbench/bulk/new?kind=accept&all=true&filter={Uri.EscapeDataString($"state=open&unit={grid}")}");
        var late = await portal.FileAsync(portal.Filing(microGrid));

        var started = await page.Form("main form").SendAsync();
        Assert.StartsWith("/workbench/bulk/", started.Location, StringComparison.Ordinal);
        var act = (await portal.SendAsync(new GetBulkAct(Guid.Parse(started.Location![^36..])), portal.StreetOfficer)).Must();
        Assert.Contains($"受理 {act.Count} 件", page.Text("main form"), StringComparison.Ordinal);
        Assert.DoesNotContain(act.Rows, r => r.ReportId == late.Id);
    }

    [Fact]
    public void The_ids_of_the_largest_bulk_act_pass_the_door_and_are_read_as_they_were_written()
    {
        var ids = Enumerable.Range(0, BulkAct.MaxRows).Select(_ => Guid.NewGuid()).ToList();
        var fields = FrozenIds.Write(ids);
        Assert.Equal(ids, FrozenIds.Read(fields));
        // As RequestSizes has it: a value up to 64 kB, a form up to 256 kB.
        Assert.All(fields, field => Assert.InRange(field.Length, 1, 64 * 1024));
        Assert.InRange(fields.Sum(field => field.Length), 1, 200 * 1024);
        Assert.Empty(FrozenIds.Read(["no ids", "AAAA", ""]));
    }

    [Fact]
    public async Task A_note_whose_form_is_sent_twice_is_one_note()
    {
        var report = await portal.FileAsync();
        using var worker = await portal.Host.ClientOfAsync(PortalOverHttp.WorkerAccount);
        var form = (await worker.OpenAsync($"/workbench/reports/{report.Id}/notes")).Form("main form").Set("Text", "请去看一眼");
        for (var time = 0; time < 2; time++) Assert.Equal($"/workbench/reports/{report.Id}/notes", (await form.SendAsync()).Location);
        Assert.Single((await portal.SendAsync(new ListNotes(report.Id), portal.Worker)).Must().Notes);
    }

    [Fact]
    public async Task A_party_and_a_sitting_whose_forms_are_sent_twice_are_noted_once_and_the_portals_own_reason_is_said_in_both_languages()
    {
        var report = (await portal.FileAsync(portal.Filing(category: "01001"))).Id;
        using var worker = await portal.Host.ClientOfAsync(PortalOverHttp.WorkerAccount);
        var address = $"/workbench/reports/{report}/dispute";
        var party = (await worker.OpenAsync(address + "/parties")).Form("main form").Set("Side", nameof(PartySide.Applicant)).Set("Name", "周小满");
        for (var time = 0; time < 2; time++) Assert.Equal(address, (await party.SendAsync()).Location);
        var sitting = (await worker.OpenAsync(address + "/sessions")).Form("main form").Set("Text", "双方到场");
        for (var time = 0; time < 2; time++) Assert.Equal(address, (await sitting.SendAsync()).Location);
        var dispute = (await portal.SendAsync(new GetDispute(report), portal.Worker)).Must();
        Assert.Equal((1, 1), (dispute.Parties.Count, dispute.Sessions.Count));

        (await portal.SendAsync(new RecordDispute(report, dispute.Version, HappenedOn: null, 2, DisputeNature.Quarrel, RiskGrade.High, Amount: null, Method: null, Mediator: null), portal.Worker)).Must();
        using var officer = await portal.Host.ClientOfAsync(DemoAccounts.All[6]);
        var inChinese = await officer.OpenAsync($"/workbench/reports/{report}");
        Assert.Contains("高风险纠纷", inChinese.Text("main .timeline"), StringComparison.Ordinal);
        await inChinese.Form("form[action='/preferences/language']").SendAsync("English");
        var inEnglish = (await officer.OpenAsync($"/workbench/reports/{report}")).Text("main .timeline");
        Assert.Contains("High-risk dispute", inEnglish, StringComparison.Ordinal);
        Assert.DoesNotContain("高风险纠纷", inEnglish, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_volunteer_who_declined_reads_neither_words_nor_place_on_the_pages_of_their_tasks()
    {
        var report = await portal.FileAsync(portal.Filing() with { Description = "二楼的柜子要抬下来", Address = "化工新村 3 栋" });
        (await portal.DoAsync(report.Id, v => new AcceptGridReport(report.Id, v, Note: null), portal.Leader)).Must();
        (await portal.DoAsync(report.Id, v => new StartGridReport(report.Id, v, Note: null), portal.Leader)).Must();
        (await portal.DoAsync(report.Id, v => new SendVolunteers(report.Id, v, [portal.Volunteer], Note: null), portal.Leader)).Must();
        var task = (await portal.SendAsync(new ListMyTasks(After: null), portal.Volunteer)).Must().Items[0].TaskId;
        using var volunteer = await portal.Host.ClientOfAsync(DemoAccounts.All[12]);
        var asked = await volunteer.OpenAsync($"/tasks/{task}");
        Assert.Contains("二楼的柜子要抬下来", asked.Text("h1"), StringComparison.Ordinal);

        var declined = await (await asked.Form("form[action$='Decline']").Set("Reason", "腰不好").SendAsync()).FollowAsync();
        Assert.Contains("您的理由：腰不好", declined.Text("main"), StringComparison.Ordinal);
        foreach (var page in new[] { declined, await volunteer.OpenAsync("/tasks") })
        {
            Assert.DoesNotContain("柜子", page.Source, StringComparison.Ordinal);
            Assert.DoesNotContain("化工新村 3 栋", page.Source, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(FormattableString.Invariant($"{portal.Places.Find(DemoAccounts.MicroGrid)!.Latitude}"), declined.Source, StringComparison.Ordinal);
    }
}
