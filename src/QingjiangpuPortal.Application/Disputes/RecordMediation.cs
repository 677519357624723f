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
/// <param name="SubmissionKey">The same form sent twice is one sitting.</param>
public sealed record RecordMediation(string? SubmissionKey, Guid ReportId, DateOnly? HeldOn, string? Text) : ICommand<Success>, IAbout
{
    public const int MaxText = 2000;

    public Permission Permission => Permission.HandleDisputes;
    public AuditSubject? Subject => AuditSubject.Of<GridReport>(ReportId);
}

internal sealed class RecordMediationValidator : AbstractValidator<RecordMediation>
{
    public RecordMediationValidator()
    {
        RuleFor(x => x.SubmissionKey).Must(SubmissionKey.IsWellFormed).WithErrorCode("Submission.KeyMissing");
        RuleFor(x => x.HeldOn).NotNull().OverridePropertyName("HeldDay").WithErrorCode("Dispute.DayMissing");
        RuleFor(x => x.Text).Cascade(CascadeMode.Stop).NotEmpty().WithErrorCode("Dispute.TextMissing")
            .MaximumLength(RecordMediation.MaxText).WithErrorCode("Note.TooLong").WithState(_ => RecordMediation.MaxText);
    }
}

internal sealed class RecordMediationHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit) : IRequestHandler<RecordMediation, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(RecordMediation request, CancellationToken cancellationToken)
    {
        var found = await db.DisputeForChangeAsync(user, request.ReportId, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var form = Submissions.Of(cipher, request.SubmissionKey!, $"{user.PersonId}\n{request.ReportId}\n{request.HeldOn:O}\n{request.Text}");
        if (await db.EarlierAsync(form, audit, cancellationToken) is not null) return Result.Success;
        var at = clock.GetUtcNow();
        if (request.HeldOn > ChinaTime.DayOf(at)) return Failure.Invalid("Dispute.InTheFuture", "HeldDay");
        var session = MediationSession.Record(OrderedId.Next(at), request.ReportId, request.HeldOn!.Value, request.Text!.Trim(), user.PersonId!.Value, at);
        db.MediationSessions.Add(session);
        db.TakeForm(form, session.Id, at);
        return Result.Success;
    }
}
