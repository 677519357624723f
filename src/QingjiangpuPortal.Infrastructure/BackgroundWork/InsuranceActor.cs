using ErrorOr;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.SocialInsurance;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>Bills members for the period that begins, lets go who left, and refuses what missing papers never came for.</summary>
internal sealed class InsuranceActor(IServiceScopeFactory scopes, TimeProvider clock, ILogger<InsuranceActor> logger) : ReportSweeper(scopes, clock, logger)
{
    protected override TimeSpan Pause => TimeSpan.FromMinutes(1);

    protected override int BatchSize => ActOnInsurance.BatchSize;

    protected override IRequest<ErrorOr<int>> Command(IReadOnlyList<Guid> ids) => new ActOnInsurance(ids);

    protected override FormattableString Claim(Guid[] save, int most) => $"""
        SELECT id AS "Value" FROM insurance_enrollments WHERE acts_at <= {Clock.GetUtcNow()} AND id <> ALL ({save})
        ORDER BY acts_at LIMIT {most} FOR UPDATE SKIP LOCKED
        """;
}
