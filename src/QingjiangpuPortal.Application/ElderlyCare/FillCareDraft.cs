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

namespace QingjiangpuPortal.Application.ElderlyCare;

/// <summary>
/// Answers in the draft what the population register knows of the elder: of the user, or of somebody who agreed, an officer saw it, that the user speaks
/// for them. It shows the elder in clear, so the elder sees in the trail that it was done.
/// </summary>
/// <param name="ElderId">One of <see cref="CareDraft.Elders"/>; <c>null</c> for the only one, where nobody was named yet.</param>
public sealed record FillCareDraft(Guid? ElderId = null) : ICommand<Success>, IAuditedAs, IAbout
{
    public Permission Permission => Permission.SignedIn;
    public AuditKind AuditKind => AuditKind.Reveal;
    public AuditSubject? Subject => ElderId is { } elder ? AuditSubject.Of<LedgerPerson>(elder) : null;
}

internal sealed class FillCareDraftHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, KnownForms forms, TimeProvider clock) : IRequestHandler<FillCareDraft, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(FillCareDraft request, CancellationToken cancellationToken)
    {
        var draft = await db.DraftsOf(user.PersonId, ApplicationDraft.Care).FirstOrDefaultAsync(cancellationToken);
        var answers = draft is null ? new() : cipher.Open<CareAnswers>(draft);
        var offered = await forms.LinkedAsync(KnownElders.LinkOf(answers.By), cancellationToken);
        var known = await forms.TakeAsync(offered, request.ElderId, isUnnamed: answers is { ElderName: null, ElderIdNumber: null }, cancellationToken);
        if (draft is null || known is null) return request.ElderId is null ? Result.Success : LedgerErrors.NotFound;
        db.KeepDraft(cipher, draft, draft.PersonId, draft.Form, known.Fill(answers, await forms.DoorOfAsync(known, cancellationToken)), clock.GetUtcNow());
        return Result.Success;
    }
}
