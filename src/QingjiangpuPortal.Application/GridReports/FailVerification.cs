using ErrorOr;
using FluentValidation;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>核查不通过: back to whoever handled it, with the reason.</summary>
public sealed record FailVerification(Guid ReportId, uint Version, string? Reason) : IReportCommand
{
    public Permission Permission => Permission.VerifyReports;
}

internal sealed class FailVerificationValidator : AbstractValidator<FailVerification>
{
    public FailVerificationValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class FailVerificationHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit, ReportClocks clocks) : ReportCommandHandler<FailVerification>(db, user, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(GridReport report, FailVerification command, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        report.FailVerification(await clocks.OfAsync(report, cancellationToken), by, command.Reason!, at);
}
