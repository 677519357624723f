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

    /// <summary>Whose life it is at the moment, and how far it has come.</summary>
    private GridReport? _report;
    private DateTimeOffset _lastMove;

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
            Step(report, clock, filed + (accepts - filed) * 0.5, at => report.Withdraw(reporter, random.Pick(WithdrawalReasons), at));
            return;
        }
        var worker = staff.Worker(report.PlaceCode);
        if (random.Chance(Rejected))
        {
            Step(report, clock, accepts, at => report.Reject(Able(report, GridReportVerb.Reject, worker), random.Pick(RejectionReasons), at));
            return;
        }
        var leader = staff.Leader(report.HandlingUnitCode);
        if (!Step(report, clock, accepts, at => report.Accept(clock, Able(report, GridReportVerb.Accept, leader ?? worker), note: null, at))) return;
        if (report.ContactPhone is not null && random.Chance(Contacted)) Step(report, clock, accepts, at => report.Contact(Able(report, GridReportVerb.Contact, leader ?? worker), "已电话联系，了解情况。", at));

        var assigns = accepts + (resolves - accepts) * random.Between(0.05, 0.25);
        var starts = assigns + (resolves - assigns) * random.Between(0.05, 0.4);
        var handler = leader ?? worker;
        if (topic.Department is { } kind && random.Chance(AskedDepartment) && staff.Department(kind, report.PlaceCode) is { } officer)
        {
            if (!Step(report, clock, assigns, at => report.AssignTo(null, officer.Posts[0].UnitCode, Able(report, GridReportVerb.Assign, worker), "请派人处理，完成后反馈。", at))) return;
            handler = officer;
            if (random.Chance(Returned))
            {
                // Overdue meanwhile, it went up and out of the department's hands.
                if (!Step(report, clock, starts, at => report.AssigneeUnitCode is null ? Result.Success : report.Return(officer, "不属于本部门职责，请重新派遣。", at))) return;
                handler = worker;
            }
        }
        else if (leader is not null && random.Chance(AskedLeader))
        {
            if (!Step(report, clock, assigns, at => report.AssignTo(leader.PersonId, null, Able(report, GridReportVerb.Assign, worker), note: null, at))) return;
        }
        if (!Step(report, clock, starts, at => Start(report, handler, at))) return;
        if (random.Chance(Suspended))
        {
            var community = staff.CommunityOfficer(report.PlaceCode);
            var until = ChinaTime.StartOf(ChinaTime.DayOf(starts).AddDays((int)random.Between(2, 9)));
            if (!Step(report, clock, starts, at => report.Suspend(until, clock, Able(report, GridReportVerb.Suspend, community), random.Pick(SuspensionReasons), at))) return;
            if (!Step(report, clock, until, at => report.Resume(clock, Actor.System, note: null, at))) return;
            resolves += until - starts;
        }
        ResolveAndClose(report, clock, topic, handler, reporter, resolves);
    }

    /// <summary>An open report that says what another open one said before is merged into it, now and then.</summary>
    public void Merge(GridReport report, ReportClock clock, GridReport primary)
    {
        if (report.Status.IsOpen() && primary.Status.IsOpen() && random.Chance(Merged))
            Step(report, clock, now, at => report.MergeInto(primary, Able(report, GridReportVerb.Merge, staff.Worker(report.PlaceCode)), note: null, at));
    }

    /// <summary>The rest of a life that begins with the report in hand.</summary>
    private void ResolveAndClose(
        GridReport report, ReportClock clock, ReportTopic topic, Actor handler, Actor? reporter, DateTimeOffset resolves)
    {
        if (!Resolve(report, clock, topic, handler, resolves)) return;
        if (random.Chance(FailedVerification))
        {
            var fails = clock.Calendar.ShareAt(resolves, clock.Category.VerifyLimit, random.Between(0.1, 0.5));
            if (!Step(report, clock, fails, at => report.FailVerification(clock, Able(report, GridReportVerb.FailVerification, staff.CommunityOfficer(report.PlaceCode)), "现场查看仍未解决，请继续处理。", at))) return;
            if (!Resolve(report, clock, topic, handler, fails.AddHours(random.Between(1, 12)))) return;
        }
        Close(report, clock, topic, reporter);
    }

    private bool Resolve(GridReport report, ReportClock clock, ReportTopic topic, Actor handler, DateTimeOffset when) =>
        random.Chance(NotFixed)
            ? Step(report, clock, when, at => report.Resolve(ReportOutcome.NotFixed, clock, Able(report, GridReportVerb.Resolve, handler), "暂时无法彻底解决，已列入改造计划，处理前加强巡查。", at))
            : Step(report, clock, when, at => report.Resolve(ReportOutcome.Solved, clock, Able(report, GridReportVerb.Resolve, handler), random.Pick(topic.Answers), at));

    /// <summary>From resolved on: verified or left unanswered, then perhaps rated, seldom reopened.</summary>
    public void Close(GridReport report, ReportClock clock, ReportTopic topic, Actor? reporter)
    {
        var resolved = report.ResolvedAt!.Value;
        var closed = random.Between(0, 1) switch
        {
            < Unanswered => Step(report, clock, resolved + GridReport.CloseUnansweredAfter, report.CloseUnanswered),
            < Unanswered + AnsweredByReporter when reporter is not null =>
                Step(report, clock, resolved.AddHours(random.Between(0.3, 20)), at => report.Verify(reporter, note: null, at)),
            _ => Step(report, clock, clock.Calendar.ShareAt(resolved, clock.Category.VerifyLimit, random.Between(0.05, 0.8)),
                at => report.Verify(Able(report, GridReportVerb.Verify, staff.CommunityOfficer(report.PlaceCode)), note: null, at)),
        };
        if (!closed || reporter is null) return;
        var closedAt = report.ClosedAt!.Value;
        if (random.Chance(Rated))
            Step(report, clock, closedAt.AddHours(random.Between(0.2, 30)), at => report.Rate(NextAnswer(), reporter, note: null, at));
        if (random.Chance(Reopened) && report.ReopenCount < GridReport.MaxReopens) Reopen(report, clock, topic, reporter, closedAt.AddHours(random.Between(36, 200)));
    }

    private void Reopen(GridReport report, ReportClock clock, ReportTopic topic, Actor reporter, DateTimeOffset when)
    {
        var worker = staff.Worker(report.PlaceCode);
        if (!Step(report, clock, when, at => report.Reopen(clock, reporter, "过了几天又出现同样的问题。", at))) return;
        if (!Step(report, clock, clock.Calendar.ShareAt(when, clock.Category.ResolveLimit, random.Between(0.05, 0.3)), at => Start(report, worker, at))) return;
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
    private bool Step(GridReport report, ReportClock clock, DateTimeOffset when, Func<DateTimeOffset, ErrorOr<Success>> move)
    {
        // The database keeps microseconds.
        var at = new DateTimeOffset(when.UtcTicks - when.UtcTicks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
        // What its deadlines had to say until then, at the times at which they had: a demo does not begin with hundreds of signals.
        if (_report != report) (_report, _lastMove) = (report, report.RecordedAt);
        while (report.NextSignalAt is { } next && next <= (at < now ? at : now))
        {
            // What came due while another limit ran is said when its own goes on.
            if (next > _lastMove) _lastMove = next;
            Must(report.Signal(clock, _lastMove));
        }
        if (at > now) return false;
        Must(move(at));
        if (at > _lastMove) _lastMove = at;
        return true;
    }

    /// <summary>Whoever would do it, or where it went up, the nearest of those who may since.</summary>
    private Actor Able(GridReport report, GridReportVerb verb, Actor usual) =>
        AbleOrNone(report, verb, usual) ?? throw new InvalidOperationException($"Nobody may {verb} a report at {report.HandlingUnitCode}.");

    private Actor? AbleOrNone(GridReport report, GridReportVerb verb, Actor usual)
    {
        if (Is(usual)) return usual;
        return staff.Around(report.PlaceCode).FirstOrDefault(Is);

        bool Is(Actor actor) => report.PossibleFor(report.StandingOf(actor).Roles).Contains(verb);
    }

    /// <summary>From a unit above, whose officers do not go out themselves, it is assigned first.</summary>
    private ErrorOr<Success> Start(GridReport report, Actor handler, DateTimeOffset at)
    {
        if (AbleOrNone(report, GridReportVerb.Start, handler) is { } able) return report.Start(able, note: null, at);
        var assigned = report.AssignTo(handler.PersonId, null, Able(report, GridReportVerb.Assign, handler), note: null, at);
        return assigned.IsError ? assigned : report.Start(handler, note: null, at);
    }

    /// <exception cref="InvalidOperationException">The rules changed and this life no longer fits them.</exception>
    public static T Must<T>(ErrorOr<T> done) =>
        done.IsError ? throw new InvalidOperationException($"Seeding tried what is not possible: {done.FirstError.Code}") : done.Value;

    private static readonly string[] WithdrawalReasons = ["已经自行解决了。", "填错地址，重新上报。", "与邻居上报的重复。"];

    private static readonly string[] SuspensionReasons = ["等配件到货后更换。", "等产权单位确认施工方案。", "连续降雨，等天晴后施工。"];

    private static readonly string[] RejectionReasons =
        ["此事项不在网格受理范围，请拨打 12345。", "同一问题已有事件在处理，请关注该事件进展。", "经现场核实，所述情况不存在。", "涉及经济合同纠纷，建议通过司法途径解决。"];
}
