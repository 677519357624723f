using System.Text.Json;
using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Domain.Common;
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
        var person = user.PersonId;
        var draft = await db.ApplicationDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.PersonId == person && d.Form == ApplicationDraft.Insurance, cancellationToken);
        return draft is null
            ? new InsuranceDraft(new(), SavedAt: null)
            : new InsuranceDraft(JsonSerializer.Deserialize<InsuranceAnswers>(cipher.Reveal(draft.Answers, PersonalDataKind.Draft))!, draft.SavedAt);
    }

    public async Task<ErrorOr<SavedAnswers>> Handle(SaveInsuranceDraft request, CancellationToken cancellationToken)
    {
        var person = user.PersonId!.Value;
        var draft = await db.ApplicationDrafts.SingleOrDefaultAsync(d => d.PersonId == person && d.Form == ApplicationDraft.Insurance, cancellationToken);
        if (draft is null) db.ApplicationDrafts.Add(draft = ApplicationDraft.Begin(person, ApplicationDraft.Insurance));
        draft.Keep(cipher.Protect(JsonSerializer.Serialize(request.Answers), PersonalDataKind.Draft), clock.GetUtcNow());
        var wrong = await new InsuranceAnswersValidator().ValidateAsync(request.Answers, cancellationToken);
        return new SavedAnswers([.. wrong.Errors.Where(e => request.Fields.Contains(e.PropertyName, StringComparer.Ordinal))
            .Select(e => Failure.Invalid(e.ErrorCode, e.PropertyName, e.CustomState is { } one ? [one] : []))]);
    }

    public Task<ErrorOr<Success>> Handle(DiscardInsuranceDraft request, CancellationToken cancellationToken)
    {
        db.ForgetDraft(user.PersonId!.Value, ApplicationDraft.Insurance);
        return Task.FromResult<ErrorOr<Success>>(Result.Success);
    }
}
