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

namespace QingjiangpuPortal.Application.SocialInsurance;

/// <summary>
/// Answers in the draft what the population register knows of the insured person: of the user, or of somebody who agreed, an officer saw it, that the user speaks
/// for them. It shows them in clear, so they see in the trail that it was done.
/// </summary>
/// <param name="PersonId">One of <see cref="InsuranceDraft.People"/>; <c>null</c> for the only one, where nobody was named yet.</param>
public sealed record FillInsuranceDraft(Guid? PersonId = null) : ICommand<Success>, IAuditedAs, IAbout
{
    public Permission Permission => Permission.SignedIn;
    public AuditKind AuditKind => AuditKind.Reveal;
    public AuditSubject? Subject => PersonId is { } person ? AuditSubject.Of<LedgerPerson>(person) : null;
}

internal sealed class FillInsuranceDraftHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, KnownForms forms, TimeProvider clock) : IRequestHandler<FillInsuranceDraft, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(FillInsuranceDraft request, CancellationToken cancellationToken)
    {
        var draft = await db.DraftsOf(user.PersonId, ApplicationDraft.Insurance).FirstOrDefaultAsync(cancellationToken);
        var answers = draft is null ? new() : cipher.Open<InsuranceAnswers>(draft);
        var offered = await forms.LinkedAsync(KnownInsured.LinkOf(answers.By), cancellationToken);
        var known = await forms.TakeAsync(offered, request.PersonId, isUnnamed: answers is { PersonName: null, PersonIdNumber: null }, cancellationToken);
        if (draft is null || known is null) return request.PersonId is null ? Result.Success : LedgerErrors.NotFound;
        db.KeepDraft(cipher, draft, draft.PersonId, draft.Form, known.Fill(answers, await forms.DoorOfAsync(known, cancellationToken)), clock.GetUtcNow());
        return Result.Success;
    }
}
