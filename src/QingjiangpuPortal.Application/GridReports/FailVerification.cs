using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>核查不通过: back to whoever handled it, with the reason.</summary>
public sealed record FailVerification(Guid ReportId, uint Version, string? Reason) : ICommand<Success>
{
    public Permission Permission => Permission.VerifyReports;
}

internal sealed class FailVerificationValidator : AbstractValidator<FailVerification>
{
    public FailVerificationValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class FailVerificationHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<FailVerification, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(FailVerification request, CancellationToken cancellationToken)
    {
        var report = await db.ForChangeAsync(user, request.Permission, request.ReportId, request.Version, cancellationToken);
        if (report.IsError) return report.Errors;
        return report.Value.FailVerification(user.Actor, request.Reason!, clock.GetUtcNow());
    }
}
