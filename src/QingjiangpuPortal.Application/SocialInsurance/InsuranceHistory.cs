using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Application.SocialInsurance;

/// <summary>Writes what every move leaves behind: a line of the timeline, and word to whoever asked and to whoever's turn it is.</summary>
internal sealed class InsuranceHistory(PortalDb db) : INotificationHandler<Happened<InsuranceEnrollmentMoved>>
{
    public Task Handle(Happened<InsuranceEnrollmentMoved> notification, CancellationToken cancellationToken)
    {
        var move = notification.Event;
        db.InsuranceTimeline.Add(InsuranceTimelineEntry.Of(OrderedId.Next(move.At), move));
        if (KindFor(move.Verb) is { } kind && move.Enrollment.ApplicantId is { } applicant && move.PersonId != applicant)
            db.TellAbout(move.Enrollment, kind, Audience.Person(applicant), move.PersonId, move.At);
        if (move.Enrollment.DueAt is not null && move.To != move.From)
            db.TellAbout(move.Enrollment, NotificationKind.InsuranceAwaited, Audience.Unit(move.Enrollment.HandlingUnitCode), move.PersonId, move.At);
        return Task.CompletedTask;
    }

    private static NotificationKind? KindFor(InsuranceVerb verb) => verb switch
    {
        InsuranceVerb.AskForPapers => NotificationKind.InsurancePapersAwaited,
        InsuranceVerb.Check or InsuranceVerb.Overturn or InsuranceVerb.End => NotificationKind.InsuranceMoved,
        InsuranceVerb.Activate => NotificationKind.InsuranceActive,
        InsuranceVerb.Refuse or InsuranceVerb.Uphold => NotificationKind.InsuranceRefused,
        _ => null,
    };
}

internal static class InsuranceNews
{
    /// <summary>What is said about an enrolment names its number and nothing else of it.</summary>
    public static void TellAbout(this PortalDb db, InsuranceEnrollment enrollment, NotificationKind kind, Audience whom, Guid? by, DateTimeOffset at) => db.Tell(
        kind, whom, AuditSubject.Of<InsuranceEnrollment>(enrollment.Id), by, at, new(StringComparer.Ordinal) { ["number"] = enrollment.Number });
}
