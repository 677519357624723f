using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>Closes resolved reports that nobody answered within <see cref="GridReport.CloseUnansweredAfter"/>; sent by the portal itself.</summary>
/// <returns>How many were closed; as many as <see cref="BatchSize"/> means that more may be waiting.</returns>
public sealed record CloseUnanswered : ICommand<int>
{
    public const int BatchSize = 200;

    public Permission Permission => Permission.System;
}

internal sealed class CloseUnansweredHandler(PortalDb db, TimeProvider clock, AuditNote note) : IRequestHandler<CloseUnanswered, ErrorOr<int>>
{
    public async Task<ErrorOr<int>> Handle(CloseUnanswered request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var before = now - GridReport.CloseUnansweredAfter;
        // No claim is needed for two instances: of two that close the same report the second fails on its version and,
        // with the next round, finds it closed.
        var waiting = await db.GridReports
            .Where(r => r.DueAt != null && r.Status == GridReportStatus.Resolved && r.ResolvedAt <= before)
            .OrderBy(r => r.DueAt).ThenBy(r => r.Id).Take(CloseUnanswered.BatchSize).ToListAsync(cancellationToken);
        foreach (var report in waiting)
            if (report.CloseUnanswered(now) is { IsError: true } refused) return refused.Errors;
        note.NothingDone = waiting.Count == 0;
        return waiting.Count;
    }
}
