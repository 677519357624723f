using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using static QingjiangpuPortal.Domain.Tests.GridReports.TestReport;

namespace QingjiangpuPortal.Domain.Tests.GridReports;

/// <summary>What a deadline says, and when. Street lighting is to be accepted in 2 hours, resolved in 24 and verified in 48.</summary>
public sealed class DeadlineSignalTests
{
    private static readonly GridReportVerb[] Nothing = [];
    private static readonly GridReportVerb[] Overdue = [GridReportVerb.Supervise, GridReportVerb.Escalate];

    [Fact]
    public void It_reminds_at_half_warns_at_four_fifths_supervises_and_escalates_at_the_end_each_once()
    {
        var report = Fresh();
        Assert.Equal(Nothing, SaidAt(report, minutes: 59));
        Assert.Equal([GridReportVerb.Remind], SaidAt(report, minutes: 60));
        Assert.Equal(Nothing, SaidAt(report, minutes: 60));
        Assert.Equal(Nothing, SaidAt(report, minutes: 95));
        Assert.Equal([GridReportVerb.Warn], SaidAt(report, minutes: 96));
        Assert.Equal(Nothing, SaidAt(report, minutes: 119));
        Assert.Equal(Overdue, SaidAt(report, minutes: 120));
        Assert.Equal(Nothing, SaidAt(report, minutes: 10_000));
        Assert.Equal(MicroGrid[..15], report.HandlingUnitCode);
        Assert.Equal(GridReportStatus.Submitted, report.Status);
    }

    [Fact]
    public void It_has_to_be_looked_at_again_exactly_when_it_has_something_to_say()
    {
        var report = Fresh();
        var looks = new List<TimeSpan>();
        while (report.NextSignalAt is { } next)
        {
            looks.Add(next - Filed);
            Assert.NotEqual(Nothing, SaidAt(report, next));
        }
        Assert.Equal([TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(96), TimeSpan.FromMinutes(120)], looks);
    }

    [Theory]
    [InlineData(100, new[] { GridReportVerb.Warn })]
    [InlineData(500, new[] { GridReportVerb.Supervise, GridReportVerb.Escalate })]
    public void Of_several_that_a_stop_let_pass_only_the_last_is_said(int minutes, GridReportVerb[] said)
    {
        var report = Fresh();
        Assert.Equal(said, SaidAt(report, minutes));
        Assert.Equal(Nothing, SaidAt(report, minutes));
    }

    [Fact]
    public void Each_deadline_escalates_once()
    {
        var report = Fresh();
        Assert.Equal(Overdue, SaidAt(report, minutes: 121));
        Done(report.Accept(Lighting, Worker, note: null, Filed.AddHours(3)));
        Assert.Equal([GridReportVerb.Remind], SaidAt(report, Filed.AddHours(12)));
        Assert.Equal(Overdue, SaidAt(report, Filed.AddHours(24)));
        Assert.Equal(MicroGrid[..12], report.HandlingUnitCode);
        Assert.Equal(Nothing, SaidAt(report, Filed.AddDays(30)));
        Assert.Null(report.NextSignalAt);
    }

    [Fact]
    public void Never_above_the_district()
    {
        var report = GridReport.File(New(handlingUnit: MicroGrid[..6]), Lighting, Reporter, Filed);
        Assert.Equal([GridReportVerb.Supervise], SaidAt(report, minutes: 121));
        Assert.Equal(MicroGrid[..6], report.HandlingUnitCode);
    }

    [Fact]
    public void What_is_suspended_says_nothing_and_later_by_as_long()
    {
        var report = In(GridReportStatus.InProgress);
        Done(report.Suspend(Filed.AddHours(6 + 72), Lighting, Officer, "等配件", Filed.AddHours(6)));
        Assert.Null(report.NextSignalAt);
        Assert.Equal(Filed.AddHours(24 + 72), report.DueAt);
        Assert.Equal(Nothing, SaidAt(report, Filed.AddHours(60)));
        Done(report.Resume(Lighting, Actor.System, note: null, Filed.AddHours(6 + 72)));
        Assert.Equal(Filed.AddHours(12 + 72), report.NextSignalAt);
        Assert.Equal([GridReportVerb.Remind], SaidAt(report, Filed.AddHours(12 + 72)));
        Assert.Equal(Overdue, SaidAt(report, Filed.AddHours(24 + 72)));
    }

