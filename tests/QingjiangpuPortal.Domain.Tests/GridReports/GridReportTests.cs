using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using static QingjiangpuPortal.Domain.Tests.GridReports.TestReport;

namespace QingjiangpuPortal.Domain.Tests.GridReports;

public sealed class GridReportTests
{
    [Fact]
    public void Limits_run_from_filing()
    {
        var report = Fresh();
        Assert.Equal(Filed.AddHours(2), report.AcceptDueAt);
        Assert.Equal(Filed.AddHours(24), report.ResolveDueAt);
        Assert.Equal(report.AcceptDueAt, report.DueAt);
        Assert.False(report.IsOverdue(Filed.AddHours(2)));
        Assert.True(report.IsOverdue(Filed.AddHours(2).AddTicks(10)));
    }

    [Theory]
    [InlineData(GridReportStatus.Submitted)]
    [InlineData(GridReportStatus.Accepted)]
    [InlineData(GridReportStatus.Assigned)]
    [InlineData(GridReportStatus.InProgress)]
    [InlineData(GridReportStatus.Resolved)]
    [InlineData(GridReportStatus.Closed)]
    [InlineData(GridReportStatus.Rejected)]
    [InlineData(GridReportStatus.Withdrawn)]
    public void What_is_open_is_due_and_nothing_else(GridReportStatus status)
    {
        var report = In(status);
        Assert.Equal(status, report.Status);
        Assert.Equal(status.IsOpen(), report.DueAt is not null);
    }

