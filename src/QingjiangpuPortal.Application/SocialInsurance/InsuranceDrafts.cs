using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.PersonalData;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Application.SocialInsurance;

/// <summary>What the user has answered so far, and what of it the population register says; empty answers where nothing was begun.</summary>
public sealed record GetInsuranceDraft : IQuery<InsuranceDraft>
{
    public Permission Permission => Permission.SignedIn;
}

/// <param name="SavedAt"><c>null</c> where nothing was begun.</param>
/// <param name="People">For whom the register could answer: the user, or whom an officer linked them to as family or guardian, by what they ask as.</param>
/// <param name="Known">The answers that are the register's; <c>null</c> where the person is not from there.</param>
public sealed record InsuranceDraft(InsuranceAnswers Answers, DateTimeOffset? SavedAt, IReadOnlyList<MyLedgerPerson> People, KnownAnswers<InsuredCircumstances>? Known);

/// <summary>Keeps an answer as it was typed, right or wrong, so that nothing is lost; what is wrong with it comes back beside its field.</summary>
/// <param name="Fields">The fields of the question that was answered: only what is wrong with these is said.</param>
public sealed record SaveInsuranceDraft(InsuranceAnswers Answers, IReadOnlyList<string> Fields) : ICommand<SavedAnswers>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

/// <summary>Throws away what was begun.</summary>
public sealed record DiscardInsuranceDraft : ICommand<Success>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class InsuranceDraftsHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, KnownForms forms, TimeProvider clock) :
    IRequestHandler<GetInsuranceDraft, ErrorOr<InsuranceDraft>>, IRequestHandler<SaveInsuranceDraft, ErrorOr<SavedAnswers>>, IRequestHandler<DiscardInsuranceDraft, ErrorOr<Success>>
{
    public async Task<ErrorOr<InsuranceDraft>> Handle(GetInsuranceDraft request, CancellationToken cancellationToken)
    {
        var draft = await db.DraftsOf(user.PersonId, ApplicationDraft.Insurance).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
        if (draft is null) return new InsuranceDraft(new(), SavedAt: null, [], Known: null);
        var answers = cipher.Open<InsuranceAnswers>(draft);
        var people = await forms.LinkedAsync(KnownInsured.LinkOf(answers.By), cancellationToken);
        // A link that was taken away says nothing any more.
        var person = people.Find(p => p.Id == answers.RegisterId);
        return new InsuranceDraft(answers, draft.SavedAt, people, person is null ? null : (await forms.InClearAsync(person.Id, cancellationToken)).Among(answers));
    }

    public async Task<ErrorOr<SavedAnswers>> Handle(SaveInsuranceDraft request, CancellationToken cancellationToken)
    {
        var person = user.PersonId!.Value;
        var draft = await db.DraftsOf(person, ApplicationDraft.Insurance).FirstOrDefaultAsync(cancellationToken);
        db.KeepDraft(cipher, draft, person, ApplicationDraft.Insurance, request.Answers, clock.GetUtcNow());
        return await new InsuranceAnswersValidator().WrongAsync(request.Answers, request.Fields, cancellationToken);
    }

    public async Task<ErrorOr<Success>> Handle(DiscardInsuranceDraft request, CancellationToken cancellationToken)
    {
        await db.ForgetDraftsAsync(db.DraftsOf(user.PersonId, ApplicationDraft.Insurance), cancellationToken);
        return Result.Success;
    }
}