    [Fact]
    public void Resumed_before_its_date_it_is_due_by_the_time_that_it_was_really_suspended()
    {
        var report = In(GridReportStatus.InProgress);
        Done(report.Suspend(Filed.AddHours(6 + 72), Lighting, Officer, "等配件", Filed.AddHours(6)));
        Done(report.Resume(Lighting, Officer, note: null, Filed.AddHours(6 + 10)));
        Assert.Equal(Filed.AddHours(24 + 10), report.DueAt);
    }

    [Fact]
    public void A_suspension_ends_on_its_date_even_where_the_portal_stood_still_then()
    {
        var report = In(GridReportStatus.InProgress);
        Done(report.Suspend(Filed.AddHours(6 + 72), Lighting, Officer, "等配件", Filed.AddHours(6)));
        Done(report.Resume(Lighting, Actor.System, note: null, Filed.AddHours(6 + 72 + 5)));
        Assert.Equal(Filed.AddHours(24 + 72), report.DueAt);
    }

    [Fact]
    public void What_is_reopened_has_its_signals_anew()
    {
        var report = In(GridReportStatus.InProgress);
        Assert.Equal(Overdue, SaidAt(report, Filed.AddHours(25)));
        Done(report.Resolve(ReportOutcome.Solved, Lighting, Assignee, "已更换", Filed.AddHours(26)));
        Assert.Equal([GridReportVerb.Remind], SaidAt(report, Filed.AddHours(26 + 24)));
        Done(report.Verify(Worker, note: null, Filed.AddHours(51)));
        Assert.Null(report.NextSignalAt);
        var reopened = Filed.AddHours(100);
        Done(report.Reopen(Lighting, Reporter, "又不亮了", reopened));
        Assert.Equal([GridReportVerb.Remind], SaidAt(report, reopened.AddHours(12)));
        Assert.Equal([GridReportVerb.Warn], SaidAt(report, reopened.AddHours(20)));
        Assert.Equal(Overdue, SaidAt(report, reopened.AddHours(24)));
    }

    [Fact]
    public void What_fails_its_verification_has_that_ones_signals_anew_when_it_is_resolved_again()
    {
        var report = In(GridReportStatus.Resolved);
        Assert.Equal([GridReportVerb.Remind], SaidAt(report, Filed.AddHours(24)));
        Done(report.FailVerification(Lighting, Worker, "还是不亮", Filed.AddHours(25)));
        Done(report.Resolve(ReportOutcome.Solved, Lighting, Assignee, "已更换", Filed.AddHours(26)));
        Assert.Equal([GridReportVerb.Remind], SaidAt(report, Filed.AddHours(26 + 24)));
    }

    [Fact]
    public void The_limit_to_resolve_stands_still_while_a_report_waits_for_its_verification_and_goes_on_when_that_fails()
    {
        var report = In(GridReportStatus.InProgress);
        Done(report.Resolve(ReportOutcome.Solved, Lighting, Assignee, "已更换", Filed.AddHours(6)));
        // What runs now is the limit of those who look.
        Assert.Equal((ReportDeadline.Verify, Filed.AddHours(6 + 48)), (report.RunningDeadline, report.DueAt));
        Done(report.FailVerification(Lighting, Worker, "还是不亮", Filed.AddHours(6 + 40)));
        Assert.Equal((ReportDeadline.Resolve, Filed.AddHours(24 + 40)), (report.RunningDeadline, report.DueAt));
        Assert.Equal([GridReportVerb.Remind], SaidAt(report, Filed.AddHours(12 + 40)));
        Done(report.Resolve(ReportOutcome.Solved, Lighting, Assignee, "又换了", Filed.AddHours(23 + 40)));
        Assert.True(report.ResolvedOnTime);
    }

    [Fact]
    public void What_was_resolved_late_stays_late_however_long_its_verification_took()
    {
        var report = In(GridReportStatus.InProgress);
        Done(report.Resolve(ReportOutcome.Solved, Lighting, Assignee, "已更换", Filed.AddHours(25)));
        Done(report.FailVerification(Lighting, Worker, "还是不亮", Filed.AddHours(60)));
        Assert.Equal(Filed.AddHours(24), report.DueAt);
    }

    [Fact]
    public void A_late_verification_is_supervised_by_itself_and_does_not_escalate()
    {
        var report = In(GridReportStatus.Resolved);
        Assert.Equal([GridReportVerb.Supervise], SaidAt(report, Filed.AddHours(48)));
        Assert.True(report.IsSupervised);
        Assert.True(report.ResolvedOnTime);
    }

