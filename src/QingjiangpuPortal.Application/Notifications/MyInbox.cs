using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Notifications;

namespace QingjiangpuPortal.Application.Notifications;

/// <summary>我的消息, the latest first.</summary>
public sealed record ListMyNotifications(string? After = null) : IQuery<Page<NotificationRow>>
{
    public Permission Permission => Permission.SignedIn;
}

public sealed record NotificationRow(Guid Id, NotificationKind Kind, string SubjectId, Dictionary<string, string> Facts, DateTimeOffset At, bool IsRead)
{
    public bool Leads => NotificationKinds.Of(Kind).Link is not null;
}

internal sealed class ListMyNotificationsHandler(PortalDb db, ICurrentUser user) : IRequestHandler<ListMyNotifications, ErrorOr<Page<NotificationRow>>>
{
    public async Task<ErrorOr<Page<NotificationRow>>> Handle(ListMyNotifications request, CancellationToken cancellationToken)
    {
        var mine = db.Notifications.Where(n => n.PersonId == user.PersonId && NotificationKinds.Known.Contains(n.Kind));
        if (Cursor.Parse(request.After) is { } after) mine = mine.Where(n => n.At <= after.At && (n.At < after.At || n.Id < after.Id));
        var rows = await mine.OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Take(Page<NotificationRow>.Size + 1)
            .Select(n => new NotificationRow(n.Id, n.Kind, n.SubjectId, n.Facts, n.At, n.ReadAt != null)).ToListAsync(cancellationToken);
        return rows.ToPage(row => new(row.At, row.Id));
    }
}

/// <summary>打开一条消息: it is read, and its subject's page comes next.</summary>
/// <returns>Where it leads; <c>null</c> where there is no page.</returns>
public sealed record OpenNotification(Guid NotificationId) : ICommand<string?>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

/// <summary>全部标为已读.</summary>
/// <returns>How many were not.</returns>
public sealed record ReadAllNotifications : ICommand<int>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class ReadNotificationsHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit)
    : IRequestHandler<OpenNotification, ErrorOr<string?>>, IRequestHandler<ReadAllNotifications, ErrorOr<int>>
{
    public async Task<ErrorOr<string?>> Handle(OpenNotification request, CancellationToken cancellationToken)
    {
        // That somebody reads their own news is nobody's business.
        audit.NothingDone = true;
        var notification = await db.Notifications.SingleOrDefaultAsync(n => n.Id == request.NotificationId && n.PersonId == user.PersonId, cancellationToken);
        if (notification is null) return Failure.NotFound("Notification.NotFound");
        notification.Read(clock.GetUtcNow());
        return NotificationKinds.Of(notification.Kind).Link?.Invoke(notification.SubjectId);
    }

    public async Task<ErrorOr<int>> Handle(ReadAllNotifications request, CancellationToken cancellationToken)
    {
        audit.NothingDone = true;
        var now = clock.GetUtcNow();
        return await db.Notifications.Where(n => n.PersonId == user.PersonId && n.ReadAt == null).ExecuteUpdateAsync(n => n.SetProperty(x => x.ReadAt, now), cancellationToken);
    }
}
