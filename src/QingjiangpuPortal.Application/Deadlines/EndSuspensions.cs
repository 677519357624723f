using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Deadlines;

/// <summary>到期恢复: the clocks of these reports run again, whose date has come; sent by the portal itself, which holds their rows.</summary>
/// <returns>How many were resumed.</returns>
public sealed record EndSuspensions(IReadOnlyList<Guid> ReportIds) : ICommand<int>
{
    public const int BatchSize = 100;

    public Permission Permission => Permission.System;
}

internal sealed class EndSuspensionsHandler(PortalDb db, ReportClocks clocks, TimeProvider clock, AuditNote note) : IRequestHandler<EndSuspensions, ErrorOr<int>>
{
    public async Task<ErrorOr<int>> Handle(EndSuspensions request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var ended = await db.GridReports.Where(r => request.ReportIds.Contains(r.Id) && r.SuspendedUntil <= now)
            .OrderBy(r => r.SuspendedUntil).ThenBy(r => r.Id).ToListAsync(cancellationToken);
        var byCategory = await clocks.OfAsync(ended, calendar: null, cancellationToken);
        foreach (var report in ended)
        {
            note.About(AuditSubject.Of<GridReport>(report.Id), report.ReporterId, report.HandlingUnitCode);
            if (report.Resume(byCategory[report.CategoryCode], Actor.System, note: null, now) is { IsError: true } refused) return refused.Errors;
        }
        note.NothingDone = ended.Count == 0;
        return ended.Count;
    }
}
