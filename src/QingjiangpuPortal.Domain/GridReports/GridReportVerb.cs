namespace QingjiangpuPortal.Domain.GridReports;

/// <summary>What can be done to a report. Stored as a number: values are never reused.</summary>
public enum GridReportVerb
{
    File = 1,
    Contact = 2,
    Correct = 3,
    Accept = 4,
    Reject = 5,
    Withdraw = 6,
    Assign = 7,
    Start = 8,
    Return = 9,
    Resolve = 10,
    Verify = 11,
    FailVerification = 12,
    CloseUnanswered = 13,
    Reopen = 14,
    Rate = 15,

    /// <summary>The reporter takes name, number and account off the report.</summary>
    RemoveDetails = 16,
}
