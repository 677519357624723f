using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>撤回: the reporter takes it back before anybody works on it.</summary>
public sealed record WithdrawGridReport(OwnReport Which, uint Version, string? Reason) : ICommand<Success>
{
    public Permission Permission => Permission.OwnReport;
}

internal sealed class WithdrawGridReportValidator : AbstractValidator<WithdrawGridReport>
{
    public WithdrawGridReportValidator() => RuleFor(x => x.Reason).Note();
}

internal sealed class WithdrawGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<WithdrawGridReport, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(WithdrawGridReport request, CancellationToken cancellationToken)
    {
        var own = await db.OwnForChangeAsync(user, request.Which, request.Version, cancellationToken);
        if (own.IsError) return own.Errors;
        var (report, reporter) = own.Value;
        return report.Withdraw(reporter, request.Reason, clock.GetUtcNow());
    }
}
