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

    /// <summary>挂起 until a date: the clock stops.</summary>
    Suspend = 19,
    Resume = 20,

    /// <summary>上报: to the unit one level up.</summary>
    Escalate = 21,

    /// <summary>下派: to the unit one level down.</summary>
    Delegate = 22,

    /// <summary>并案 into a primary report.</summary>
    Merge = 23,
    Unmerge = 24,

    /// <summary>提醒, 预警: half and four fifths of a limit are used up.</summary>
    Remind = 25,
    Warn = 26,

    /// <summary>督办: a limit is used up, or an officer presses for it.</summary>
    Supervise = 27,

    /// <summary>志愿者派单: a leader sends volunteers.</summary>
    SendVolunteers = 28,

    /// <summary>回访: the reporter of a closed report is called back and asked.</summary>
    FollowUp = 29,

    /// <summary>官方答复: a message to the reporter, public where the report is.</summary>
    Reply = 30,
}
