using ErrorOr;
using FluentValidation;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>撤回: the reporter takes it back before anybody works on it.</summary>
public sealed record WithdrawGridReport(OwnReport Which, uint Version, string? Reason) : IOwnReportCommand
{
    public Permission Permission => Permission.OwnReport;
}

internal sealed class WithdrawGridReportValidator : AbstractValidator<WithdrawGridReport>
{
    public WithdrawGridReportValidator() => RuleFor(x => x.Reason).Note();
}

internal sealed class WithdrawGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit, ReportClocks clocks) : OwnReportCommandHandler<WithdrawGridReport>(db, user, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(GridReport report, WithdrawGridReport command, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        report.Withdraw(by, command.Reason, at) is { IsError: true } refused ? refused : await Db.ReleaseMergedAsync(clocks, report, at, cancellationToken);
}
