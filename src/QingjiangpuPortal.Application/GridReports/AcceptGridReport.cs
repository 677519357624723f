using ErrorOr;
using FluentValidation;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
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

internal sealed class AcceptGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit, ReportClocks clocks) : ReportCommandHandler<AcceptGridReport>(db, user, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(GridReport report, AcceptGridReport command, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        report.Accept(await clocks.OfAsync(report, cancellationToken), by, command.Note, at);
}
