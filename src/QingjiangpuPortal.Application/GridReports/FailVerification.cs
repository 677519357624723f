using ErrorOr;
using FluentValidation;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
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

internal sealed class FailVerificationHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) : ReportCommandHandler<FailVerification>(db, user, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(GridReport report, FailVerification command, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(report.FailVerification(by, command.Reason!, at));
}
