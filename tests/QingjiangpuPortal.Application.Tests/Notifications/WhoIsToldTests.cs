using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.BackgroundWork;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using static QingjiangpuPortal.Domain.Notifications.NotificationKind;

namespace QingjiangpuPortal.Application.Tests.Notifications;

/// <summary>Who learns what of a report's way, and that each learns it once.</summary>
public sealed class WhoIsToldTests(TellingPortal portal) : IClassFixture<TellingPortal>
{
    [Fact]
    public async Task The_reporter_learns_of_every_step_that_concerns_them_and_the_leader_of_the_work()
    {
        var report = await portal.ReportInAsync(GridReportStatus.Closed);
        await portal.TellAsync();
        await portal.TellAsync();
        Assert.Equal([ReportAccepted, ReportResolved, ReportClosed], await ToldAsync(report.Id, portal.Resident));
        Assert.Equal([AssignedToYou, WorkVerified], await ToldAsync(report.Id, portal.Leader));
        // Who did it knows, and was only asked to verify it.
        Assert.Equal([VerificationAwaited], await ToldAsync(report.Id, portal.Worker));
    }

    [Fact]
    public async Task What_a_reporter_does_themselves_is_told_to_whoever_has_the_work()
    {
        var report = await portal.ReportInAsync(GridReportStatus.Resolved);
        (await portal.DoAsync(report.Id, v => new AnswerWhetherSolved(report.ByAccount, v, Solved: false, "还是不亮"), portal.Resident)).Must();
        await portal.TellAsync();
        Assert.DoesNotContain(ReportBackInWork, await ToldAsync(report.Id, portal.Resident));
        Assert.Contains(VerificationFailed, await ToldAsync(report.Id, portal.Leader));
    }

