using ErrorOr;
using FluentValidation;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>恢复: the clock of a suspended report runs again before its date.</summary>
public sealed record ResumeGridReport(Guid ReportId, uint Version, string? Note) : IReportCommand
{
    public Permission Permission => Permission.SuspendReports;
}

internal sealed class ResumeGridReportValidator : AbstractValidator<ResumeGridReport>
{
    public ResumeGridReportValidator() => RuleFor(x => x.Note).Note();
}

internal sealed class ResumeGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit, ReportClocks clocks) : ReportCommandHandler<ResumeGridReport>(db, user, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(GridReport report, ResumeGridReport command, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        report.Resume(await clocks.OfAsync(report, cancellationToken), by, command.Note, at);
}
