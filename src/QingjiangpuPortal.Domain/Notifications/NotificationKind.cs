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
    ReportSuspended = 6,

    /// <summary>并案: it goes on as part of another report.</summary>
    ReportMerged = 7,
    OfficialReply = 8,

    /// <summary>To followers: it was solved or closed, or somebody answered in public.</summary>
    FollowedReportMoved = 9,

    /// <summary>撤销并案: it stands on its own again; to the reporter, and to those who followed it.</summary>
    ReportUnmerged = 10,
    FollowedReportUnmerged = 11,

    // To whoever handles a report.
    AssignedToYou = 20,

    /// <summary>To the officers of the department that was asked.</summary>
    AssignedToDepartment = 21,
    VerificationFailed = 22,
    WorkVerified = 23,
    WorkWithdrawn = 24,
    WorkRated = 25,

    // To whoever answers for a report: the assignee, the department that was asked, or the unit in whose queue it is.
    DeadlineReminder = 26,
    DeadlineWarning = 27,
    Supervised = 28,
    Mentioned = 29,

    /// <summary>To a volunteer who is sent; and what volunteers answered, to whoever sent them.</summary>
    VolunteerAsked = 30,
    VolunteerAnswered = 31,

    /// <summary>It left whoever had it in hand: with the unit above by now, or part of another report.</summary>
    WorkEscalated = 32,
    WorkMerged = 33,

    /// <summary>撤销并案: to whoever answers for it now.</summary>
    WorkUnmerged = 34,

    // 三官一律预约, to whoever answers for the dispute and whoever proposed it.
    AppointmentProposed = 35,
    AppointmentConfirmed = 36,
    AppointmentCancelled = 37,

    // To the people of the unit in whose queue it is.
    ReturnedToUnit = 40,
    ReopenedInUnit = 41,
    RequeuedInUnit = 42,

    /// <summary>How many were filed in the last quarter of an hour: one notification, however many there are.</summary>
    NewReportsInUnit = 43,
    EscalatedToUnit = 44,
    DelegatedToUnit = 45,

    /// <summary>办结, to whoever can take the second look.</summary>
    VerificationAwaited = 46,

    /// <summary>It left the unit or the department: to the unit above, to the one below, or as part of another report.</summary>
    EscalatedFromUnit = 47,
    DelegatedFromUnit = 48,
    MergedFromUnit = 49,

    // Of a request for care: to whoever asked.
    /// <summary>It went on by a step.</summary>
    CareMoved = 50,
    CarePapersAwaited = 51,

    /// <summary>公示: approved, if nobody objects.</summary>
    CareAnnounced = 52,
    CareGranted = 53,
    CareRefused = 54,

    /// <summary>To the unit whose turn it is.</summary>
    CareAwaited = 55,

    /// <summary>To the provider who is sent.</summary>
    VisitOrdered = 56,

    /// <summary>To whoever asked: a plan for the adaptation of the home waits for a yes or no.</summary>
    AdaptationProposed = 57,

    /// <summary>To a provider: a home is to be adapted, or adapted again.</summary>
    AdaptationOrdered = 58,

    /// <summary>To the street: works are done and have to be accepted, or the family said no to the plan.</summary>
    AdaptationAwaited = 59,
    // 入学报名, to the family.
    EnrollmentVerified = 60,
    EnrollmentPapersAsked = 61,
    EnrollmentRefused = 62,

    /// <summary>录取, also from the waiting list: please confirm.</summary>
    SchoolPlaced = 63,
    SchoolWaiting = 64,
    SchoolOfferEnded = 65,
    EnrollmentAppealAnswered = 66,

    /// <summary>The staff corrected what the family said.</summary>
    EnrollmentCorrected = 67,

    // Of an enrolment in social insurance: to whoever asked.
    /// <summary>It went on by a step.</summary>
    InsuranceMoved = 70,
    InsurancePapersAwaited = 71,
    InsuranceActive = 72,
    InsuranceRefused = 73,

    /// <summary>To the unit whose turn it is.</summary>
    InsuranceAwaited = 74,
    BillIssued = 75,

    /// <summary>A bill was paid twice: what was too much goes back.</summary>
    PaidTwice = 76,

    // To those who run the portal.
    MessagesGivenUp = 80,

    /// <summary>The State Council's holidays of the coming year are not in the calendar yet.</summary>
    CalendarYearMissing = 81,
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

    /// <summary>三官一律预约</summary>
    Appointments = 5,

    /// <summary>我的申请</summary>
    MyApplications = 6,
    /// <summary>孩子入学</summary>
    MyEnrollments = 8,
}
