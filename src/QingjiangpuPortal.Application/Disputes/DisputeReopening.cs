using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.Disputes;

/// <summary>A dispute that goes back to work did not succeed: whoever sends it back, by whichever page, its record no longer says that it did.</summary>
internal sealed class DisputeReopening(PortalDb db) : INotificationHandler<Happened<GridReportMoved>>
{
    public async Task Handle(Happened<GridReportMoved> notification, CancellationToken cancellationToken)
    {
        var move = notification.Event;
        if (move.Verb is not (GridReportVerb.FailVerification or GridReportVerb.Reopen) || !ReportCategory.IsDispute(move.Report.CategoryCode)) return;
        if (await db.DisputeRecords.SingleOrDefaultAsync(d => d.Id == move.Report.Id, cancellationToken) is { } record) record.Reopen(move.At);
    }
}
