using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>What a call-back brought: the reporter's answer, or a try in vain. An answer that asks for more reopens the report.</summary>
/// <param name="Version">Of the call-back, as its page showed it: one call is recorded once.</param>
/// <param name="Words">What the reporter said; must be written down where the answer asks for more.</param>
public sealed record RecordCallBack(Guid Id, uint Version, bool? Reached, Solution? Solution, Satisfaction? Satisfaction, string? Words) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.FollowUpReports;
    public AuditSubject? Subject => AuditSubject.Of<CallBack>(Id);
}

internal sealed class RecordCallBackValidator : AbstractValidator<RecordCallBack>
{
    public RecordCallBackValidator()
    {
        RuleFor(x => x.Reached).NotNull().WithErrorCode("CallBack.ReachedMissing");
        When(x => x.Reached == true, () =>
        {
            RuleFor(x => x.Solution).Chosen("Report.SolutionMissing");
            RuleFor(x => x.Satisfaction).Chosen("Report.RatingMissing");
            RuleFor(x => x.Words).NotEmpty().When(x => x.Solution == Domain.GridReports.Solution.NotSolved || x.Satisfaction == Domain.GridReports.Satisfaction.Unsatisfied)
                .WithErrorCode("Reason.Missing");
        });
        RuleFor(x => x.Words).Note();
    }
}

internal sealed class RecordCallBackHandler(PortalDb db, ICurrentUser user, ReportClocks clocks, TimeProvider clock, AuditNote audit)
    : IRequestHandler<RecordCallBack, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(RecordCallBack request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var found = await db.CallBacksOf(user, request.Permission).Waiting(ChinaTime.DayOf(now))
            .SingleOrDefaultAsync(x => x.CallBack.Id == request.Id, cancellationToken);
        if (found is null) return GridReportErrors.CallBackNotFound;
        var (callBack, report, person) = (found.CallBack, found.Report, user.PersonId!.Value);
        audit.About(AuditSubject.Of<GridReport>(report.Id), report.ReporterId, report.HandlingUnitCode);
        if (callBack.Version != request.Version) return AccessErrors.ChangedMeanwhile;

        var tried = request.Reached!.Value ? callBack.Answer(person, now) : callBack.Miss(person, now);
        // A try that is not the last one leaves no line in the report's history.
        if (tried.IsError || callBack.DoneAt is null) return tried;
        ReporterAnswer? answer = request.Reached.Value ? new(request.Solution!.Value, request.Satisfaction!.Value) : null;
        return report.FollowUp(answer, await clocks.OfAsync(report, cancellationToken), user.Actor, request.Words, now);
    }
}
