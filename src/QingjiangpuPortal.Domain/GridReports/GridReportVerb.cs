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

    /// <summary>移交: what somebody whose post ends had in hand goes to a colleague.</summary>
    HandOver = 16,

    /// <summary>移交待派: … or back to the unit's queue. No return, which counts as an assignee's refusal.</summary>
    Requeue = 17,

    /// <summary>The reporter takes name, number and account off the report.</summary>
    RemoveDetails = 18,
}
