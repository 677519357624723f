using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Deadlines;

namespace QingjiangpuPortal.Application.Deadlines;

/// <summary>
/// 重算时限: a batch of open reports is due by the calendar and the limits as they are now; sent by the portal itself, which
/// holds the reckoning's row and theirs. What a reckoning says twice changes nothing the second time.
/// </summary>
/// <param name="ReportIds">In the order of the database; none when there are no more, which finishes it.</param>
/// <returns>How many are due at another time since.</returns>
public sealed record ReckonReports(Guid ReckoningId, IReadOnlyList<Guid> ReportIds) : ICommand<int>
{
    public const int BatchSize = 200;

    public Permission Permission => Permission.System;
}

internal sealed class ReckonReportsHandler(PortalDb db, ReportClocks clocks, IWorkCalendars calendars, TimeProvider clock, AuditNote note)
    : IRequestHandler<ReckonReports, ErrorOr<int>>
{
    public async Task<ErrorOr<int>> Handle(ReckonReports request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var reckoning = await db.Reckonings.SingleAsync(r => r.Id == request.ReckoningId, cancellationToken);
        note.About(AuditSubject.Of<Reckoning>(reckoning.Id));
        var reports = await db.GridReports.Where(r => request.ReportIds.Contains(r.Id) && r.DueAt != null).ToListAsync(cancellationToken);
        // What this instance keeps may be a minute old.
        var byCategory = await clocks.OfAsync(reports, await calendars.ReadAsync(cancellationToken), cancellationToken);
        var changed = 0;
        foreach (var report in reports)
        {
            var before = report.DueAt;
            report.Reckon(byCategory[report.CategoryCode], now);
            if (report.DueAt != before) changed++;
        }
        reckoning.Went(request.ReportIds is [.., var last] ? last : null, reports.Count, changed, now);
        note.NothingDone = changed == 0;
        return changed;
    }
}

internal static class Reckonings
{
    /// <summary>So much later than the calendar is kept that also a request which read the old one has ended.</summary>
    private static readonly TimeSpan RequestsEndWithin = TimeSpan.FromSeconds(30);

    /// <summary>Open reports will be reckoned anew, when every instance knows of the change.</summary>
    public static void RequestReckoning(this PortalDb db, DateTimeOffset at) =>
        db.Reckonings.Add(Reckoning.Request(OrderedId.Next(at), at, IWorkCalendars.KeptFor + RequestsEndWithin));
}
