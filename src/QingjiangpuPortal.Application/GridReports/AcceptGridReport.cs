using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>受理: takes a submitted report on.</summary>
public sealed record AcceptGridReport(Guid ReportId, uint Version, string? Note) : ICommand<Success>
{
    public Permission Permission => Permission.AcceptReports;
}

internal sealed class AcceptGridReportValidator : AbstractValidator<AcceptGridReport>
{
    public AcceptGridReportValidator() => RuleFor(x => x.Note).Note();
}

internal sealed class AcceptGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<AcceptGridReport, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(AcceptGridReport request, CancellationToken cancellationToken)
    {
        var report = await db.ForChangeAsync(user, request.Permission, request.ReportId, request.Version, cancellationToken);
        if (report.IsError) return report.Errors;
        return report.Value.Accept(user.Actor, request.Note, clock.GetUtcNow());
    }
}
