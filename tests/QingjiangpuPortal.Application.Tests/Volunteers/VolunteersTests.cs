using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Volunteers;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.Volunteers;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Volunteers;

public sealed class VolunteersTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Two_volunteers_who_confirm_at_once_both_do_and_neither_is_told_of_a_conflict()
    {
        var (task, one, other) = await SentAsync();
        var accepted = await Task.WhenAll(
            AcceptAsync(task, one),
            AcceptAsync(task, other));
        Assert.All(accepted, result => Assert.False(result.IsError));
        Assert.Equal([VolunteerState.Accepted, VolunteerState.Accepted], await StatesAsync(task));
    }

    [Fact]
    public async Task Confirming_twice_is_confirming_once_also_with_the_version_of_before()
    {
        var (task, one, _) = await SentAsync();
        var before = (await portal.SendAsync(new GetMyTask(task), one)).Must().Version;
        (await portal.SendAsync(new AcceptTask(task, before), one)).Must();
        (await portal.SendAsync(new AcceptTask(task, before), one)).Must();
        Assert.Equal("Access.ChangedMeanwhile", (await portal.SendAsync(new DeclineTask(task, before, "临时有事"), one)).FirstError.Code);
    }

    [Fact]
    public async Task A_decline_frees_the_place_for_another_and_a_full_team_takes_nobody()
    {
        var report = await portal.ReportInAsync(GridReportStatus.InProgress);
        var volunteers = new List<Guid>();
        for (var i = 0; i <= VolunteerTask.LargestTeam; i++) volunteers.Add(await portal.AddPersonAsync(PostKind.Volunteer, DemoAccounts.Grid));
        (await SendAsync(report.Id, volunteers[..VolunteerTask.LargestTeam])).Must();
        Assert.Equal("Volunteer.TeamFull", (await SendAsync(report.Id, [volunteers[^1]])).FirstError.Code);

        var task = await TaskOfAsync(report.Id);
        var version = (await portal.SendAsync(new GetMyTask(task), volunteers[0])).Must().Version;
        Assert.Equal("Reason.Missing", (await portal.SendAsync(new DeclineTask(task, version, " "), volunteers[0])).FirstError.Code);
        (await portal.SendAsync(new DeclineTask(task, version, "今天值班"), volunteers[0])).Must();
        (await SendAsync(report.Id, [volunteers[^1]])).Must();
        Assert.Equal("Volunteer.AskedAlready", (await SendAsync(report.Id, [volunteers[^1]])).FirstError.Code);
    }

    [Fact]
    public async Task A_volunteer_sees_place_and_words_without_numbers_and_nothing_else_of_the_report()
    {
        var report = await portal.FileAsync(portal.Filing() with { Description = "请帮忙抬一下，打 13812345678", ContactName = "周小满", ContactPhone = "13812345678" }, portal.Resident);
        (await portal.DoAsync(report.Id, v => new AcceptGridReport(report.Id, v, Note: null), portal.Leader)).Must();
        (await portal.DoAsync(report.Id, v => new StartGridReport(report.Id, v, Note: null), portal.Leader)).Must();
        (await SendAsync(report.Id, [portal.Volunteer])).Must();
        var task = (await portal.SendAsync(new GetMyTask(await TaskOfAsync(report.Id)), portal.Volunteer)).Must();
        Assert.Equal("请帮忙抬一下，打 ***", task.About!.Description);
        Assert.DoesNotContain("周", task.ToString(), StringComparison.Ordinal);
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(new GetReport(report.Id), portal.Volunteer)).FirstError.Code);
        Assert.Equal("Volunteer.TaskNotFound", (await portal.SendAsync(new GetMyTask(task.TaskId), await portal.AddPersonAsync(PostKind.Volunteer, DemoAccounts.Grid))).FirstError.Code);
    }

    [Fact]
    public async Task Only_volunteers_around_are_sent_and_never_to_a_dispute()
    {
        var report = await portal.ReportInAsync(GridReportStatus.Assigned);
        var elsewhere = await portal.AddPersonAsync(PostKind.Volunteer, DemoAccounts.OtherGrid);
        Assert.Equal("Volunteer.NotAround", (await SendAsync(report.Id, [elsewhere])).FirstError.Code);
        Assert.Equal("Volunteer.NotAround", (await SendAsync(report.Id, [portal.Worker])).FirstError.Code);

        var dispute = await portal.FileAsync(portal.Filing(category: "01001"));
        (await portal.DoAsync(dispute.Id, v => new AcceptGridReport(dispute.Id, v, Note: null), portal.Leader)).Must();
        (await portal.DoAsync(dispute.Id, v => new StartGridReport(dispute.Id, v, Note: null), portal.Leader)).Must();
        Assert.Equal("Volunteer.NotForDisputes", (await SendAsync(dispute.Id, [portal.Volunteer])).FirstError.Code);
        Assert.Empty((await portal.SendAsync(new ListVolunteers(dispute.Id), portal.Leader)).Must());
    }

    [Fact]
    public async Task A_report_is_assigned_with_a_team_at_once_and_resolving_it_ends_the_task()
    {
        var report = await portal.ReportInAsync(GridReportStatus.Accepted);
        Assert.Equal("Volunteer.NeedsLeader",
            (await portal.DoAsync(report.Id, v => new AssignGridReport(report.Id, v, "320812D01", Note: null, [portal.Volunteer]), portal.Worker)).FirstError.Code);
        (await portal.DoAsync(report.Id, v => new AssignGridReport(report.Id, v, portal.Leader.ToString(), "带上手套", [portal.Volunteer]), portal.Worker)).Must();
        var task = await TaskOfAsync(report.Id);
        (await portal.DoAsync(report.Id, v => new StartGridReport(report.Id, v, Note: null), portal.Leader)).Must();
        (await portal.DoAsync(report.Id, v => new ResolveGridReport(report.Id, v, ReportOutcome.Solved, "已搬走", []), portal.Leader)).Must();
        Assert.Equal("Volunteer.NoLongerNeeded", (await AcceptAsync(task, portal.Volunteer)).FirstError.Code);
        Assert.False((await portal.SendAsync(new GetMyTask(task), portal.Volunteer)).Must().IsNeeded);
    }

    [Fact]
    public async Task Whoever_declined_or_is_not_needed_any_more_sees_that_there_was_a_task_and_their_own_words_only()
    {
        var report = await portal.ReportInAsync(GridReportStatus.InProgress);
        var (declining, doing) = (await portal.AddPersonAsync(PostKind.Volunteer, DemoAccounts.Grid), await portal.AddPersonAsync(PostKind.Volunteer, DemoAccounts.Grid));
        (await portal.DoAsync(report.Id, v => new SendVolunteers(report.Id, v, [declining, doing], "带上梯子"), portal.Leader)).Must();
        var task = await TaskOfAsync(report.Id);
        Assert.NotNull((await SeenAsync(declining)).Task.About);
        (await portal.SendAsync(new DeclineTask(task, (await SeenAsync(declining)).Task.Version, "今天值班"), declining)).Must();

        AssertNothingBut("今天值班", await SeenAsync(declining));
        Assert.Equal((VolunteerState.Declined, true), ((await SeenAsync(declining)).Task.State, (await SeenAsync(declining)).Task.IsNeeded));
        Assert.NotNull((await SeenAsync(doing)).Row.About);

        (await AcceptAsync(task, doing)).Must();
        (await portal.SendAsync(new FinishTask(task, (await SeenAsync(doing)).Task.Version, "扶好了梯子", []), doing)).Must();
        Assert.NotNull((await SeenAsync(doing)).Task.About);
        (await portal.DoAsync(report.Id, v => new ResolveGridReport(report.Id, v, ReportOutcome.Solved, "已更换", []), portal.Leader)).Must();
        AssertNothingBut("扶好了梯子", await SeenAsync(doing));

        async Task<(MyTask Task, MyTaskRow Row)> SeenAsync(Guid by) =>
            ((await portal.SendAsync(new GetMyTask(task), by)).Must(), Assert.Single((await portal.SendAsync(new ListMyTasks(After: null), by)).Must().Items));

        static void AssertNothingBut(string said, (MyTask Task, MyTaskRow Row) seen)
        {
            Assert.Equal(said, seen.Task.Said);
            Assert.Null(seen.Task.About);
            Assert.Null(seen.Row.About);
        }
    }

    private async Task<(Guid Task, Guid One, Guid Other)> SentAsync()
    {
        var report = await portal.ReportInAsync(GridReportStatus.InProgress);
        var (one, other) = (await portal.AddPersonAsync(PostKind.Volunteer, DemoAccounts.Grid), await portal.AddPersonAsync(PostKind.Volunteer, "320812003002"));
        (await SendAsync(report.Id, [one, other])).Must();
        return (await TaskOfAsync(report.Id), one, other);
    }

    private Task<ErrorOr.ErrorOr<ErrorOr.Success>> SendAsync(Guid report, IReadOnlyList<Guid> volunteers) =>
        portal.DoAsync(report, v => new SendVolunteers(report, v, volunteers, Note: null), portal.Leader);

    private async Task<ErrorOr.ErrorOr<ErrorOr.Success>> AcceptAsync(Guid task, Guid volunteer) =>
        await portal.SendAsync(new AcceptTask(task, (await portal.SendAsync(new GetMyTask(task), volunteer)).Must().Version), volunteer);

    private Task<Guid> TaskOfAsync(Guid report) =>
        portal.QueryAsync(db => db.VolunteerTasks.Where(t => t.ReportId == report && t.EndedAt == null).Select(t => t.Id).SingleAsync());

    private Task<List<VolunteerState>> StatesAsync(Guid task) =>
        portal.QueryAsync(db => db.VolunteerPlaces.Where(p => p.TaskId == task).Select(p => p.State).ToListAsync());
}
