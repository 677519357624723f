using ErrorOr;
using FluentValidation;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>开始处置; from an accepted report it assigns to oneself.</summary>
public sealed record StartGridReport(Guid ReportId, uint Version, string? Note) : IReportCommand
{
    public Permission Permission => Permission.StartReports;
}

internal sealed class StartGridReportValidator : AbstractValidator<StartGridReport>
{
    public StartGridReportValidator() => RuleFor(x => x.Note).Note();
}

internal sealed class StartGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) : ReportCommandHandler<StartGridReport>(db, user, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(GridReport report, StartGridReport command, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(report.Start(by, command.Note, at));
}
