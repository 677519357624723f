using ErrorOr;
using FluentValidation;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>重开: the reporter says that it is not solved after all; it goes back into the queue of the unit that handled it.</summary>
public sealed record ReopenGridReport(OwnReport Which, uint Version, string? Reason) : IOwnReportCommand
{
    public Permission Permission => Permission.OwnReport;
}

internal sealed class ReopenGridReportValidator : AbstractValidator<ReopenGridReport>
{
    public ReopenGridReportValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class ReopenGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit, ReportClocks clocks) : OwnReportCommandHandler<ReopenGridReport>(db, user, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(GridReport report, ReopenGridReport command, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        report.Reopen(await clocks.OfAsync(report, cancellationToken), by, command.Reason!, at);
}
