using ErrorOr;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.Deadlines;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>Lets deadlines remind, warn, supervise and escalate when their time has come.</summary>
internal sealed class DeadlineWatcher(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DeadlineWatcher> logger) : ReportSweeper(scopes, clock, logger)
{
    protected override int BatchSize => SignalDeadlines.BatchSize;

    protected override IRequest<ErrorOr<int>> Command(IReadOnlyList<Guid> ids) => new SignalDeadlines(ids);

    protected override FormattableString Claim(Guid[] save, int most) => $"""
        SELECT id AS "Value" FROM grid_reports WHERE next_signal_at <= {Clock.GetUtcNow()} AND id <> ALL ({save})
        ORDER BY next_signal_at LIMIT {most} FOR UPDATE SKIP LOCKED
        """;
}
