using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>Writes what every move leaves behind: a line of the history, and news for the family.</summary>
internal sealed class EnrollmentHistory(PortalDb db) : INotificationHandler<Happened<SchoolApplicationMoved>>
{
    public async Task Handle(Happened<SchoolApplicationMoved> notification, CancellationToken cancellationToken)
    {
        var moved = notification.Event;
        db.SchoolApplicationEntries.Add(SchoolApplicationEntry.Of(OrderedId.Next(moved.At), moved));
        if (moved.Application.GuardianId is not { } guardian || NewsOf(moved.Verb) is not { } kind) return;
        var facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["number"] = moved.Application.Number };
        if (moved.Verb == ApplicationVerb.Correct)
            (facts["changes"], facts["changesEn"]) = (CorrectionWords.Of(moved.Changes, inEnglish: false), CorrectionWords.Of(moved.Changes, inEnglish: true));
        if (moved.Verb is ApplicationVerb.Place or ApplicationVerb.GrantPlace)
            facts["school"] = (await db.Schools.FindAsync([moved.Application.PlacedSchoolCode!], cancellationToken))!.Name;
        db.Tell(kind, Audience.Person(guardian), AuditSubject.Of<SchoolApplication>(moved.Application.Id), moved.ByFamily ? guardian : moved.ById, moved.At, facts);
    }

    private static NotificationKind? NewsOf(ApplicationVerb verb) => verb switch
    {
        ApplicationVerb.Verify => NotificationKind.EnrollmentVerified,
        ApplicationVerb.AskForPapers => NotificationKind.EnrollmentPapersAsked,
        ApplicationVerb.Refuse => NotificationKind.EnrollmentRefused,
        ApplicationVerb.Correct => NotificationKind.EnrollmentCorrected,
        ApplicationVerb.Place or ApplicationVerb.GrantPlace => NotificationKind.SchoolPlaced,
        ApplicationVerb.PutOnWaitingList => NotificationKind.SchoolWaiting,
        ApplicationVerb.Expire => NotificationKind.SchoolOfferEnded,
        ApplicationVerb.GrantAppeal or ApplicationVerb.UpholdDecision => NotificationKind.EnrollmentAppealAnswered,
        _ => null,
    };
}
