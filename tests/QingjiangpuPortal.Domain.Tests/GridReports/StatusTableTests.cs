using ErrorOr;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using static QingjiangpuPortal.Domain.GridReports.GridReportStatus;
using static QingjiangpuPortal.Domain.GridReports.GridReportVerb;
using static QingjiangpuPortal.Domain.Tests.GridReports.TestReport;

namespace QingjiangpuPortal.Domain.Tests.GridReports;

/// <summary>Every status × verb × kind of actor against the workflow as the district wrote it down.</summary>
public sealed class StatusTableTests
{
    public enum Who
    {
        Stranger,
        Reporter,
        Leader,
        Worker,
        Officer,
        Assignee,
        Appointer,
        Portal,
    }

    /// <summary>Verb, from, to, who; what is not here is refused.</summary>
    private static readonly (GridReportVerb Verb, GridReportStatus[] From, GridReportStatus? To, Who[] Who)[] Workflow =
    [
        (Contact, [Submitted, Accepted, Assigned, InProgress, Suspended, Resolved], null, [Who.Leader, Who.Worker, Who.Officer]),
        (Contact, [Assigned, InProgress, Suspended, Resolved], null, [Who.Assignee]),
        (Reply, [Submitted, Accepted, Assigned, InProgress, Suspended, Resolved, Closed, Rejected], null, [Who.Leader, Who.Worker, Who.Officer]),
        (Reply, [Assigned, InProgress, Suspended, Resolved, Closed], null, [Who.Assignee]),
        (Correct, [Submitted, Accepted], null, [Who.Leader, Who.Worker, Who.Officer]),
        (Accept, [Submitted], Accepted, [Who.Leader, Who.Worker, Who.Officer]),
        (Reject, [Submitted], Rejected, [Who.Worker, Who.Officer]),
        (Withdraw, [Submitted, Accepted], Withdrawn, [Who.Reporter]),
        (Assign, [Accepted], Assigned, [Who.Worker, Who.Officer]),
        (GridReportVerb.Start, [Accepted], InProgress, [Who.Leader, Who.Worker]),
        (GridReportVerb.Start, [Assigned], InProgress, [Who.Assignee]),
        (Return, [Assigned, InProgress], Accepted, [Who.Assignee]),
        (GridReportVerb.Suspend, [InProgress], Suspended, [Who.Officer]),
        (GridReportVerb.Resume, [Suspended], InProgress, [Who.Officer, Who.Portal]),
        (Escalate, [Submitted, Accepted, Assigned, InProgress, Suspended], null, [Who.Leader, Who.Worker, Who.Officer, Who.Portal]),
        (GridReportVerb.Delegate, [Submitted, Accepted], null, [Who.Officer]),
        (Merge, [Submitted, Accepted, Assigned, InProgress, Suspended, Resolved], Merged, [Who.Worker, Who.Officer]),
        (Unmerge, [Merged], InProgress, [Who.Officer, Who.Portal]),
        (Supervise, [Submitted, Accepted, Assigned, InProgress, Suspended, Resolved], null, [Who.Officer, Who.Portal]),
        (SendVolunteers, [Assigned, InProgress], null, [Who.Assignee, Who.Worker, Who.Officer]),
        (HandOver, [Suspended], Suspended, [Who.Appointer]),
        (Requeue, [Suspended], Suspended, [Who.Appointer, Who.Portal]),
        (HandOver, [Assigned, InProgress], Assigned, [Who.Appointer]),
        (Requeue, [Assigned, InProgress], Accepted, [Who.Appointer, Who.Portal]),
        (Resolve, [InProgress], Resolved, [Who.Assignee]),
        (Verify, [Resolved], Closed, [Who.Worker, Who.Officer, Who.Reporter]),
        (FailVerification, [Resolved], InProgress, [Who.Worker, Who.Officer, Who.Reporter]),
        (CloseUnanswered, [Resolved], Closed, [Who.Portal]),
        (Reopen, [Closed], Accepted, [Who.Reporter, Who.Portal]),
        (Rate, [Closed], Closed, [Who.Reporter]),
        (FollowUp, [Closed], Closed, [Who.Officer]),
        (RemoveDetails, Enum.GetValues<GridReportStatus>(), null, [Who.Reporter]),
    ];

