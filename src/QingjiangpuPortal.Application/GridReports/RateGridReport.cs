using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>评价 a closed report. "Unsatisfied" reopens it, as long as it can be reopened.</summary>
public sealed record RateGridReport(OwnReport Which, uint Version, Satisfaction? Satisfaction, string? Reason) : ICommand<Success>
{
    public Permission Permission => Permission.OwnReport;
}

internal sealed class RateGridReportValidator : AbstractValidator<RateGridReport>
{
    public RateGridReportValidator()
    {
        RuleFor(x => x.Satisfaction).Chosen("Report.RatingMissing");
        RuleFor(x => x.Reason).NotEmpty().When(x => x.Satisfaction == Domain.GridReports.Satisfaction.Unsatisfied).WithErrorCode("Reason.Missing");
        RuleFor(x => x.Reason).Note();
    }
}

internal sealed class RateGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<RateGridReport, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(RateGridReport request, CancellationToken cancellationToken)
    {
        var own = await db.OwnForChangeAsync(user, request.Which, request.Version, cancellationToken);
        if (own.IsError) return own.Errors;
        var (report, reporter) = own.Value;
        var at = clock.GetUtcNow();
        var rated = report.Rate(request.Satisfaction!.Value, reporter, request.Reason, at);
        if (rated.IsError || request.Satisfaction != Satisfaction.Unsatisfied || !report.CanReopen(at)) return rated;
        var category = await db.CategoryOfAsync(report, cancellationToken);
        return report.Reopen(category, reporter, request.Reason!, at);
    }
}
