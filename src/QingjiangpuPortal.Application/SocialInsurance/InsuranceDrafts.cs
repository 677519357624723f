using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.PersonalData;

namespace QingjiangpuPortal.Application.SocialInsurance;

/// <summary>What the user has answered so far; empty answers where nothing was begun.</summary>
public sealed record GetInsuranceDraft : IQuery<InsuranceDraft>
{
    public Permission Permission => Permission.SignedIn;
}

/// <param name="SavedAt"><c>null</c> where nothing was begun.</param>
public sealed record InsuranceDraft(InsuranceAnswers Answers, DateTimeOffset? SavedAt);

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

internal sealed class InsuranceDraftsHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock) :
    IRequestHandler<GetInsuranceDraft, ErrorOr<InsuranceDraft>>, IRequestHandler<SaveInsuranceDraft, ErrorOr<SavedAnswers>>, IRequestHandler<DiscardInsuranceDraft, ErrorOr<Success>>
{
    public async Task<ErrorOr<InsuranceDraft>> Handle(GetInsuranceDraft request, CancellationToken cancellationToken)
    {
        var draft = await db.DraftsOf(user.PersonId, ApplicationDraft.Insurance).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
        return draft is null ? new InsuranceDraft(new(), SavedAt: null) : new InsuranceDraft(cipher.Open<InsuranceAnswers>(draft), draft.SavedAt);
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
