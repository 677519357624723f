using ErrorOr;
using FluentValidation;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>督办: an officer presses for a report; whoever handles it is told.</summary>
public sealed record SuperviseGridReport(Guid ReportId, uint Version, string? Reason) : IReportCommand
{
    public Permission Permission => Permission.SuperviseReports;
}

internal sealed class SuperviseGridReportValidator : AbstractValidator<SuperviseGridReport>
{
    public SuperviseGridReportValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class SuperviseGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) : ReportCommandHandler<SuperviseGridReport>(db, user, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(GridReport report, SuperviseGridReport command, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(report.Supervise(by, command.Reason!, at));
}
