using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Domain.Desk;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Notifications;

namespace QingjiangpuPortal.Application.Desk;

/// <summary>Tells a colleague who was mentioned in an internal note.</summary>
internal sealed class MentionNews(PortalDb db) : INotificationHandler<Happened<MentionedInNote>>
{
    public Task Handle(Happened<MentionedInNote> notification, CancellationToken cancellationToken)
    {
        var mention = notification.Event;
        db.Tell(NotificationKind.Mentioned, Audience.Person(mention.PersonId), AuditSubject.Of<GridReport>(mention.ReportId), mention.AuthorId, mention.At);
        return Task.CompletedTask;
    }
}
