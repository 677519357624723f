using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
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

internal sealed class FillCareDraftHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, IPlaceDirectory places, TimeProvider clock, AuditNote audit)
    : IRequestHandler<FillCareDraft, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(FillCareDraft request, CancellationToken cancellationToken)
    {
        var draft = await db.DraftsOf(user.PersonId, ApplicationDraft.Care).FirstOrDefaultAsync(cancellationToken);
        var answers = draft is null ? new() : cipher.Open<CareAnswers>(draft);
        var elders = await db.EldersOfAsync(user, answers.By, cipher, cancellationToken);
        var elder = request.ElderId is { } chosen ? elders.Find(e => e.Id == chosen)
            : answers is { ElderName: null, ElderIdNumber: null } && elders is [var only] ? only
            : null;
        if (draft is null || elder is null)
        {
            audit.NothingDone = true;
            return request.ElderId is null ? Result.Success : LedgerErrors.NotFound;
        }
        var known = await db.KnownElderAsync(elder.Id, cipher, clock, cancellationToken);
        db.KeepDraft(cipher, draft, draft.PersonId, draft.Form, known.Fill(answers, await places.CurrentAsync(cancellationToken)), clock.GetUtcNow());
        var account = await db.LedgerLinks.Where(l => l.PersonId == elder.Id && l.Kind == LedgerLinkKind.Self).Select(l => (Guid?)l.AccountId).SingleOrDefaultAsync(cancellationToken);
        audit.About(AuditSubject.Of<LedgerPerson>(elder.Id), account);
        return Result.Success;
    }
}
