using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.Disputes;

/// <summary>调解记录: one sitting, on its day.</summary>
public sealed record RecordMediation(Guid ReportId, DateOnly? HeldOn, string? Text) : ICommand<Success>, IAbout
{
    public const int MaxText = 2000;

    public Permission Permission => Permission.HandleDisputes;
    public AuditSubject? Subject => AuditSubject.Of<GridReport>(ReportId);
}

internal sealed class RecordMediationValidator : AbstractValidator<RecordMediation>
{
    public RecordMediationValidator()
    {
        RuleFor(x => x.HeldOn).NotNull().OverridePropertyName("HeldDay").WithErrorCode("Dispute.DayMissing");
        RuleFor(x => x.Text).Cascade(CascadeMode.Stop).NotEmpty().WithErrorCode("Dispute.TextMissing")
            .MaximumLength(RecordMediation.MaxText).WithErrorCode("Note.TooLong").WithState(_ => RecordMediation.MaxText);
    }
}

internal sealed class RecordMediationHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) : IRequestHandler<RecordMediation, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(RecordMediation request, CancellationToken cancellationToken)
    {
        var found = await db.DisputeForChangeAsync(user, request.ReportId, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var at = clock.GetUtcNow();
        if (request.HeldOn > ChinaTime.DayOf(at)) return Failure.Invalid("Dispute.InTheFuture", "HeldDay");
        db.MediationSessions.Add(MediationSession.Record(OrderedId.Next(at), request.ReportId, request.HeldOn!.Value, request.Text!.Trim(), user.PersonId!.Value, at));
        return Result.Success;
    }
}
