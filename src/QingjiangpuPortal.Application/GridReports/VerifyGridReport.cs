using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>核查通过: a second member of the staff confirms the result.</summary>
public sealed record VerifyGridReport(Guid ReportId, uint Version, string? Note) : ICommand<Success>
{
    public Permission Permission => Permission.VerifyReports;
}

internal sealed class VerifyGridReportValidator : AbstractValidator<VerifyGridReport>
{
    public VerifyGridReportValidator() => RuleFor(x => x.Note).Note();
}

internal sealed class VerifyGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<VerifyGridReport, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(VerifyGridReport request, CancellationToken cancellationToken)
    {
        var report = await db.ForChangeAsync(user, request.Permission, request.ReportId, request.Version, cancellationToken);
        if (report.IsError) return report.Errors;
        return report.Value.Verify(user.Actor, request.Note, clock.GetUtcNow());
    }
}
