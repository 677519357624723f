namespace QingjiangpuPortal.Domain.Notifications;

/// <summary>
/// What somebody is told. Stored as a number: values are never reused. A new kind takes the next number of its ten, a line in
/// <c>Application/Notifications/NotificationKinds.cs</c> and its words in <c>NotificationTexts</c>; a test names what is missing.
/// </summary>
public enum NotificationKind
{
    // To the reporter, or to whoever follows a report.
    ReportAccepted = 1,
    ReportRejected = 2,

    /// <summary>办结: please say whether it is solved.</summary>
    ReportResolved = 3,
    ReportClosed = 4,

    /// <summary>The staff looked and found it not solved: it is being worked on again.</summary>
    ReportBackInWork = 5,

    // To whoever handles a report.
    AssignedToYou = 20,

    /// <summary>To the officers of the department that was asked.</summary>
    AssignedToDepartment = 21,
    VerificationFailed = 22,
    WorkVerified = 23,
    WorkWithdrawn = 24,
    WorkRated = 25,

    // To the people of the unit in whose queue it is.
    ReturnedToUnit = 40,
    ReopenedInUnit = 41,
    RequeuedInUnit = 42,

    /// <summary>How many were filed in the last quarter of an hour: one notification, however many there are.</summary>
    NewReportsInUnit = 43,

    // To those who run the portal.
    MessagesGivenUp = 80,
}

/// <summary>A way to reach somebody outside the portal. Stored as a number; a set of them too.</summary>
[Flags]
public enum NotificationChannels
{
    None = 0,
    Email = 1,
    Sms = 2,
    Push = 4,
}

/// <summary>The kinds of news among which people choose: few enough for one page. Stored as a number.</summary>
public enum NotificationTopic
{
    /// <summary>我上报的事</summary>
    MyReports = 1,

    /// <summary>交给我的事</summary>
    MyWork = 2,

    /// <summary>本单位的事</summary>
    UnitWork = 3,

    /// <summary>门户运行</summary>
    Portal = 4,
}
