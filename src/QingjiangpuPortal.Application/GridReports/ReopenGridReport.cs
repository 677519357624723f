using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>重开: the reporter says that it is not solved after all; it goes back into the queue of the unit that handled it.</summary>
public sealed record ReopenGridReport(OwnReport Which, uint Version, string? Reason) : ICommand<Success>
{
    public Permission Permission => Permission.OwnReport;
}

internal sealed class ReopenGridReportValidator : AbstractValidator<ReopenGridReport>
{
    public ReopenGridReportValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class ReopenGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<ReopenGridReport, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(ReopenGridReport request, CancellationToken cancellationToken)
    {
        var own = await db.OwnForChangeAsync(user, request.Which, request.Version, cancellationToken);
        if (own.IsError) return own.Errors;
        var (report, reporter) = own.Value;
        var category = await db.CategoryOfAsync(report, cancellationToken);
        return report.Reopen(category, reporter, request.Reason!, clock.GetUtcNow());
    }
}
