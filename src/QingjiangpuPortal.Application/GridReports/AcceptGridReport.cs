using ErrorOr;
using FluentValidation;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>受理: takes a submitted report on.</summary>
public sealed record AcceptGridReport(Guid ReportId, uint Version, string? Note) : IReportCommand
{
    public Permission Permission => Permission.AcceptReports;
}

internal sealed class AcceptGridReportValidator : AbstractValidator<AcceptGridReport>
{
    public AcceptGridReportValidator() => RuleFor(x => x.Note).Note();
}

internal sealed class AcceptGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) : ReportCommandHandler<AcceptGridReport>(db, user, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(GridReport report, AcceptGridReport command, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(report.Accept(by, command.Note, at));
}
