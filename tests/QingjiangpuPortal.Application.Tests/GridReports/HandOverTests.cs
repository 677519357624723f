using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.GridReports;

/// <summary>What happens to open work when a post ends. The clock moves: a class of its own.</summary>
public sealed class HandOverTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private DateOnly Today => ChinaTime.DayOf(portal.Clock.GetUtcNow());

    [Fact]
    public async Task What_was_in_hand_goes_to_a_colleague_of_the_place_who_sees_it_in_the_timeline()
    {
        var (place, leaver, post) = await LeaverAsync();
        var colleague = await portal.AddPersonAsync(PostKind.GridWorker, place[..15]);
        var (assigned, started) = (await InHandAsync(place, leaver, start: false), await InHandAsync(place, leaver, start: true));
        var resolved = await InHandAsync(place, leaver, start: true);
        (await portal.DoAsync(resolved, v => new ResolveGridReport(resolved, v, ReportOutcome.Solved, "已更换", []), leaver)).Must();

        (await portal.SendAsync(new EndPost(post), portal.SecurityAdministrator)).Must();
        var work = (await portal.SendAsync(new GetPostWork(post), portal.SecurityAdministrator)).Must();
        Assert.Equal((2, colleague), (work.InHand, Assert.Single(work.Colleagues).PersonId));
        Assert.Equal("Assignee.NotAround", (await portal.SendAsync(new HandOverReports(post, portal.Worker), portal.SecurityAdministrator)).FirstError.Code);
        Assert.Equal(2, (await portal.SendAsync(new HandOverReports(post, colleague), portal.SecurityAdministrator)).Must());

        foreach (var id in new[] { assigned, started })
        {
            var report = await portal.ReportAsync(id);
            Assert.Equal((GridReportStatus.Assigned, colleague), (report.Status, report.AssigneeId));
            var line = (await portal.SendAsync(new GetReport(id), colleague)).Must().Timeline[^1];
            Assert.Equal((GridReportVerb.HandOver, PostKind.SecurityAdministrator), (line.Verb, line.PostKind));
            (await portal.DoAsync(id, v => new StartGridReport(id, v, Note: null), colleague)).Must();
        }
        // What waits for somebody's verdict is in nobody's hand.
        Assert.Equal(leaver, (await portal.ReportAsync(resolved)).AssigneeId);
        Assert.Equal(0, (await portal.SendAsync(new HandOverReports(post, colleague), portal.SecurityAdministrator)).Must());
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(new HandOverReports(post, colleague), portal.DistrictOfficer)).FirstError.Code);
    }

    [Fact]
    public async Task Back_in_the_queue_it_is_accepted_assigned_to_nobody_and_no_return()
    {
        var (place, leaver, post) = await LeaverAsync();
        var report = await InHandAsync(place, leaver, start: true);
        (await portal.SendAsync(new EndPost(post), portal.SecurityAdministrator)).Must();
        Assert.Equal(1, (await portal.SendAsync(new HandOverReports(post, ToPersonId: null), portal.SecurityAdministrator)).Must());

        var after = await portal.ReportAsync(report);
        Assert.Equal((GridReportStatus.Accepted, null, null), (after.Status, after.AssigneeId, after.AssigneeUnitCode));
        Assert.DoesNotContain(await VerbsOfAsync(report), verb => verb == GridReportVerb.Return);
        var entry = await portal.QueryAsync(db => db.AuditEntries.SingleAsync(e => e.Action == nameof(HandOverReports) && e.SubjectId == report.ToString()));
        Assert.Equal((portal.SecurityAdministrator, portal.Resident), (entry.ActorId, entry.PersonId));
    }

    [Fact]
    public async Task What_is_in_hand_by_another_post_as_well_stays()
    {
        var place = portal.NewMicroGrid();
        var both = await portal.AddPersonAsync(new HeldPost(PostKind.GridWorker, place[..15]), new HeldPost(PostKind.MicroGridLeader, place));
        var report = await InHandAsync(place, both, start: true);
        var worker = await portal.QueryAsync(db => db.Posts.Where(p => p.PersonId == both && p.Kind == PostKind.GridWorker).Select(p => p.Id).SingleAsync());
        (await portal.SendAsync(new EndPost(worker), portal.SecurityAdministrator)).Must();

        Assert.Equal(0, (await portal.SendAsync(new GetPostWork(worker), portal.SecurityAdministrator)).Must().InHand);
        await portal.SendAsSystemAsync(new RequeueUnheld());
        Assert.Equal(both, (await portal.ReportAsync(report)).AssigneeId);
    }

    [Fact]
    public async Task The_portal_puts_back_what_remains_when_a_post_ends_by_its_date()
    {
        var (place, leaver, post) = await LeaverAsync();
        var reports = new[] { await InHandAsync(place, leaver, start: false), await InHandAsync(place, leaver, start: true) };
        (await portal.SendAsync(new SetLastDay(post, Today), portal.SecurityAdministrator)).Must();
        portal.Clock.SetUtcNow(ChinaTime.StartOf(Today.AddDays(1)).AddSeconds(-1));
        await portal.SendAsSystemAsync(new RequeueUnheld());
        Assert.All(await Task.WhenAll(reports.Select(portal.ReportAsync)), r => Assert.Equal(leaver, r.AssigneeId));

        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, (await portal.SendAsSystemAsync(new RequeueUnheld())).Must());
        Assert.All(await Task.WhenAll(reports.Select(portal.ReportAsync)), r => Assert.Equal((GridReportStatus.Accepted, null), (r.Status, r.AssigneeId)));
        Assert.Equal(0, (await portal.SendAsSystemAsync(new RequeueUnheld())).Must());
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(new RequeueUnheld(), portal.SecurityAdministrator)).FirstError.Code);
    }

    [Fact]
    public async Task What_an_officer_of_a_department_started_goes_to_another_of_the_department()
    {
        var place = portal.NewMicroGrid();
        var worker = await portal.AddPersonAsync(PostKind.GridWorker, place[..15]);
        var leaver = await portal.AddPersonAsync(PostKind.DepartmentOfficer, "320812D05");
        var report = (await portal.FileAsync(portal.Filing(place), portal.Resident)).Id;
        (await portal.DoAsync(report, v => new AcceptGridReport(report, v, Note: null), worker)).Must();
        (await portal.DoAsync(report, v => new AssignGridReport(report, v, "320812D05", Note: null), worker)).Must();
        (await portal.DoAsync(report, v => new StartGridReport(report, v, Note: null), leaver)).Must();
        var post = await PostOfAsync(leaver);
        (await portal.SendAsync(new EndPost(post), portal.SecurityAdministrator)).Must();

        var work = (await portal.SendAsync(new GetPostWork(post), portal.SecurityAdministrator)).Must();
        Assert.Equal(1, work.InHand);
        Assert.All(work.Colleagues, c => Assert.Equal("320812D05", c.UnitCode));
        var colleague = await portal.AddPersonAsync(PostKind.DepartmentOfficer, "320812D05");
        (await portal.SendAsync(new HandOverReports(post, colleague), portal.SecurityAdministrator)).Must();
        (await portal.DoAsync(report, v => new StartGridReport(report, v, Note: null), colleague)).Must();
    }

    private async Task<(string Place, Guid Leaver, Guid Post)> LeaverAsync()
    {
        var place = portal.NewMicroGrid();
        var leaver = await portal.AddPersonAsync(PostKind.GridWorker, place[..15]);
        return (place, leaver, await PostOfAsync(leaver));
    }

    private async Task<Guid> InHandAsync(string place, Guid worker, bool start)
    {
        var id = (await portal.FileAsync(portal.Filing(place), portal.Resident)).Id;
        (await portal.DoAsync(id, v => new AcceptGridReport(id, v, Note: null), worker)).Must();
        (await portal.DoAsync(id, v => new AssignGridReport(id, v, worker.ToString(), Note: null), worker)).Must();
        if (start) (await portal.DoAsync(id, v => new StartGridReport(id, v, Note: null), worker)).Must();
        return id;
    }

    private Task<Guid> PostOfAsync(Guid person) => portal.QueryAsync(db => db.Posts.Where(p => p.PersonId == person).Select(p => p.Id).SingleAsync());

    private Task<List<GridReportVerb>> VerbsOfAsync(Guid report) =>
        portal.QueryAsync(db => db.GridReportTimeline.Where(t => t.ReportId == report).Select(t => t.Verb).ToListAsync());
}
