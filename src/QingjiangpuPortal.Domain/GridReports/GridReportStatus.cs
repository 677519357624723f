namespace QingjiangpuPortal.Domain.GridReports;

/// <summary>Where a report stands. Stored as a number: values are never reused.</summary>
public enum GridReportStatus
{
    Submitted = 1,
    Accepted = 2,
    Assigned = 3,
    InProgress = 4,
    Resolved = 5,
    Closed = 6,
    Rejected = 7,
    Withdrawn = 8,

    /// <summary>挂起: waits for a date, the clock stands still.</summary>
    Suspended = 9,

    /// <summary>并案: goes on as part of its primary report.</summary>
    Merged = 10,
}

public static class GridReportStatuses
{
    /// <summary>Somebody still has to do something about it.</summary>
    public static bool IsOpen(this GridReportStatus status) =>
        status is not (GridReportStatus.Closed or GridReportStatus.Rejected or GridReportStatus.Withdrawn or GridReportStatus.Merged);
}
