using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>到期自动结案: closes those of these reports that nobody answered within <see cref="GridReport.CloseUnansweredAfter"/>; sent by the portal itself, which holds their rows.</summary>
/// <returns>How many were closed.</returns>
public sealed record CloseUnanswered(IReadOnlyList<Guid> ReportIds) : ICommand<int>
{
    public const int BatchSize = 100;

    public Permission Permission => Permission.System;
}

internal sealed class CloseUnansweredHandler(PortalDb db, TimeProvider clock, AuditNote note) : IRequestHandler<CloseUnanswered, ErrorOr<int>>
{
    public async Task<ErrorOr<int>> Handle(CloseUnanswered request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var before = now - GridReport.CloseUnansweredAfter;
        var waiting = await db.GridReports
            .Where(r => request.ReportIds.Contains(r.Id) && r.Status == GridReportStatus.Resolved && r.ResolvedAt <= before)
            .OrderBy(r => r.ResolvedAt).ThenBy(r => r.Id).ToListAsync(cancellationToken);
        foreach (var report in waiting)
        {
            note.About(AuditSubject.Of<GridReport>(report.Id), report.ReporterId, report.HandlingUnitCode);
            if (report.CloseUnanswered(now) is { IsError: true } refused) return refused.Errors;
        }
        note.NothingDone = waiting.Count == 0;
        return waiting.Count;
    }
}
