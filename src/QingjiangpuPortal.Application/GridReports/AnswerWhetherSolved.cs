using ErrorOr;
using FluentValidation;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>The reporter's answer to "was it solved?": yes closes the report, no sends it back with what is still wrong.</summary>
public sealed record AnswerWhetherSolved(OwnReport Which, uint Version, bool? Solved, string? Reason) : IOwnReportCommand
{
    public Permission Permission => Permission.OwnReport;
}

internal sealed class AnswerWhetherSolvedValidator : AbstractValidator<AnswerWhetherSolved>
{
    public AnswerWhetherSolvedValidator()
    {
        RuleFor(x => x.Solved).NotNull().WithErrorCode("Report.AnswerMissing");
        RuleFor(x => x.Reason).NotEmpty().When(x => x.Solved == false).WithErrorCode("Reason.Missing");
        RuleFor(x => x.Reason).Note();
    }
}

internal sealed class AnswerWhetherSolvedHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit, ReportClocks clocks) : OwnReportCommandHandler<AnswerWhetherSolved>(db, user, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(GridReport report, AnswerWhetherSolved command, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        command.Solved!.Value
            ? report.Verify(by, command.Reason, at)
            : report.FailVerification(await clocks.OfAsync(report, cancellationToken), by, command.Reason!, at);
}
