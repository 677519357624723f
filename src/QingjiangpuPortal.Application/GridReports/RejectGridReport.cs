using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>不予受理, with the reason and where the reporter can turn instead.</summary>
public sealed record RejectGridReport(Guid ReportId, uint Version, string? Reason) : ICommand<Success>
{
    public Permission Permission => Permission.RejectReports;
}

internal sealed class RejectGridReportValidator : AbstractValidator<RejectGridReport>
{
    public RejectGridReportValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class RejectGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<RejectGridReport, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(RejectGridReport request, CancellationToken cancellationToken)
    {
        var report = await db.ForChangeAsync(user, request.Permission, request.ReportId, request.Version, cancellationToken);
        if (report.IsError) return report.Errors;
        return report.Value.Reject(user.Actor, request.Reason!, clock.GetUtcNow());
    }
}
