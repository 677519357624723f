using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Notifications;

namespace QingjiangpuPortal.Application.ElderlyCare;

/// <summary>Writes what every move leaves behind: a line of the timeline, and word to whoever asked and to whoever's turn it is.</summary>
internal sealed class CareRequestHistory(PortalDb db) : INotificationHandler<Happened<CareRequestMoved>>
{
    public Task Handle(Happened<CareRequestMoved> notification, CancellationToken cancellationToken)
    {
        var move = notification.Event;
        db.CareRequestTimeline.Add(CareRequestTimelineEntry.Of(OrderedId.Next(move.At), move));
        var about = AuditSubject.Of<CareRequest>(move.Request.Id);
        var facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["number"] = move.Request.Number };
        if (KindFor(move) is { } kind && move.Request.ApplicantId is { } applicant && move.PersonId != applicant)
            db.Tell(kind, Audience.Person(applicant), about, move.PersonId, move.At, facts);
        if (move.Request.DueAt is not null && move.To != move.From)
            db.Tell(NotificationKind.CareAwaited, Audience.Unit(move.Request.HandlingUnitCode), about, move.PersonId, move.At, facts);
        return Task.CompletedTask;
    }

    private static NotificationKind? KindFor(CareRequestMoved move) => move.Verb switch
    {
        CareVerb.AskForPapers => NotificationKind.CarePapersAwaited,
        CareVerb.Check or CareVerb.Review or CareVerb.Assess or CareVerb.Overturn => NotificationKind.CareMoved,
        CareVerb.Approve => NotificationKind.CareAnnounced,
        CareVerb.Grant => NotificationKind.CareGranted,
        CareVerb.Refuse or CareVerb.Uphold => NotificationKind.CareRefused,
        _ => null,
    };
}