    [Fact]
    public void After_accepting_the_limit_of_resolving_counts_and_after_resolving_that_of_verifying()
    {
        var report = Fresh();
        report.Accept(Lighting, Worker, note: null, Filed.AddHours(1));
        Assert.Equal(Filed.AddHours(24), report.DueAt);
        report.Start(Worker, note: null, Filed.AddHours(2));
        report.Resolve(ReportOutcome.Solved, Lighting, Worker, "已更换", Filed.AddHours(3));
        Assert.Equal(Filed.AddHours(3 + 48), report.DueAt);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Resolved_at_the_limit_is_on_time_and_a_tick_later_is_not(long ticksLate, bool onTime)
    {
        var report = In(GridReportStatus.InProgress);
        report.Resolve(ReportOutcome.Solved, Lighting, Assignee, "已更换", report.ResolveDueAt.AddTicks(ticksLate));
        Assert.Equal(onTime, report.ResolvedOnTime);
    }

    [Fact]
    public void Starting_an_accepted_report_assigns_it_to_oneself()
    {
        var report = In(GridReportStatus.Accepted);
        report.Start(Leader, note: null, Filed);
        Assert.Equal(Leader.PersonId, report.AssigneeId);
    }

    [Fact]
    public void Returning_clears_the_assignee_but_tells_who_returned_it()
    {
        var report = In(GridReportStatus.InProgress);
        report.TakeEvents();
        report.Return(Assignee, "不在我处", Filed);
        Assert.Null(report.AssigneeId);
        Assert.Null(report.AssigneeUnitCode);
        var moved = Assert.IsType<GridReportMoved>(Assert.Single(report.Events));
        Assert.Equal(Assignee.PersonId, moved.PersonId);
        Assert.True(moved.As.HasFlag(ReportRoles.Assignee));
        Assert.Equal(Assignee.Posts[0], moved.Post);
    }

    [Fact]
    public void Correcting_computes_the_limits_anew_from_filing()
    {
        var report = In(GridReportStatus.Accepted);
        report.Correct(Rubbish, At("32081200300200102"), "32081200300200102", Worker, note: null, Filed.AddHours(3));
        Assert.Equal("03001", report.CategoryCode);
        Assert.Equal("32081200300200102", report.HandlingUnitCode);
        Assert.Equal(Filed.AddHours(4), report.DueAt);
    }

    [Fact]
    public void What_concerns_people_is_private_and_stays_so_when_corrected()
    {
        Assert.False(Fresh(Dispute).IsPublic);
        Assert.False(GridReport.File(New(keepPrivate: true), Lighting, Reporter, Filed).IsPublic);
        var report = Fresh();
        report.Correct(Dispute, At(MicroGrid), MicroGrid, Worker, note: null, Filed);
        report.Correct(Lighting, At(MicroGrid), MicroGrid, Worker, note: null, Filed);
        Assert.False(report.IsPublic);
    }

    [Fact]
    public void Failing_the_verification_takes_the_result_back_and_leaves_it_with_the_assignee()
    {
        var report = In(GridReportStatus.Resolved);
        report.FailVerification(Lighting, Reporter, "仍不亮", Filed.AddHours(5));
        Assert.Equal(GridReportStatus.InProgress, report.Status);
        Assert.Equal(Assignee.PersonId, report.AssigneeId);
        Assert.Null(report.ResolvedAt);
        Assert.Null(report.Outcome);
        Assert.Equal(report.ResolveDueAt, report.DueAt);
    }

    [Fact]
    public void Solved_on_the_spot_records_four_moves_at_one_time()
    {
        var report = GridReport.FileSolved(New(), Lighting, Leader, "当场更换灯泡", Filed).Value;
        Assert.Equal(GridReportStatus.Resolved, report.Status);
        Assert.Equal(ReportOutcome.Solved, report.Outcome);
        Assert.Equal(Leader.PersonId, report.AssigneeId);
        var moves = report.Events.Cast<GridReportMoved>().ToList();
        Assert.Equal([GridReportVerb.File, GridReportVerb.Accept, GridReportVerb.Start, GridReportVerb.Resolve], moves.Select(m => m.Verb));
        Assert.All(moves, m => Assert.Equal(Filed, m.At));
        Assert.Equal("当场更换灯泡", moves[^1].Note);
    }

    [Fact]
    public void Only_a_leader_or_worker_of_the_place_solves_on_the_spot()
    {
        Assert.Equal("GridReport.MoveNotYours", GridReport.FileSolved(New(), Lighting, Assignee, "已处理", Filed).FirstError.Code);
        Assert.Equal("GridReport.MoveNotYours", GridReport.FileSolved(New(), Lighting, Officer, "已处理", Filed).FirstError.Code);
    }

    [Fact]
    public void A_report_is_reopened_within_fifteen_days_and_no_later()
    {
        var last = Filed + GridReport.ReopenWithin;
        var report = In(GridReportStatus.Closed);
        Assert.True(report.CanReopen(last));
        Assert.False(report.CanReopen(last.AddTicks(1)));
        Assert.Equal("GridReport.ReopenTooLate", report.Reopen(Lighting, Reporter, "又坏了", last.AddTicks(1)).FirstError.Code);
        Assert.False(report.Reopen(Lighting, Reporter, "又坏了", last).IsError);
        Assert.Equal(last.AddHours(24), report.DueAt);
        Assert.Null(report.ClosedAt);
        Assert.Null(report.ResolvedAt);
        Assert.Null(report.AssigneeId);
    }

    [Fact]
    public void After_two_reopenings_a_report_goes_to_the_unit_above_each_time_and_not_on_at_the_district()
    {
        var report = In(GridReportStatus.Closed);
        for (var time = 1; time <= 2; time++)
        {
            Assert.False(report.Reopen(Lighting, Reporter, "又坏了", Filed).IsError);
            Assert.Equal(time, report.ReopenCount);
            report.Start(Leader, note: null, Filed);
            report.Resolve(ReportOutcome.Solved, Lighting, Leader, "已更换", Filed);
            report.Verify(Worker, note: null, Filed);
        }
        foreach (var level in (string[])["320812003002001", "320812003002", "320812003", "320812"])
        {
            Assert.True(report.CanReopen(Filed));
            Assert.False(report.Reopen(Lighting, Reporter, "又坏了", Filed).IsError);
            Assert.Equal((GridReportStatus.Accepted, level), (report.Status, report.HandlingUnitCode));
            report.AssignTo(Assignee.PersonId, assigneeUnitCode: null, With(PostKind.DistrictOfficer, "320812"), note: null, Filed);
            report.Start(Assignee, note: null, Filed);
            report.Resolve(ReportOutcome.Solved, Lighting, Assignee, "已更换", Filed);
            report.Verify(Reporter, note: null, Filed);
        }
        Assert.False(report.CanReopen(Filed));
        Assert.Equal("GridReport.ReopenedTooOften", report.Reopen(Lighting, Reporter, "又坏了", Filed).FirstError.Code);
    }

    [Fact]
    public void A_closed_report_is_rated_once_for_every_time_it_was_closed()
    {
        var report = In(GridReportStatus.Closed);
        Assert.False(report.Rate(new(Solution.Solved, Satisfaction.Fair), Reporter, note: null, Filed).IsError);
        Assert.Equal("GridReport.RatedAlready", report.Rate(new(Solution.Solved, Satisfaction.Satisfied), Reporter, note: null, Filed.AddHours(1)).FirstError.Code);
        report.Reopen(Lighting, Reporter, "又坏了", Filed.AddHours(2));
        report.Start(Leader, note: null, Filed.AddHours(3));
        report.Resolve(ReportOutcome.Solved, Lighting, Leader, "已更换", Filed.AddHours(4));
        report.Verify(Reporter, note: null, Filed.AddHours(5));
        Assert.False(report.Rate(new(Solution.Solved, Satisfaction.Satisfied), Reporter, note: null, Filed.AddHours(6)).IsError);
        Assert.Equal(Satisfaction.Satisfied, report.Satisfaction);
    }

    [Fact]
    public void The_first_contact_counts()
    {
        var report = Fresh();
        report.Contact(Worker, note: null, Filed.AddHours(1));
        report.Contact(Leader, note: null, Filed.AddHours(2));
        Assert.Equal(Filed.AddHours(1), report.ContactedAt);
    }

    [Fact]
    public void Events_are_handed_over_once()
    {
        var report = Fresh();
        Assert.Single(report.TakeEvents());
        Assert.Empty(report.TakeEvents());
    }
}
