using ErrorOr;
using FluentValidation;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>核查通过: a second member of the staff confirms the result.</summary>
public sealed record VerifyGridReport(Guid ReportId, uint Version, string? Note) : IReportCommand
{
    public Permission Permission => Permission.VerifyReports;
}

internal sealed class VerifyGridReportValidator : AbstractValidator<VerifyGridReport>
{
    public VerifyGridReportValidator() => RuleFor(x => x.Note).Note();
}

internal sealed class VerifyGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) : ReportCommandHandler<VerifyGridReport>(db, user, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(GridReport report, VerifyGridReport command, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(report.Verify(by, command.Note, at));
}
