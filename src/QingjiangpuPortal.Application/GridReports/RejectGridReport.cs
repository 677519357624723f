using ErrorOr;
using FluentValidation;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>不予受理, with the reason and where the reporter can turn instead.</summary>
public sealed record RejectGridReport(Guid ReportId, uint Version, string? Reason) : IReportCommand
{
    public Permission Permission => Permission.RejectReports;
}

internal sealed class RejectGridReportValidator : AbstractValidator<RejectGridReport>
{
    public RejectGridReportValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class RejectGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit, ReportClocks clocks) : ReportCommandHandler<RejectGridReport>(db, user, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(GridReport report, RejectGridReport command, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        report.Reject(by, command.Reason!, at) is { IsError: true } refused ? refused : await Db.ReleaseMergedAsync(clocks, report, at, cancellationToken);
}
