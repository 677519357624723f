using ErrorOr;
using FluentValidation;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>撤销并案: the report stands on its own again.</summary>
public sealed record UnmergeGridReport(Guid ReportId, uint Version, string? Note) : IReportCommand
{
    public Permission Permission => Permission.MergeReports;
}

internal sealed class UnmergeGridReportValidator : AbstractValidator<UnmergeGridReport>
{
    public UnmergeGridReportValidator() => RuleFor(x => x.Note).Note();
}

internal sealed class UnmergeGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit, ReportClocks clocks) : ReportCommandHandler<UnmergeGridReport>(db, user, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(GridReport report, UnmergeGridReport command, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        Db.UnmergeAsync(clocks, report, by, command.Note, at, cancellationToken);
}
