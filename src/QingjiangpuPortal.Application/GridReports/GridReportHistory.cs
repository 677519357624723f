using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>Writes what every move leaves behind: a line of the timeline, and the change of the statistics.</summary>
internal sealed class GridReportHistory(PortalDb db) : INotificationHandler<Happened<GridReportMoved>>, INotificationHandler<Happened<GridReportReckoned>>
{
    public Task Handle(Happened<GridReportReckoned> notification, CancellationToken cancellationToken)
    {
        db.GridReportStatisticDeltas.AddRange(GridReportStatisticDelta.Of(notification.Event.Before, notification.Event.After));
        return Task.CompletedTask;
    }

    public Task Handle(Happened<GridReportMoved> notification, CancellationToken cancellationToken)
    {
        db.GridReportTimeline.Add(GridReportTimelineEntry.Of(OrderedId.Next(notification.Event.At), notification.Event));
        db.GridReportStatisticDeltas.AddRange(GridReportStatisticDelta.Of(notification.Event));
        return Task.CompletedTask;
    }
}
