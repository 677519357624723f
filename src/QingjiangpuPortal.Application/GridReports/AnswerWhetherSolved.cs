using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>The reporter's answer to "was it solved?": yes closes the report, no sends it back with what is still wrong.</summary>
public sealed record AnswerWhetherSolved(OwnReport Which, uint Version, bool? Solved, string? Reason) : ICommand<Success>
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

internal sealed class AnswerWhetherSolvedHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<AnswerWhetherSolved, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(AnswerWhetherSolved request, CancellationToken cancellationToken)
    {
        var own = await db.OwnForChangeAsync(user, request.Which, request.Version, cancellationToken);
        if (own.IsError) return own.Errors;
        var (report, reporter) = own.Value;
        return request.Solved!.Value
            ? report.Verify(reporter, request.Reason, clock.GetUtcNow())
            : report.FailVerification(reporter, request.Reason!, clock.GetUtcNow());
    }
}
