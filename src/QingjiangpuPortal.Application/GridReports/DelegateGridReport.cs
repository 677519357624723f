using ErrorOr;
using FluentValidation;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>下派: to the unit one level down, towards the place.</summary>
public sealed record DelegateGridReport(Guid ReportId, uint Version, string? Note) : IReportCommand
{
    public Permission Permission => Permission.DelegateReports;
}

internal sealed class DelegateGridReportValidator : AbstractValidator<DelegateGridReport>
{
    public DelegateGridReportValidator() => RuleFor(x => x.Note).Note();
}

internal sealed class DelegateGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) : ReportCommandHandler<DelegateGridReport>(db, user, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(GridReport report, DelegateGridReport command, Actor by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // What the grid has, because its micro-grid has no leader, stays with the grid.
        if (report.UnitBelow is { } below && OrgCode.LevelOf(below) == OrgLevel.MicroGrid
            && await Db.HandlingUnitOfAsync(below, ChinaTime.DayOf(at), cancellationToken) != below) return GridReportErrors.NobodyBelow;
        return report.Delegate(by, command.Note, at);
    }
}
