using ErrorOr;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.Reports;

/// <summary>
/// What becomes of a report after it was filed, by the domain's own moves, so that nothing is seeded that could not have
/// happened. A life ends where the next step would lie in the future: so every status is open in its due share, and the
/// older a report, the surer it is closed.
/// </summary>
internal sealed class ReportLife(SeededStaff staff, SeededRandom random, DateTimeOffset now)
{
    private const double Withdrawn = 0.02;
    private const double Rejected = 0.025;
    private const double AcceptedLate = 0.03;
    private const double ResolvedLate = 0.03;
    private const double AskedDepartment = 0.45;
    private const double AskedLeader = 0.4;
    private const double Returned = 0.03;
    private const double NotFixed = 0.03;
    private const double FailedVerification = 0.02;
    private const double Unanswered = 0.025;
    private const double AnsweredByReporter = 0.35;
    private const double Rated = 0.46;
    private const double Contacted = 0.9;
    private const double Reopened = 0.012;
    private const double Suspended = 0.03;
    private const double Merged = 0.25;

    /// <param name="reporter">Who can withdraw, answer and rate; <c>null</c> where the staff found it themselves.</param>
    public void Live(GridReport report, ReportClock clock, ReportTopic topic, Actor? reporter)
    {
        var filed = report.RecordedAt;
        var resolves = filed + (report.ResolveDueAt - filed) * (random.Chance(ResolvedLate) ? random.Between(1.05, 2.5) : random.Between(0.2, 0.95));
        var accepts = filed + (report.AcceptDueAt - filed) * (random.Chance(AcceptedLate) ? random.Between(1.1, 2) : random.Between(0.1, 0.9));
        // A limit to resolve can be as short as the one to accept.
        if (accepts > filed + (resolves - filed) * 0.4) accepts = filed + (resolves - filed) * 0.4;

        if (reporter is not null && random.Chance(Withdrawn))
        {
            Step(filed + (accepts - filed) * 0.5, at => report.Withdraw(reporter, random.Pick(WithdrawalReasons), at));
            return;
        }
        var worker = staff.Worker(report.PlaceCode);
        if (random.Chance(Rejected))
        {
            Step(accepts, at => report.Reject(worker, random.Pick(RejectionReasons), at));
            return;
        }
        var leader = staff.Leader(report.HandlingUnitCode);
        if (!Step(accepts, at => report.Accept(clock, leader ?? worker, note: null, at))) return;
        if (report.ContactPhone is not null && random.Chance(Contacted)) Step(accepts, at => report.Contact(leader ?? worker, "已电话联系，了解情况。", at));

        var assigns = accepts + (resolves - accepts) * random.Between(0.05, 0.25);
        var starts = assigns + (resolves - assigns) * random.Between(0.05, 0.4);
        var handler = leader ?? worker;
        if (topic.Department is { } kind && random.Chance(AskedDepartment) && staff.Department(kind, report.PlaceCode) is { } officer)
        {
            if (!Step(assigns, at => report.AssignTo(null, officer.Posts[0].UnitCode, worker, "请派人处理，完成后反馈。", at))) return;
            handler = officer;
            if (random.Chance(Returned))
            {
                if (!Step(starts, at => report.Return(officer, "不属于本部门职责，请重新派遣。", at))) return;
                handler = worker;
            }
        }
        else if (leader is not null && random.Chance(AskedLeader))
        {
            if (!Step(assigns, at => report.AssignTo(leader.PersonId, null, worker, note: null, at))) return;
        }
        if (!Step(starts, at => report.Start(handler, note: null, at))) return;
        if (random.Chance(Suspended))
        {
            var community = staff.CommunityOfficer(report.PlaceCode);
            var until = ChinaTime.StartOf(ChinaTime.DayOf(starts).AddDays((int)random.Between(2, 9)));
            if (!Step(starts, at => report.Suspend(until, clock, community, random.Pick(SuspensionReasons), at))) return;
            if (!Step(until, at => report.Resume(clock, Actor.System, note: null, at))) return;
            resolves += until - starts;
        }
        ResolveAndClose(report, clock, topic, handler, reporter, resolves);
    }

    /// <summary>An open report that says what another open one said before is merged into it, now and then.</summary>
    public void Merge(GridReport report, GridReport primary)
    {
        if (report.Status.IsOpen() && primary.Status.IsOpen() && random.Chance(Merged))
            Step(now, at => report.MergeInto(primary, staff.Worker(report.PlaceCode), note: null, at));
    }

