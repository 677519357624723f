using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>退单: the assignee gives it back, with the reason.</summary>
public sealed record ReturnGridReport(Guid ReportId, uint Version, string? Reason) : ICommand<Success>
{
    public Permission Permission => Permission.ReturnReports;
}

internal sealed class ReturnGridReportValidator : AbstractValidator<ReturnGridReport>
{
    public ReturnGridReportValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class ReturnGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<ReturnGridReport, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(ReturnGridReport request, CancellationToken cancellationToken)
    {
        var report = await db.ForChangeAsync(user, request.Permission, request.ReportId, request.Version, cancellationToken);
        if (report.IsError) return report.Errors;
        return report.Value.Return(user.Actor, request.Reason!, clock.GetUtcNow());
    }
}
