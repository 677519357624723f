using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Domain.PersonalData;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>Answers in the draft what the population register knows of a child for whom the user speaks. It shows the child in clear, so it stands in the trail.</summary>
/// <param name="PersonId">One of <see cref="DraftView.Offered"/>.</param>
/// <returns>The next question, of those whose answers are not known; the child's own while it asks more than the register knows.</returns>
public sealed record FillEnrollmentDraft(Guid RoundId, Guid PersonId) : ICommand<EnrollmentStep>, IAuditedAs, IAbout
{
    public Permission Permission => Permission.SignedIn;
    public AuditKind AuditKind => AuditKind.Reveal;
    public AuditSubject? Subject => AuditSubject.Of<LedgerPerson>(PersonId);
}

internal sealed class FillEnrollmentDraftHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, KnownForms forms, TimeProvider clock)
    : IRequestHandler<FillEnrollmentDraft, ErrorOr<EnrollmentStep>>
{
    public async Task<ErrorOr<EnrollmentStep>> Handle(FillEnrollmentDraft request, CancellationToken cancellationToken)
    {
        var found = await db.OpenRoundAsync(request.RoundId, forms.Today, cancellationToken);
        if (found.IsError) return found.Errors;
        var (round, guardian) = (found.Value, user.PersonId!.Value);
        var child = await forms.TakeAsync(await forms.ChildrenOfAsync(round, cancellationToken), request.PersonId, isUnnamed: false, cancellationToken);
        if (child is null) return LedgerErrors.NotFound;
        var known = await forms.KnownChildAsync(child, cancellationToken);
        var draft = await db.DraftsOf(guardian, ApplicationDraft.School(round.Id)).FirstOrDefaultAsync(cancellationToken);
        var answers = known.Fill(draft is null ? new() : cipher.Open<EnrollmentAnswers>(draft));
        db.KeepDraft(cipher, draft, guardian, ApplicationDraft.School(round.Id), answers, clock.GetUtcNow());
        return answers.Wrong(EnrollmentStep.Child, round, forms.Today).Any()
            ? EnrollmentStep.Child
            : answers.After(EnrollmentStep.Child, answers.Settled(known.Among(answers), round, forms.Today));
    }
}
