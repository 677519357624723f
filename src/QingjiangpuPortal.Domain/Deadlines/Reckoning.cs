namespace QingjiangpuPortal.Domain.Deadlines;

/// <summary>
/// 重算时限: the calendar, the office hours or the limits changed, so the open reports are reckoned anew, in batches in the
/// order of their ids. The latest one says how far that has come; a later change begins anew and goes through all again.
/// </summary>
public sealed class Reckoning
{
    private Reckoning() { }

    public Guid Id { get; private set; }
    public DateTimeOffset RequestedAt { get; private set; }

    /// <summary>When it may begin: every instance, which keeps the calendar for a while, has read the new one by then.</summary>
    public DateTimeOffset StartsAt { get; private set; }

    /// <summary>The last report that was looked at.</summary>
    public Guid LastReportId { get; private set; }

    /// <summary>How many reports were looked at, and how many of them are due at another time since.</summary>
    public int Looked { get; private set; }
    public int Changed { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }

    public static Reckoning Request(Guid id, DateTimeOffset at, TimeSpan calendarKeptFor) =>
        new() { Id = id, RequestedAt = at, StartsAt = at + calendarKeptFor };

    /// <summary>A batch was reckoned: <paramref name="lastReportId"/> is the last of it, none when there was nothing left.</summary>
    public void Went(Guid? lastReportId, int looked, int changed, DateTimeOffset at)
    {
        (Looked, Changed) = (Looked + looked, Changed + changed);
        if (lastReportId is { } last) LastReportId = last;
        else FinishedAt = at;
    }
}
