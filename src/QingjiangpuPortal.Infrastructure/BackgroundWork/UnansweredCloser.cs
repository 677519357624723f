using ErrorOr;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>Closes what was resolved and not answered for a week.</summary>
internal sealed class UnansweredCloser(IServiceScopeFactory scopes, TimeProvider clock, ILogger<UnansweredCloser> logger) : ReportSweeper(scopes, clock, logger)
{
    protected override TimeSpan Pause => TimeSpan.FromMinutes(5);

    protected override int BatchSize => CloseUnanswered.BatchSize;

    protected override IRequest<ErrorOr<int>> Command(IReadOnlyList<Guid> ids) => new CloseUnanswered(ids);

    protected override FormattableString Claim(Guid[] save, int most) => $"""
        SELECT id AS "Value" FROM grid_reports
        WHERE due_at IS NOT NULL AND status = {(int)GridReportStatus.Resolved} AND resolved_at <= {Clock.GetUtcNow() - GridReport.CloseUnansweredAfter} AND id <> ALL ({save})
        ORDER BY resolved_at LIMIT {most} FOR UPDATE SKIP LOCKED
        """;
}
