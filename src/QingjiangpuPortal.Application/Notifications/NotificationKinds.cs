using System.Collections.Frozen;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Notifications;
using static QingjiangpuPortal.Domain.Notifications.NotificationChannels;
using static QingjiangpuPortal.Domain.Notifications.NotificationKind;
using static QingjiangpuPortal.Domain.Notifications.NotificationTopic;

namespace QingjiangpuPortal.Application.Notifications;

/// <param name="Offered">By which channels it can be told at all; the inbox always has it.</param>
/// <param name="Link">The page that it leads to, by the subject's id; <c>null</c> where there is none.</param>
/// <param name="IsUrgent">Does not wait for the end of quiet hours.</param>
/// <param name="TellsContact">Goes by short message to whoever left a number with the report and has no account.</param>
/// <param name="Staff">Who of a unit is told: those whose posts carry it.</param>
public sealed record NotificationKindRow(
    NotificationTopic Topic, NotificationChannels Offered, Func<string, string>? Link, bool IsUrgent = false, bool TellsContact = false, Permission Staff = Permission.ViewReports);

/// <param name="Default">By which channels somebody is told who has not chosen.</param>
/// <param name="For">Offered to those only who may do that somewhere; to everybody where it is <c>null</c>.</param>
public sealed record NotificationTopicRow(NotificationTopic Topic, NotificationChannels Default, Permission? For = null);

/// <summary>The one table of kinds and the one of topics. What somebody gets outside the inbox is what the kind offers and they chose, or the topic's default.</summary>
public static class NotificationKinds
{
    private const NotificationChannels Every = Email | Sms | Push;

    public static readonly IReadOnlyList<NotificationTopicRow> Topics =
    [
        new(MyReports, Every),
        new(MyApplications, Every),
        new(MyWork, Email | Push, Permission.ViewReports),
        // A unit's news come many a day: by message only to those who ask for it.
        new(UnitWork, Push, Permission.ViewReports),
        new(Appointments, Every, Permission.HandleDisputes),
        new(Portal, Email | Push, Permission.OperatePortal),
        new(MyEnrollments, Every),
    ];

