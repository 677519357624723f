using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.PersonalData;

namespace QingjiangpuPortal.Application.ElderlyCare;

/// <summary>What the user has answered so far, and what of it the population register says; empty answers where nothing was begun.</summary>
public sealed record GetCareDraft : IQuery<CareDraft>
{
    public Permission Permission => Permission.SignedIn;
}

/// <param name="SavedAt"><c>null</c> where nothing was begun.</param>
/// <param name="Elders">For whom the register could answer: the user, or whom an officer linked them to as family or guardian, by what they ask as.</param>
/// <param name="Known">The answers that are the register's; <c>null</c> where the elder is not from there.</param>
public sealed record CareDraft(CareAnswers Answers, DateTimeOffset? SavedAt, IReadOnlyList<MyLedgerPerson> Elders, KnownAnswers<ElderCircumstances>? Known);

/// <summary>Keeps an answer as it was typed, right or wrong, so that nothing is lost; what is wrong with it comes back beside its field.</summary>
/// <param name="Fields">The fields of the question that was answered: only what is wrong with these is said.</param>
public sealed record SaveCareDraft(CareAnswers Answers, IReadOnlyList<string> Fields) : ICommand<SavedAnswers>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

/// <summary>Throws away what was begun.</summary>
public sealed record DiscardCareDraft : ICommand<Success>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class CareDraftsHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, KnownForms forms, TimeProvider clock) :
    IRequestHandler<GetCareDraft, ErrorOr<CareDraft>>, IRequestHandler<SaveCareDraft, ErrorOr<SavedAnswers>>, IRequestHandler<DiscardCareDraft, ErrorOr<Success>>
{
    public async Task<ErrorOr<CareDraft>> Handle(GetCareDraft request, CancellationToken cancellationToken)
    {
        var draft = await db.DraftsOf(user.PersonId, ApplicationDraft.Care).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
        if (draft is null) return new CareDraft(new(), SavedAt: null, [], Known: null);
        var answers = cipher.Open<CareAnswers>(draft);
        var elders = await forms.LinkedAsync(KnownElders.LinkOf(answers.By), cancellationToken);
        // A link that was taken away says nothing any more.
        var elder = elders.Find(e => e.Id == answers.RegisterId);
        return new CareDraft(answers, draft.SavedAt, elders, elder is null ? null : (await forms.InClearAsync(elder.Id, cancellationToken)).Among(answers));
    }

    public async Task<ErrorOr<SavedAnswers>> Handle(SaveCareDraft request, CancellationToken cancellationToken)
    {
        var person = user.PersonId!.Value;
        var draft = await db.DraftsOf(person, ApplicationDraft.Care).FirstOrDefaultAsync(cancellationToken);
        db.KeepDraft(cipher, draft, person, ApplicationDraft.Care, request.Answers, clock.GetUtcNow());
        return await new CareAnswersValidator().WrongAsync(request.Answers, request.Fields, cancellationToken);
    }

    public async Task<ErrorOr<Success>> Handle(DiscardCareDraft request, CancellationToken cancellationToken)
    {
        await db.ForgetDraftsAsync(db.DraftsOf(user.PersonId, ApplicationDraft.Care), cancellationToken);
        return Result.Success;
    }
}