    public static TheoryData<GridReportStatus, GridReportVerb, Who> All()
    {
        var all = new TheoryData<GridReportStatus, GridReportVerb, Who>();
        foreach (var from in Enum.GetValues<GridReportStatus>())
            // Reminders and warnings are the clock's (DeadlineSignalTests).
            foreach (var verb in Enum.GetValues<GridReportVerb>().Where(v => v is not (GridReportVerb.File or Remind or Warn)))
                foreach (var who in Enum.GetValues<Who>())
                    // The portal closes by itself in its own name; nobody else can call that verb.
                    if (verb != CloseUnanswered || who == Who.Portal)
                        all.Add(from, verb, who);
        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_verb_leads_where_the_workflow_says_or_is_refused_with_its_code(GridReportStatus from, GridReportVerb verb, Who who)
    {
        var report = Ready(from, verb);
        var version = (report.Status, report.DueAt, report.AssigneeId, Events: report.Events.Count);

        var result = Do(report, verb, ActorOf(who));

        var rules = Workflow.Where(r => r.Verb == verb && r.From.Contains(from)).ToList();
        if (rules.Where(r => r.Who.Contains(who)).Select(r => r.To ?? from).ToList() is [var to])
        {
            Assert.False(result.IsError);
            Assert.Equal(to, report.Status);
            Assert.Equal(version.Events + 1, report.Events.Count);
            return;
        }
        Assert.Equal(rules.Count == 0 ? "GridReport.MoveNotPossible" : "GridReport.MoveNotYours", result.FirstError.Code);
        Assert.Equal(rules.Count == 0 ? ErrorType.Conflict : ErrorType.Forbidden, result.FirstError.Type);
        Assert.Equal(version, (report.Status, report.DueAt, report.AssigneeId, report.Events.Count));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Pages_offer_exactly_what_can_be_done(GridReportStatus from, GridReportVerb verb, Who who)
    {
        var report = Ready(from, verb);
        var offered = report.PossibleFor(report.StandingOf(ActorOf(who)).Roles).Contains(verb);
        Assert.Equal(!Do(report, verb, ActorOf(who)).IsError, offered);
    }

    [Theory]
    [InlineData(Submitted)]
    [InlineData(Resolved)]
    [InlineData(Closed)]
    public void Nothing_is_filed_twice(GridReportStatus from) =>
        Assert.Equal("GridReport.MoveNotPossible", GridReportMoves.Next(from, GridReportVerb.File, ReportRoles.Officer).FirstError.Code);

    [Fact]
    public void Who_handled_it_does_not_verify_it_by_another_post()
    {
        var report = In(Resolved);
        var sameInTwoPosts = Assignee with { Posts = [.. Assignee.Posts, new HeldPost(PostKind.CommunityOfficer, MicroGrid[..12])] };
        Assert.Equal("GridReport.MoveNotYours", report.Verify(sameInTwoPosts, note: null, Filed).FirstError.Code);
    }

    [Fact]
    public void A_deputy_acts_for_the_assignee_within_the_post_and_does_not_verify_what_that_post_did()
    {
        var report = In(Accepted);
        report.AssignTo(TestReport.Leader.PersonId, assigneeUnitCode: null, TestReport.Worker, note: null, Filed);
        HeldPost standIn = new(PostKind.MicroGridLeader, MicroGrid, TestReport.Leader.PersonId);
        var deputy = new Actor(Guid.CreateVersion7(), [standIn, new(PostKind.GridWorker, MicroGrid[..15])]);
        var elsewhere = new Actor(Guid.CreateVersion7(), [standIn with { UnitCode = "32081201100100101" }]);

        Assert.Equal("GridReport.MoveNotYours", report.Start(elsewhere, note: null, Filed).FirstError.Code);
        Assert.False(report.Start(deputy, note: null, Filed).IsError);
        Assert.Equal(standIn, Assert.IsType<GridReportMoved>(report.Events[^1]).Post);
        Assert.False(report.Resolve(ReportOutcome.Solved, Lighting, deputy, "已更换", Filed).IsError);
        Assert.Equal("GridReport.MoveNotYours", report.Verify(deputy, note: null, Filed).FirstError.Code);
        Assert.False(report.Verify(TestReport.Leader with { Posts = [new(PostKind.GridWorker, MicroGrid[..15])] }, note: null, Filed).IsError);
    }

    [Fact]
    public void Who_reported_it_and_handled_it_answers_as_the_reporter()
    {
        var report = In(Resolved);
        Assert.False(report.Verify(Assignee with { HoldsPrivateLink = true }, note: null, Filed).IsError);
    }

    /// <summary>Delegated is what a unit above the micro-grid has.</summary>
    private static GridReport Ready(GridReportStatus from, GridReportVerb verb)
    {
        var report = In(from);
        if (verb == GridReportVerb.Delegate) report.Escalate(Actor.System, note: null, Filed);
        return report;
    }

    private static Actor ActorOf(Who who) => who switch
    {
        Who.Reporter => TestReport.Reporter,
        Who.Leader => TestReport.Leader,
        Who.Worker => TestReport.Worker,
        Who.Officer => TestReport.Officer,
        Who.Assignee => TestReport.Assignee,
        Who.Appointer => With(PostKind.SecurityAdministrator, "320812"),
        Who.Portal => Actor.System,
        _ => new Actor(Guid.CreateVersion7(), [new(PostKind.StreetOfficer, "320812011")]),
    };

    private static ErrorOr<Success> Do(GridReport report, GridReportVerb verb, Actor by) => verb switch
    {
        Contact => report.Contact(by, note: null, Filed),
        Correct => report.Correct(Rubbish, At(MicroGrid), MicroGrid, by, note: null, Filed),
        Accept => report.Accept(Lighting, by, note: null, Filed),
        Reject => report.Reject(by, "不属实", Filed),
        Withdraw => report.Withdraw(by, reason: null, Filed),
        Assign => report.AssignTo(TestReport.Assignee.PersonId, assigneeUnitCode: null, by, note: null, Filed),
        GridReportVerb.Start => report.Start(by, note: null, Filed),
        GridReportVerb.Suspend => report.Suspend(Filed.AddDays(2), Lighting, by, "等配件到货", Filed),
        GridReportVerb.Resume => report.Resume(Lighting, by, note: null, Filed),
        Escalate => report.Escalate(by, "需要街道协调", Filed),
        GridReportVerb.Delegate => report.Delegate(by, note: null, Filed),
        Merge => report.MergeInto(Fresh(), by, note: null, Filed),
        Unmerge => report.Unmerge(Lighting, by, note: null, Filed),
        Supervise => report.Supervise(by, "今天办结", Filed),
        Reply => report.Reply(by, "已收到", Filed),
        SendVolunteers => report.SendVolunteers(by, note: null, Filed),
        Return => report.Return(by, "不在我处", Filed),
        HandOver => report.HandOver(TestReport.Worker.PersonId!.Value, by, Filed),
        Requeue => report.Requeue(by, Filed),
        Resolve => report.Resolve(ReportOutcome.Solved, Lighting, by, "已更换", Filed),
        Verify => report.Verify(by, note: null, Filed),
        FailVerification => report.FailVerification(Lighting, by, "仍不亮", Filed),
        CloseUnanswered => report.CloseUnanswered(Filed),
        Reopen => report.Reopen(Lighting, by, "又坏了", Filed),
        Rate => report.Rate(new(Solution.Solved, Satisfaction.Satisfied), by, note: null, Filed),
        FollowUp => report.FollowUp(new(Solution.Solved, Satisfaction.Satisfied), Lighting, by, note: null, Filed),
        RemoveDetails => report.RemoveDetails(by, Filed),
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, message: null),
    };
}
