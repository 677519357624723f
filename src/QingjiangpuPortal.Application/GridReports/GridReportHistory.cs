using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>Writes what every move leaves behind: a line of the timeline, the change of the statistics, and on what the audit trail says it was done.</summary>
internal sealed class GridReportHistory(PortalDb db, AuditNote note) : INotificationHandler<Happened<GridReportMoved>>
{
    public Task Handle(Happened<GridReportMoved> notification, CancellationToken cancellationToken)
    {
        db.GridReportTimeline.Add(GridReportTimelineEntry.Of(OrderedId.Next(notification.Event.At), notification.Event));
        db.GridReportStatisticDeltas.AddRange(GridReportStatisticDelta.Of(notification.Event));
        var report = notification.Event.Report;
        if (!note.HasSubject) note.About(AuditSubject.Of<GridReport>(report.Id), report.ReporterId, report.HandlingUnitCode);
        return Task.CompletedTask;
    }
}
