using ErrorOr;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.Deadlines;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>Resumes what was suspended until now.</summary>
internal sealed class SuspensionEnder(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SuspensionEnder> logger) : ReportSweeper(scopes, clock, logger)
{
    protected override int BatchSize => EndSuspensions.BatchSize;

    protected override IRequest<ErrorOr<int>> Command(IReadOnlyList<Guid> ids) => new EndSuspensions(ids);

    protected override FormattableString Claim(Guid[] save, int most) => $"""
        SELECT id AS "Value" FROM grid_reports WHERE suspended_until <= {Clock.GetUtcNow()} AND id <> ALL ({save})
        ORDER BY suspended_until LIMIT {most} FOR UPDATE SKIP LOCKED
        """;
}
