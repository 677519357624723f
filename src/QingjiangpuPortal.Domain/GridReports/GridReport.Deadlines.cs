using ErrorOr;
using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Domain.GridReports;

// When it is due, what the running deadline says, and the times that it stands still (README of Deadlines).
public sealed partial class GridReport
{
    public bool IsOverdue(DateTimeOffset at) => DueAt < at;

    /// <summary>挂起 until a time, with the reason; the clock stands still, and the due time moves by as much as is planned.</summary>
    public ErrorOr<Success> Suspend(DateTimeOffset until, ReportClock clock, Actor by, string reason, DateTimeOffset at)
    {
        if (until <= at || until - at > LongestSuspension) return Refuse(GridReportVerb.Suspend, by, GridReportErrors.SuspendedInThePast);
        return Move(GridReportVerb.Suspend, by, reason, at, () =>
        {
            (SuspendedAt, SuspendedUntil) = (at, until);
            ResolveDueAt = clock.DueAt(ReportDeadline.Resolve, ClockStartedAt, [.. Pauses, new(at, until)]);
        });
    }

    /// <summary>恢复, by an officer or by itself on the date: the due time moves by the time that it was really suspended.</summary>
    public ErrorOr<Success> Resume(ReportClock clock, Actor by, string? note, DateTimeOffset at) =>
        Move(GridReportVerb.Resume, by, note, at, () =>
        {
            EndPause(at);
            ResolveDueAt = clock.DueAt(ReportDeadline.Resolve, ClockStartedAt, Pauses);
        }, clock);

    /// <summary>
    /// What the running deadline has to say by now, each once: of several that a stop let pass only the last. A limit that is
    /// used up also escalates, once for each deadline, where the workflow allows it and a unit stands above.
    /// </summary>
    public ErrorOr<Success> Signal(ReportClock clock, DateTimeOffset at)
    {
        if (RunningDeadline is { } running)
        {
            var passed = clock.Signals(running, StartOf(running), PausesOf(running)).TakeWhile(s => s.At <= at).ToList();
            var isNew = passed.Count > 0 && !Signalled.HasFlag(passed[^1].Signal);
            foreach (var signal in passed) Signalled |= signal.Signal;
            if (isNew)
            {
                if (Move(passed[^1].Verb, Actor.System, note: null, at) is { IsError: true } refused) return refused;
                if (passed[^1].Verb == GridReportVerb.Supervise && running != ReportDeadline.Verify && UnitAbove is not null
                    && Escalate(Actor.System, note: null, at) is { IsError: true } notUp) return notUp;
            }
        }
        ScheduleSignals(clock);
        return Result.Success;
    }

    /// <summary>The calendar or the category's limits changed: an open report is due by the new ones.</summary>
    public void Reckon(ReportClock clock, DateTimeOffset at)
    {
        var before = Measures();
        ReckonDueTimes(clock, at);
        if (Measures() is var after && after != before) Raise(new GridReportReckoned(before, after));
    }

    private void ReckonDueTimes(ReportClock clock, DateTimeOffset at)
    {
        AcceptDueAt = clock.DueAt(ReportDeadline.Accept, RecordedAt);
        ResolveDueAt = clock.DueAt(ReportDeadline.Resolve, ClockStartedAt, PlannedPauses);
        // What the old limit said counts, unless the new one says it yet to come.
        foreach (var deadline in Enum.GetValues<ReportDeadline>().Where(d => d != ReportDeadline.Verify || ResolvedAt is not null))
            foreach (var signal in clock.Signals(deadline, StartOf(deadline), deadline == ReportDeadline.Resolve ? PlannedPauses : []))
                if (signal.At > at) Signalled &= ~signal.Signal;
        DueAt = DueAtNow(clock);
        ScheduleSignals(clock);
    }

    private void SetLimits(ReportClock clock)
    {
        AcceptDueAt = clock.DueAt(ReportDeadline.Accept, RecordedAt);
        ResolveDueAt = clock.DueAt(ReportDeadline.Resolve, ClockStartedAt);
    }

    private DateTimeOffset? DueAtNow(ReportClock? clock) => Status switch
    {
        GridReportStatus.Submitted => AcceptDueAt,
        GridReportStatus.Accepted or GridReportStatus.Assigned or GridReportStatus.InProgress or GridReportStatus.Suspended => ResolveDueAt,
        GridReportStatus.Resolved => clock?.DueAt(ReportDeadline.Verify, ResolvedAt!.Value) ?? DueAt,
        _ => null,
    };

    /// <summary>The deadline that runs now; none when it is suspended or no longer open.</summary>
    public ReportDeadline? RunningDeadline => Status switch
    {
        GridReportStatus.Submitted => ReportDeadline.Accept,
        GridReportStatus.Accepted or GridReportStatus.Assigned or GridReportStatus.InProgress => ReportDeadline.Resolve,
        GridReportStatus.Resolved => ReportDeadline.Verify,
        _ => null,
    };

    /// <summary>Since when a limit runs; that to verify only of what was resolved.</summary>
    public DateTimeOffset StartOf(ReportDeadline deadline) => deadline switch
    {
        ReportDeadline.Accept => RecordedAt,
        ReportDeadline.Resolve => ClockStartedAt,
        _ => ResolvedAt!.Value,
    };

    private IReadOnlyList<Pause> PausesOf(ReportDeadline deadline) => deadline == ReportDeadline.Resolve ? Pauses : [];

    private void ScheduleSignals(ReportClock clock)
    {
        NextSignalAt = null;
        if (RunningDeadline is not { } running) return;
        foreach (var signal in clock.Signals(running, StartOf(running), PausesOf(running)))
        {
            if (Signalled.HasFlag(signal.Signal)) continue;
            NextSignalAt = signal.At;
            return;
        }
    }

    /// <summary>It ends on its date at the latest: that the portal noticed it later gives nobody more time.</summary>
    private void EndPause(DateTimeOffset at)
    {
        _pauses = [.. _pauses ?? [], SuspendedAt!.Value, at < SuspendedUntil!.Value ? at : SuspendedUntil.Value];
        (SuspendedAt, SuspendedUntil) = (null, null);
    }
}
