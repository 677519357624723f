using ErrorOr;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.ElderlyCare;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>Grants care whose notice is over, and refuses what missing papers never came for.</summary>
internal sealed class CareRequestActor(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CareRequestActor> logger) : ReportSweeper(scopes, clock, logger)
{
    protected override TimeSpan Pause => TimeSpan.FromMinutes(1);

    protected override int BatchSize => ActOnCareRequests.BatchSize;

    protected override IRequest<ErrorOr<int>> Command(IReadOnlyList<Guid> ids) => new ActOnCareRequests(ids);

    protected override FormattableString Claim(Guid[] save, int most) => $"""
        SELECT id AS "Value" FROM care_requests WHERE acts_at <= {Clock.GetUtcNow()} AND id <> ALL ({save})
        ORDER BY acts_at LIMIT {most} FOR UPDATE SKIP LOCKED
        """;
}