    [Fact]
    public void What_is_corrected_says_anew_what_lies_ahead_by_the_new_limit()
    {
        var slow = Lighting with { Category = ReportCategory.Create("04002", "路灯改造", "New lights", true, TimeLimit.Hours(10), TimeLimit.Hours(240), TimeLimit.Hours(48), 9) };
        var report = Fresh();
        Assert.Equal([GridReportVerb.Remind], SaidAt(report, minutes: 60));
        Done(report.Correct(slow, At(MicroGrid), MicroGrid, Worker, note: null, Filed.AddMinutes(70)));
        Assert.Equal(Filed.AddHours(10), report.DueAt);
        Assert.Equal([GridReportVerb.Remind], SaidAt(report, Filed.AddHours(5), slow));
    }

    [Fact]
    public void Verifying_late_is_supervised_and_stays_with_its_unit()
    {
        var report = In(GridReportStatus.Resolved);
        Assert.Equal([GridReportVerb.Supervise], SaidAt(report, Filed.AddHours(49)));
        Assert.Equal(MicroGrid, report.HandlingUnitCode);
    }

    [Fact]
    public void What_escalated_out_of_the_hands_of_a_department_is_answered_for_by_the_unit_that_has_it()
    {
        var report = In(GridReportStatus.Accepted);
        Done(report.AssignTo(null, Department, Worker, note: null, Filed.AddHours(1)));
        Assert.Equal(Overdue, SaidAt(report, Filed.AddHours(24)));
        Assert.Equal((GridReportStatus.Assigned, null, null), (report.Status, report.AssigneeId, report.AssigneeUnitCode));
        Assert.True(report.StandingOf(Worker).Roles.HasFlag(ReportRoles.Assignee)); // the grid's worker
        Assert.False(report.StandingOf(Leader).Roles.HasFlag(ReportRoles.Assignee)); // the micro-grid had it before
        Done(report.Start(Worker, note: null, Filed.AddHours(25)));
        Assert.Equal(Worker.PersonId, report.AssigneeId);
    }

    [Fact]
    public void Reckoned_by_another_calendar_it_is_due_by_that_and_says_only_what_lies_ahead_again()
    {
        var days = ReportCategory.Create("04003", "路灯安装", "Lights", true, TimeLimit.WorkingDays(1), TimeLimit.WorkingDays(5), TimeLimit.WorkingDays(2), 9);
        var plain = new ReportClock(days, new WorkCalendar([]));
        var tuesdayFree = new ReportClock(days, new WorkCalendar([CalendarDay.Create(new(2026, 3, 3), isWorkday: false, "停电")]));
        var report = Fresh(plain); // Monday; due on Tuesday, 3 March, 17:30
        var due = report.DueAt!.Value;
        Assert.Equal([GridReportVerb.Warn], SaidAt(report, plain.Calendar.ShareAt(Filed, days.AcceptLimit, 0.8), plain));
        var now = plain.Calendar.ShareAt(Filed, days.AcceptLimit, 0.85);
        report.Reckon(tuesdayFree, now);
        Assert.Equal(due.AddDays(1), report.DueAt);
        Assert.True(report.NextSignalAt > now);
        Assert.Equal([GridReportVerb.Warn], SaidAt(report, tuesdayFree.Calendar.ShareAt(Filed, days.AcceptLimit, 0.8), tuesdayFree));
        var before = (report.DueAt, report.NextSignalAt, report.Signalled);
        report.Reckon(tuesdayFree, tuesdayFree.Calendar.ShareAt(Filed, days.AcceptLimit, 0.8));
        Assert.Equal(before, (report.DueAt, report.NextSignalAt, report.Signalled));
    }

    [Fact]
    public void Reckoned_while_suspended_it_keeps_what_is_planned()
    {
        var report = In(GridReportStatus.Suspended);
        var before = (report.DueAt, report.ResolveDueAt, report.NextSignalAt);
        report.Reckon(Lighting, Filed.AddHours(1));
        Assert.Equal(before, (report.DueAt, report.ResolveDueAt, report.NextSignalAt));
    }

    private static IEnumerable<GridReportVerb> SaidAt(GridReport report, int minutes) => SaidAt(report, Filed.AddMinutes(minutes));

    private static IEnumerable<GridReportVerb> SaidAt(GridReport report, DateTimeOffset at, ReportClock? clock = null)
    {
        report.TakeEvents();
        Done(report.Signal(clock ?? Lighting, at));
        return report.TakeEvents().Cast<GridReportMoved>().Select(moved => moved.Verb);
    }

    private static void Done<T>(ErrorOr.ErrorOr<T> move) => Assert.False(move.IsError, move.IsError ? move.FirstError.Code : "");
}
