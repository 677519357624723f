using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.Deadlines;

/// <summary>
/// 提醒、预警、督办: lets the deadlines of these reports say what is due by now; sent by the portal itself, which holds their
/// rows (FOR UPDATE), so that nothing is said twice.
/// </summary>
/// <returns>How many had been due.</returns>
public sealed record SignalDeadlines(IReadOnlyList<Guid> ReportIds) : ICommand<int>
{
    public const int BatchSize = 100;

    public Permission Permission => Permission.System;
}

internal sealed class SignalDeadlinesHandler(PortalDb db, ReportClocks clocks, TimeProvider clock, AuditNote note) : IRequestHandler<SignalDeadlines, ErrorOr<int>>
{
    public async Task<ErrorOr<int>> Handle(SignalDeadlines request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = await db.GridReports.Where(r => request.ReportIds.Contains(r.Id) && r.NextSignalAt <= now)
            .OrderBy(r => r.NextSignalAt).ThenBy(r => r.Id).ToListAsync(cancellationToken);
        var byCategory = await clocks.OfAsync(due, calendar: null, cancellationToken);
        foreach (var report in due)
        {
            note.About(AuditSubject.Of<GridReport>(report.Id), report.ReporterId, report.HandlingUnitCode);
            if (report.Signal(byCategory[report.CategoryCode], now) is { IsError: true } refused) return refused.Errors;
        }
        note.NothingDone = due.Count == 0;
        return due.Count;
    }
}