    /// <summary>The rest of a life that begins with the report in hand.</summary>
    private void ResolveAndClose(
        GridReport report, ReportClock clock, ReportTopic topic, Actor handler, Actor? reporter, DateTimeOffset resolves)
    {
        if (!Resolve(report, clock, topic, handler, resolves)) return;
        if (random.Chance(FailedVerification))
        {
            var fails = clock.Calendar.ShareAt(resolves, clock.Category.VerifyLimit, random.Between(0.1, 0.5));
            if (!Step(fails, at => report.FailVerification(clock, staff.CommunityOfficer(report.PlaceCode), "现场查看仍未解决，请继续处理。", at))) return;
            if (!Resolve(report, clock, topic, handler, fails.AddHours(random.Between(1, 12)))) return;
        }
        Close(report, clock, topic, reporter);
    }

    private bool Resolve(GridReport report, ReportClock clock, ReportTopic topic, Actor handler, DateTimeOffset when) =>
        random.Chance(NotFixed)
            ? Step(when, at => report.Resolve(ReportOutcome.NotFixed, clock, handler, "暂时无法彻底解决，已列入改造计划，处理前加强巡查。", at))
            : Step(when, at => report.Resolve(ReportOutcome.Solved, clock, handler, random.Pick(topic.Answers), at));

    /// <summary>From resolved on: verified or left unanswered, then perhaps rated, seldom reopened.</summary>
    public void Close(GridReport report, ReportClock clock, ReportTopic topic, Actor? reporter)
    {
        var resolved = report.ResolvedAt!.Value;
        var closed = random.Between(0, 1) switch
        {
            < Unanswered => Step(resolved + GridReport.CloseUnansweredAfter, report.CloseUnanswered),
            < Unanswered + AnsweredByReporter when reporter is not null =>
                Step(resolved.AddHours(random.Between(0.3, 20)), at => report.Verify(reporter, note: null, at)),
            _ => Step(clock.Calendar.ShareAt(resolved, clock.Category.VerifyLimit, random.Between(0.05, 0.8)),
                at => report.Verify(staff.CommunityOfficer(report.PlaceCode), note: null, at)),
        };
        if (!closed || reporter is null) return;
        var closedAt = report.ClosedAt!.Value;
        if (random.Chance(Rated))
            Step(closedAt.AddHours(random.Between(0.2, 30)), at => report.Rate(NextAnswer(), reporter, note: null, at));
        if (random.Chance(Reopened) && report.ReopenCount < GridReport.MaxReopens) Reopen(report, clock, topic, reporter, closedAt.AddHours(random.Between(36, 200)));
    }

    private void Reopen(GridReport report, ReportClock clock, ReportTopic topic, Actor reporter, DateTimeOffset when)
    {
        var worker = staff.Worker(report.PlaceCode);
        if (!Step(when, at => report.Reopen(clock, reporter, "过了几天又出现同样的问题。", at))) return;
        if (!Step(clock.Calendar.ShareAt(when, clock.Category.ResolveLimit, random.Between(0.05, 0.3)), at => report.Start(worker, note: null, at))) return;
        ResolveAndClose(report, clock, topic, worker, reporter, clock.Calendar.ShareAt(when, clock.Category.ResolveLimit, random.Between(0.4, 0.95)));
    }

    private ReporterAnswer NextAnswer() => random.Between(0, 1) switch
    {
        < 0.85 => new(Solution.Solved, Satisfaction.Satisfied),
        < 0.87 => new(Solution.Partly, Satisfaction.Satisfied),
        < 0.93 => new(Solution.Solved, Satisfaction.Fair),
        < 0.97 => new(Solution.Partly, Satisfaction.Fair),
        < 0.98 => new(Solution.Partly, Satisfaction.Unsatisfied),
        _ => new(Solution.NotSolved, Satisfaction.Unsatisfied),
    };

    /// <returns>Whether the step has been taken by now.</returns>
    private bool Step(DateTimeOffset when, Func<DateTimeOffset, ErrorOr<Success>> move)
    {
        // The database keeps microseconds.
        var at = new DateTimeOffset(when.UtcTicks - when.UtcTicks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
        if (at > now) return false;
        Must(move(at));
        return true;
    }

    /// <exception cref="InvalidOperationException">The rules changed and this life no longer fits them.</exception>
    public static T Must<T>(ErrorOr<T> done) =>
        done.IsError ? throw new InvalidOperationException($"Seeding tried what is not possible: {done.FirstError.Code}") : done.Value;

    private static readonly string[] WithdrawalReasons = ["已经自行解决了。", "填错地址，重新上报。", "与邻居上报的重复。"];

    private static readonly string[] SuspensionReasons = ["等配件到货后更换。", "等产权单位确认施工方案。", "连续降雨，等天晴后施工。"];

    private static readonly string[] RejectionReasons =
        ["此事项不在网格受理范围，请拨打 12345。", "同一问题已有事件在处理，请关注该事件进展。", "经现场核实，所述情况不存在。", "涉及经济合同纠纷，建议通过司法途径解决。"];
}
