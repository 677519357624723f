using ErrorOr;
using FluentValidation;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>挂起 until a day, with the reason that the public reads too; the clock stands still.</summary>
/// <param name="UntilDay">The day (Asia/Shanghai) with whose beginning it goes on by itself.</param>
public sealed record SuspendGridReport(Guid ReportId, uint Version, DateOnly? UntilDay, string? Reason) : IReportCommand
{
    public Permission Permission => Permission.SuspendReports;
}

internal sealed class SuspendGridReportValidator : AbstractValidator<SuspendGridReport>
{
    public SuspendGridReportValidator()
    {
        RuleFor(x => x.UntilDay).NotNull().WithErrorCode("Suspend.DayMissing");
        RuleFor(x => x.Reason).Reason();
    }
}

internal sealed class SuspendGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit, ReportClocks clocks) : ReportCommandHandler<SuspendGridReport>(db, user, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(GridReport report, SuspendGridReport command, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        report.Suspend(ChinaTime.StartOf(command.UntilDay!.Value), await clocks.OfAsync(report, cancellationToken), by, command.Reason!, at);
}