    private static readonly FrozenDictionary<NotificationKind, NotificationKindRow> Table = new Dictionary<NotificationKind, NotificationKindRow>
    {
        // A message costs money and attention: those about the own report are sent for what needs an answer or is the end.
        [ReportAccepted] = new(MyReports, Email | Push, MyReport),
        [ReportRejected] = new(MyReports, Every, MyReport, TellsContact: true),
        [ReportResolved] = new(MyReports, Every, MyReport, TellsContact: true),
        [ReportClosed] = new(MyReports, Email | Push, MyReport, TellsContact: true),
        [ReportBackInWork] = new(MyReports, Email | Push, MyReport, TellsContact: true),
        [ReportSuspended] = new(MyReports, Email | Push, MyReport),
        [ReportMerged] = new(MyReports, Email | Push, MyReport, TellsContact: true),
        [OfficialReply] = new(MyReports, Email | Push, MyReport, TellsContact: true),
        [FollowedReportMoved] = new(MyReports, Email | Push, _ => "/my?view=followed", TellsContact: true),
        [ReportUnmerged] = new(MyReports, Email | Push, MyReport, TellsContact: true),
        [FollowedReportUnmerged] = new(MyReports, Email | Push, _ => "/my?view=followed", TellsContact: true),

        [AssignedToYou] = new(MyWork, Every, StaffReport),
        [AssignedToDepartment] = new(UnitWork, Every, StaffReport),
        [VerificationFailed] = new(MyWork, Every, StaffReport),
        [WorkVerified] = new(MyWork, Push, StaffReport),
        [WorkWithdrawn] = new(MyWork, Email | Push, StaffReport),
        [WorkRated] = new(MyWork, None, StaffReport),
        [DeadlineReminder] = new(MyWork, Push, StaffReport),
        [DeadlineWarning] = new(MyWork, Email | Push, StaffReport),
        [Supervised] = new(MyWork, Every, StaffReport, IsUrgent: true),
        [Mentioned] = new(MyWork, Email | Push, StaffReport),
        // What was escalated its former hands do not see any more: there is nothing of it to lead to.
        [WorkEscalated] = new(MyWork, Email | Push, _ => "/workbench"),
        [WorkMerged] = new(MyWork, Email | Push, StaffReport),
        [WorkUnmerged] = new(MyWork, Email | Push, StaffReport),
        [VolunteerAsked] = new(MyWork, Every, id => $"/tasks/{id}"),
        [VolunteerAnswered] = new(MyWork, Push, StaffReport),
        [AppointmentProposed] = new(Appointments, Email | Push, Dispute),
        [AppointmentConfirmed] = new(Appointments, Every, Dispute),
        [AppointmentCancelled] = new(Appointments, Every, Dispute),

        [ReturnedToUnit] = new(UnitWork, Every, StaffReport),
        [ReopenedInUnit] = new(UnitWork, Every, StaffReport),
        [RequeuedInUnit] = new(UnitWork, Email | Push, StaffReport),
        [NewReportsInUnit] = new(UnitWork, Every, _ => "/workbench"),
        [EscalatedToUnit] = new(UnitWork, Every, StaffReport),
        [DelegatedToUnit] = new(UnitWork, Email | Push, StaffReport),
        // Many a day, in a queue that shows them; the limit to verify reminds of what is left lying.
        [VerificationAwaited] = new(UnitWork, None, StaffReport),
        [EscalatedFromUnit] = new(UnitWork, Push, _ => "/workbench"),
        [DelegatedFromUnit] = new(UnitWork, Push, StaffReport),
        [MergedFromUnit] = new(UnitWork, Push, StaffReport),

        [CareMoved] = new(MyApplications, Email | Push, MyCare),
        [CarePapersAwaited] = new(MyApplications, Every, MyCare),
        [CareAnnounced] = new(MyApplications, Email | Push, MyCare),
        [CareGranted] = new(MyApplications, Every, MyCare),
        [CareRefused] = new(MyApplications, Every, MyCare),
        [CareAwaited] = new(UnitWork, Email | Push, id => $"/workbench/care/{id}"),
        [VisitOrdered] = new(UnitWork, Every, id => $"/workbench/visits/{id}"),
        [AdaptationProposed] = new(MyApplications, Every, MyCare),
        [AdaptationOrdered] = new(UnitWork, Every, id => $"/workbench/adaptations/{id}"),
        [AdaptationAwaited] = new(UnitWork, Email | Push, id => $"/workbench/care/{id}"),
        [EnrollmentVerified] = new(MyEnrollments, Email | Push, MyEnrollment),
        [EnrollmentPapersAsked] = new(MyEnrollments, Every, MyEnrollment),
        [EnrollmentRefused] = new(MyEnrollments, Every, MyEnrollment),
        [SchoolPlaced] = new(MyEnrollments, Every, MyEnrollment),
        [SchoolWaiting] = new(MyEnrollments, Every, MyEnrollment),
        [SchoolOfferEnded] = new(MyEnrollments, Every, MyEnrollment),
        [EnrollmentAppealAnswered] = new(MyEnrollments, Every, MyEnrollment),
        [EnrollmentCorrected] = new(MyEnrollments, Every, MyEnrollment),

        [InsuranceMoved] = new(MyApplications, Email | Push, MyInsurance),
        [InsurancePapersAwaited] = new(MyApplications, Every, MyInsurance),
        [InsuranceActive] = new(MyApplications, Every, MyInsurance),
        [InsuranceRefused] = new(MyApplications, Every, MyInsurance),
        [InsuranceAwaited] = new(UnitWork, Email | Push, id => $"/workbench/insurance/{id}", Staff: Permission.ViewInsurance),
        [BillIssued] = new(MyApplications, Every, MyInsurance),
        [PaidTwice] = new(MyApplications, Every, MyInsurance),

        [MessagesGivenUp] = new(Portal, Email | Push, _ => "/workbench/dead-letters"),
        [CalendarYearMissing] = new(Portal, Email | Push, _ => "/workbench/calendar"),
    }.ToFrozenDictionary();

    /// <summary>Of a kind that a later version wrote, while two run side by side, nothing is known: it is left to that version.</summary>
    public static IReadOnlyList<NotificationKind> Known { get; } = [.. Table.Keys.Order()];

    public static NotificationKindRow Of(NotificationKind kind) => Table[kind];

    public static NotificationTopicRow Of(NotificationTopic topic) => Topics.Single(t => t.Topic == topic);

    /// <summary>The topics that somebody can have news of.</summary>
    internal static IEnumerable<NotificationTopicRow> For(ICurrentUser user) =>
        Topics.Where(t => t.For is not { } permission || user.May(permission));

    /// <summary>What any kind of a topic offers: what there is to choose.</summary>
    public static NotificationChannels OfferedBy(NotificationTopic topic) =>
        Table.Values.Where(row => row.Topic == topic).Aggregate(None, (all, row) => all | row.Offered);

    /// <summary>By which channels somebody is told of it.</summary>
    /// <param name="chosen">What they chose for its topic; <c>null</c> where they did not.</param>
    public static NotificationChannels ChannelsOf(NotificationKind kind, NotificationChannels? chosen) =>
        Of(kind).Offered & (chosen ?? Of(Of(kind).Topic).Default);

    private static string MyReport(string id) => $"/my/reports/{id}";

    private static string MyCare(string id) => $"/my/care/{id}";
    private static string MyEnrollment(string id) => $"/my/schools/{id}";

    private static string MyInsurance(string id) => $"/my/insurance/{id}";

    private static string StaffReport(string id) => $"/workbench/reports/{id}";

    private static string Dispute(string id) => $"/workbench/reports/{id}/dispute";
}
