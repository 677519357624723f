using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>开始处置; from an accepted report it assigns to oneself.</summary>
public sealed record StartGridReport(Guid ReportId, uint Version, string? Note) : ICommand<Success>
{
    public Permission Permission => Permission.StartReports;
}

internal sealed class StartGridReportValidator : AbstractValidator<StartGridReport>
{
    public StartGridReportValidator() => RuleFor(x => x.Note).Note();
}

internal sealed class StartGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<StartGridReport, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(StartGridReport request, CancellationToken cancellationToken)
    {
        var report = await db.ForChangeAsync(user, request.Permission, request.ReportId, request.Version, cancellationToken);
        if (report.IsError) return report.Errors;
        return report.Value.Start(user.Actor, request.Note, clock.GetUtcNow());
    }
}
