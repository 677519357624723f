using System.Text.Json;
using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Domain.Common;
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
public sealed record CareDraft(CareAnswers Answers, DateTimeOffset? SavedAt, IReadOnlyList<MyLedgerPerson> Elders, KnownCareAnswers? Known);

/// <summary>Keeps an answer as it was typed, right or wrong, so that nothing is lost; what is wrong with it comes back beside its field.</summary>
/// <param name="Fields">The fields of the question that was answered: only what is wrong with these is said.</param>
public sealed record SaveCareDraft(CareAnswers Answers, IReadOnlyList<string> Fields) : ICommand<SavedAnswers>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

/// <param name="Wrong">What has to change before the next question.</param>
public sealed record SavedAnswers(IReadOnlyList<Error> Wrong);

/// <summary>Throws away what was begun.</summary>
public sealed record DiscardCareDraft : ICommand<Success>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class CareDraftsHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock) :
    IRequestHandler<GetCareDraft, ErrorOr<CareDraft>>, IRequestHandler<SaveCareDraft, ErrorOr<SavedAnswers>>, IRequestHandler<DiscardCareDraft, ErrorOr<Success>>
{
    public async Task<ErrorOr<CareDraft>> Handle(GetCareDraft request, CancellationToken cancellationToken)
    {
        var person = user.PersonId;
        var draft = await db.ApplicationDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.PersonId == person && d.Form == ApplicationDraft.Care, cancellationToken);
        if (draft is null) return new CareDraft(new(), SavedAt: null, [], Known: null);
        var answers = cipher.AnswersOf(draft);
        var elders = await db.EldersOfAsync(user, answers.By, cipher, cancellationToken);
        // A link that was taken away says nothing any more.
        var elder = elders.Find(e => e.Id == answers.RegisterId);
        return new CareDraft(
            answers, draft.SavedAt, elders, elder is null ? null : (await db.KnownElderAsync(elder.Id, cipher, clock, cancellationToken)).Among(answers));
    }

    public async Task<ErrorOr<SavedAnswers>> Handle(SaveCareDraft request, CancellationToken cancellationToken)
    {
        var person = user.PersonId!.Value;
        var draft = await db.ApplicationDrafts.SingleOrDefaultAsync(d => d.PersonId == person && d.Form == ApplicationDraft.Care, cancellationToken);
        if (draft is null) db.ApplicationDrafts.Add(draft = ApplicationDraft.Begin(person, ApplicationDraft.Care));
        draft.Keep(cipher.Protected(request.Answers), clock.GetUtcNow());
        var wrong = await new CareAnswersValidator().ValidateAsync(request.Answers, cancellationToken);
        return new SavedAnswers([.. wrong.Errors.Where(e => request.Fields.Contains(e.PropertyName, StringComparer.Ordinal))
            .Select(e => Failure.Invalid(e.ErrorCode, e.PropertyName, e.CustomState is { } one ? [one] : []))]);
    }

    public Task<ErrorOr<Success>> Handle(DiscardCareDraft request, CancellationToken cancellationToken)
    {
        db.ForgetDraft(user.PersonId!.Value, ApplicationDraft.Care);
        return Task.FromResult<ErrorOr<Success>>(Result.Success);
    }
}

internal static class Drafts
{
    public static CareAnswers AnswersOf(this IPersonalDataCipher cipher, ApplicationDraft draft) =>
        JsonSerializer.Deserialize<CareAnswers>(cipher.Reveal(draft.Answers, PersonalDataKind.Draft))!;

    public static Protected Protected(this IPersonalDataCipher cipher, CareAnswers answers) => cipher.Protect(JsonSerializer.Serialize(answers), PersonalDataKind.Draft);

    /// <summary>With the save of what the draft became.</summary>
    public static void ForgetDraft(this PortalDb db, Guid personId, string form)
    {
        foreach (var draft in db.ApplicationDrafts.Where(d => d.PersonId == personId && d.Form == form)) db.ApplicationDrafts.Remove(draft);
    }
}