    [Fact]
    public async Task Whoever_left_a_number_and_has_no_account_gets_the_end_by_message_while_the_number_is_there()
    {
        var kept = await portal.FileAsync(portal.Filing() with { ContactPhone = "13712340001" });
        var removed = await portal.FileAsync(portal.Filing() with { ContactPhone = "13712340002" });
        foreach (var report in new[] { kept, removed })
            (await portal.DoAsync(report.Id, v => new RejectGridReport(report.Id, v, "请拨打 12345"), portal.Worker)).Must();
        await portal.TellAsync();
        (await portal.DoAsync(removed.Id, v => new RemoveMyDetails(removed.ByLink, v), by: null)).Must();
        await portal.DispatchAsync();

        Assert.Single(portal.Gateway.Delivered.Values, body => body.Contains("8613712340001", StringComparison.Ordinal) && body.Contains(kept.Number, StringComparison.Ordinal));
        Assert.DoesNotContain(portal.Gateway.Delivered.Values, body => body.Contains("13712340002", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Filing_writes_nothing_and_the_unit_is_told_of_all_of_it_together_once()
    {
        var grid = portal.NewMicroGrid();
        var leader = await portal.AddPersonAsync(PostKind.MicroGridLeader, grid);
        await portal.QueryAsync(db => NewReportsTeller.TellAsync(db, portal.Clock.GetUtcNow(), CancellationToken.None));
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 3; i++) await portal.FileAsync(portal.Filing(grid) with { Description = $"第 {i} 处" });
        Assert.False(await portal.QueryAsync(db => db.News.AnyAsync(n => n.Kind == NewReportsInUnit)));

        portal.Clock.Advance(TimeSpan.FromMinutes(20));
        for (var round = 0; round < 2; round++) await portal.QueryAsync(db => NewReportsTeller.TellAsync(db, portal.Clock.GetUtcNow(), CancellationToken.None));
        await portal.TellAsync();
        var told = await portal.QueryAsync(db => db.Notifications.Where(n => n.PersonId == leader).Select(n => n.Facts).ToListAsync());
        Assert.Equal("3", Assert.Single(told)["count"]);
    }

    [Fact]
    public async Task Where_a_unit_has_nobody_the_next_one_above_is_told()
    {
        var grid = portal.NewMicroGrid();
        var worker = await portal.AddPersonAsync(PostKind.GridWorker, OrgCode.ParentOf(grid)!);
        await TellAsync(ReturnedToUnit, Audience.Unit(grid), Guid.NewGuid());
        Assert.Equal(1, await portal.QueryAsync(db => db.Notifications.CountAsync(n => n.PersonId == worker)));
    }

    [Fact]
    public async Task Who_can_take_the_second_look_is_told_of_what_was_resolved_and_never_who_did_the_work()
    {
        var byLeader = await portal.ReportInAsync(GridReportStatus.Resolved);
        // The worker who solved it in the worker's own grid: the community looks.
        var byWorker = await portal.ReportInAsync(GridReportStatus.Accepted);
        (await portal.DoAsync(byWorker.Id, v => new StartGridReport(byWorker.Id, v, Note: null), portal.Worker)).Must();
        (await portal.DoAsync(byWorker.Id, v => new ResolveGridReport(byWorker.Id, v, ReportOutcome.Solved, "灯泡已更换", []), portal.Worker)).Must();
        await portal.TellAsync();
        Assert.Contains(VerificationAwaited, await ToldAsync(byLeader.Id, portal.Worker));
        Assert.DoesNotContain(VerificationAwaited, await ToldAsync(byLeader.Id, portal.Leader));
        Assert.DoesNotContain(VerificationAwaited, await ToldAsync(byWorker.Id, portal.Worker));
        Assert.Contains(VerificationAwaited, await ToldAsync(byWorker.Id, portal.CommunityOfficer));
    }

    [Fact]
    public async Task Whoever_had_a_report_is_told_that_it_left_once_each_and_who_did_it_is_not()
    {
        var (escalated, delegated, merged) = (await portal.ReportInAsync(GridReportStatus.Assigned), await portal.ReportInAsync(GridReportStatus.Accepted), await portal.ReportInAsync(GridReportStatus.InProgress));
        (await portal.DoAsync(escalated.Id, v => new EscalateGridReport(escalated.Id, v, "超出能力"), portal.Worker)).Must();
        (await portal.DoAsync(delegated.Id, v => new EscalateGridReport(delegated.Id, v, "请社区办"), portal.Leader)).Must();
        (await portal.DoAsync(delegated.Id, v => new DelegateGridReport(delegated.Id, v, Note: null), portal.CommunityOfficer)).Must();
        var primary = await portal.FileAsync();
        (await portal.DoAsync(merged.Id, v => new MergeGridReport(merged.Id, v, primary.Number, Note: null), portal.Worker)).Must();
        await portal.TellAsync();

        // The leader goes on with it, but the micro-grid does not have it any more.
        Assert.Equal([AssignedToYou, EscalatedFromUnit], await ToldAsync(escalated.Id, portal.Leader));
        Assert.Equal([EscalatedToUnit, DelegatedFromUnit], await ToldAsync(delegated.Id, portal.Worker));
        // Who had it in hand is of the unit, too, and told once.
        Assert.Equal([AssignedToYou, WorkMerged], await ToldAsync(merged.Id, portal.Leader));
        Assert.Empty(await ToldAsync(merged.Id, portal.Worker));
    }

    [Fact]
    public async Task A_department_that_was_asked_and_its_officer_are_told_when_the_report_goes_up_without_them()
    {
        var colleague = await portal.AddPersonAsync(PostKind.DepartmentOfficer, Department);
        var report = await portal.ReportInAsync(GridReportStatus.Accepted);
        (await portal.DoAsync(report.Id, v => new AssignGridReport(report.Id, v, Department, Note: null), portal.Worker)).Must();
        (await portal.DoAsync(report.Id, v => new StartGridReport(report.Id, v, Note: null), portal.DepartmentOfficer)).Must();
        (await portal.DoAsync(report.Id, v => new EscalateGridReport(report.Id, v, "超出能力"), portal.Worker)).Must();
        await portal.TellAsync();
        Assert.Equal([AssignedToDepartment, WorkEscalated], await ToldAsync(report.Id, portal.DepartmentOfficer));
        Assert.Equal([AssignedToDepartment, EscalatedFromUnit], await ToldAsync(report.Id, colleague));
    }

    [Fact]
    public async Task A_unit_that_a_report_only_passed_on_its_way_up_hears_nothing_of_it()
    {
        var worker = portal.Worker;
        var report = await portal.FileAsync();
        await using (var scope = portal.ServiceProvider.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
            var mediator = scope.ServiceProvider.GetRequiredService<MediatR.IMediator>();
            var raised = await db.GridReports.SingleAsync(r => r.Id == report.Id);
            Assert.False(raised.RaiseTo(OrgLevel.Community, "情况紧急", portal.Clock.GetUtcNow()).IsError);
            foreach (var happened in raised.TakeEvents()) await mediator.Publish(Happened.Wrap(happened));
            await db.SaveChangesAsync();
        }
        await portal.TellAsync();
        Assert.Empty(await ToldAsync(report.Id, worker));
        Assert.Equal([EscalatedFromUnit], await ToldAsync(report.Id, portal.Leader));
        Assert.Equal([EscalatedToUnit], await ToldAsync(report.Id, portal.CommunityOfficer));
    }

    [Fact]
    public async Task When_a_report_is_unmerged_whoever_filed_it_followed_it_or_has_it_in_hand_is_told_once()
    {
        var (follower, ofPrimary) = (await portal.AddPersonAsync(), await portal.AddPersonAsync());
        var (report, primary) = (await portal.ReportInAsync(GridReportStatus.InProgress), await portal.FileAsync(by: portal.AnotherResident));
        foreach (var (followed, by) in new[] { (report, follower), (primary, follower), (primary, ofPrimary) })
            (await portal.SendAsync(new FollowReport(SubmissionKey.New(), followed.Number), by)).Must();
        (await portal.DoAsync(report.Id, v => new MergeGridReport(report.Id, v, primary.Number, Note: null), portal.Worker)).Must();
        // While it is a part of it, who followed either hears of the primary, once.
        (await portal.DoAsync(primary.Id, v => new ReplyToReporter(primary.Id, v, "已安排"), portal.Worker)).Must();
        await portal.TellAsync();
        foreach (var person in new[] { follower, ofPrimary, portal.Resident }) Assert.Equal([FollowedReportMoved], await ToldAsync(primary.Id, person));

        (await portal.DoAsync(report.Id, v => new UnmergeGridReport(report.Id, v, Note: null), portal.CommunityOfficer)).Must();
        await portal.TellAsync();
        Assert.Equal([ReportAccepted, ReportMerged, ReportUnmerged], await ToldAsync(report.Id, portal.Resident));
        Assert.Equal([FollowedReportUnmerged], await ToldAsync(report.Id, follower));
        Assert.Empty(await ToldAsync(report.Id, ofPrimary));
        Assert.Equal(WorkUnmerged, (await ToldAsync(report.Id, portal.Leader))[^1]);
    }

    [Fact]
    public async Task Nobody_is_sent_what_they_do_not_want_and_everybody_has_it_in_the_inbox()
    {
        var (person, _) = await portal.SomebodyAsync();
        (await portal.SendAsync(new SetMyNotifications(["MyReports:Sms"], QuietFrom: null, QuietUntil: null, InEnglish: true), person)).Must();
        await TellAsync(ReportRejected, Audience.Person(person), (await portal.FileAsync()).Id);
        Assert.Equal([NotificationChannels.Sms], await portal.QueryAsync(db => db.OutboxMessages.Where(m => m.PersonId == person).Select(m => m.Channel).ToListAsync()));
        var mine = (await portal.SendAsync(new ListMyNotifications(), person)).Must();
        Assert.False(Assert.Single(mine.Items).IsRead);

        Assert.Equal("Notification.NotFound", (await portal.SendAsync(new OpenNotification(mine.Items[0].Id), portal.Resident)).FirstError.Code);
        Assert.StartsWith("/my/reports/", (await portal.SendAsync(new OpenNotification(mine.Items[0].Id), person)).Must(), StringComparison.Ordinal);
        Assert.True((await portal.SendAsync(new ListMyNotifications(), person)).Must().Items[0].IsRead);
        await portal.DispatchAsync();
        Assert.Contains(portal.Gateway.Delivered.Values, body => body.Contains("was not accepted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mail_is_sent_to_an_address_only_after_its_owner_confirmed_it()
    {
        var person = await portal.AddPersonAsync();
        (await portal.SendAsync(new SetMyEmail("New.Address@Example.com", InEnglish: false), person)).Must();
        Assert.Equal("Email.CodeTooSoon", (await portal.SendAsync(new SetMyEmail("other@example.com", InEnglish: false), person)).FirstError.Code);
        await TellAsync(ReportRejected, Audience.Person(person), (await portal.FileAsync()).Id);
        Assert.False(await portal.QueryAsync(db => db.OutboxMessages.AnyAsync(m => m.PersonId == person && m.Channel == NotificationChannels.Email)));

        var mail = Assert.Single(portal.Mail.Taken, m => m.To.ToString() == "New.Address@Example.com");
        var code = System.Text.RegularExpressions.Regex.Match(mail.TextBody!, "[0-9]{6}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        Assert.Equal("Email.CodeWrong", (await portal.SendAsync(new ConfirmMyEmail(code == "000000" ? "000001" : "000000"), person)).Must().Refused?.Code);
        Assert.Null((await portal.SendAsync(new ConfirmMyEmail(code), person)).Must().Refused);
        await TellAsync(ReportRejected, Audience.Person(person), (await portal.FileAsync()).Id);
        Assert.True(await portal.QueryAsync(db => db.OutboxMessages.AnyAsync(m => m.PersonId == person && m.Channel == NotificationChannels.Email)));
        Assert.Equal("N****@Example.com", (await portal.SendAsync(new GetMyNotificationSettings(), person)).Must().MaskedEmail);
    }

    /// <summary>The demo's department officer is of it.</summary>
    private const string Department = "320812D01";

    private async Task TellAsync(NotificationKind kind, Audience whom, Guid report)
    {
        await portal.QueryAsync(async db =>
        {
            db.Tell(kind, whom, AuditSubject.Of<GridReport>(report), by: null, portal.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });
        await portal.TellAsync();
    }

    private Task<List<NotificationKind>> ToldAsync(Guid report, Guid person) => portal.QueryAsync(db => db.Notifications
        .Where(n => n.PersonId == person && n.SubjectId == report.ToString()).OrderBy(n => n.Id).Select(n => n.Kind).ToListAsync());
}
