using ErrorOr;
using FluentValidation;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>评价 a closed report. "Not solved" or "unsatisfied" reopens it, as long as it can be reopened.</summary>
public sealed record RateGridReport(OwnReport Which, uint Version, Solution? Solution, Satisfaction? Satisfaction, string? Reason) : IOwnReportCommand
{
    public Permission Permission => Permission.OwnReport;
}

internal sealed class RateGridReportValidator : AbstractValidator<RateGridReport>
{
    public RateGridReportValidator()
    {
        RuleFor(x => x.Solution).Chosen("Report.SolutionMissing");
        RuleFor(x => x.Satisfaction).Chosen("Report.RatingMissing");
        RuleFor(x => x.Reason).NotEmpty().When(x => x.Solution == Domain.GridReports.Solution.NotSolved || x.Satisfaction == Domain.GridReports.Satisfaction.Unsatisfied)
            .WithErrorCode("Reason.Missing");
        RuleFor(x => x.Reason).Note();
    }
}

internal sealed class RateGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit, ReportClocks clocks) : OwnReportCommandHandler<RateGridReport>(db, user, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(GridReport report, RateGridReport command, Actor by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var answer = new ReporterAnswer(command.Solution!.Value, command.Satisfaction!.Value);
        var rated = report.Rate(answer, by, command.Reason, at);
        return rated.IsError || !answer.AsksForMore || !report.CanReopen(at)
            ? rated
            : report.Reopen(await clocks.OfAsync(report, cancellationToken), by, command.Reason!, at);
    }
}
