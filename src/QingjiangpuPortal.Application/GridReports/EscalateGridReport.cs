using ErrorOr;
using FluentValidation;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>上报: to the unit one level up, with what that unit should know.</summary>
public sealed record EscalateGridReport(Guid ReportId, uint Version, string? Reason) : IReportCommand
{
    public Permission Permission => Permission.EscalateReports;
}

internal sealed class EscalateGridReportValidator : AbstractValidator<EscalateGridReport>
{
    public EscalateGridReportValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class EscalateGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) : ReportCommandHandler<EscalateGridReport>(db, user, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(GridReport report, EscalateGridReport command, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(report.Escalate(by, command.Reason, at));
}
