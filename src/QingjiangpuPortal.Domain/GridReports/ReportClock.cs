using QingjiangpuPortal.Domain.Deadlines;

namespace QingjiangpuPortal.Domain.GridReports;

/// <summary>The three limits of a report; which one runs is decided by its status.</summary>
public enum ReportDeadline
{
    Accept,
    Resolve,
    Verify,
}

/// <summary>What a deadline has said so far, each once.</summary>
[Flags]
public enum DeadlineSignals
{
    None = 0,
    AcceptReminded = 1,
    AcceptWarned = 2,
    AcceptSupervised = 4,
    ResolveReminded = 8,
    ResolveWarned = 16,
    ResolveSupervised = 32,
    VerifyReminded = 64,
    VerifyWarned = 128,
    VerifySupervised = 256,
}

/// <summary>A category's limits on the working calendar: by it a report knows when it is due, and when to remind and to warn.</summary>
public sealed record ReportClock(ReportCategory Category, WorkCalendar Calendar)
{
    /// <summary>提醒, 预警 and 督办: at these shares of a limit.</summary>
    public const double RemindAt = 0.5;
    public const double WarnAt = 0.8;

    public TimeLimit LimitOf(ReportDeadline deadline) => deadline switch
    {
        ReportDeadline.Accept => Category.AcceptLimit,
        ReportDeadline.Resolve => Category.ResolveLimit,
        _ => Category.VerifyLimit,
    };

    public DateTimeOffset DueAt(ReportDeadline deadline, DateTimeOffset start, IEnumerable<Pause>? pauses = null) =>
        Calendar.DueAt(start, LimitOf(deadline), pauses).ToUniversalTime();

    /// <summary>The signals of a deadline and when each is due, in order.</summary>
    public IEnumerable<(DeadlineSignals Signal, GridReportVerb Verb, DateTimeOffset At)> Signals(
        ReportDeadline deadline, DateTimeOffset start, IReadOnlyList<Pause>? pauses = null)
    {
        var limit = LimitOf(deadline);
        yield return (Signal(deadline, 0), GridReportVerb.Remind, Calendar.ShareAt(start, limit, RemindAt, pauses).ToUniversalTime());
        yield return (Signal(deadline, 1), GridReportVerb.Warn, Calendar.ShareAt(start, limit, WarnAt, pauses).ToUniversalTime());
        yield return (Signal(deadline, 2), GridReportVerb.Supervise, Calendar.DueAt(start, limit, pauses).ToUniversalTime());
    }

    /// <summary>All that a deadline can say.</summary>
    public static DeadlineSignals AllOf(ReportDeadline deadline) => Signal(deadline, 0) | Signal(deadline, 1) | Signal(deadline, 2);

    private static DeadlineSignals Signal(ReportDeadline deadline, int step) => (DeadlineSignals)(1 << ((int)deadline * 3 + step));
}
