using ErrorOr;
using FluentValidation;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Volunteers;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>退单: the assignee gives it back, with the reason.</summary>
public sealed record ReturnGridReport(Guid ReportId, uint Version, string? Reason) : IReportCommand
{
    public Permission Permission => Permission.ReturnReports;
}

internal sealed class ReturnGridReportValidator : AbstractValidator<ReturnGridReport>
{
    public ReturnGridReportValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class ReturnGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) : ReportCommandHandler<ReturnGridReport>(db, user, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(GridReport report, ReturnGridReport command, Actor by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await Db.EndVolunteerTaskAsync(report.Id, at, cancellationToken);
        return report.Return(by, command.Reason!, at);
    }
}
