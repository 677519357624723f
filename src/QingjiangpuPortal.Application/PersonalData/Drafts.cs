using System.Text.Json;
using ErrorOr;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.PersonalData;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>An answer was kept.</summary>
/// <param name="Wrong">What has to change before the next question.</param>
public sealed record SavedAnswers(IReadOnlyList<Error> Wrong);

/// <summary>What the long forms of care, schools and insurance do with what is answered before they are sent.</summary>
internal static class Drafts
{
    /// <summary>Somebody's drafts of a form, the latest first; one that was sent is none, unless it is taken back.</summary>
    public static IQueryable<ApplicationDraft> DraftsOf(this PortalDb db, Guid? personId, string form) =>
        db.ApplicationDrafts.Where(d => d.PersonId == personId && d.Form == form && !db.SchoolApplications.Any(a => a.Id == d.Id)).OrderByDescending(d => d.Id);

    public static T Open<T>(this IPersonalDataCipher cipher, ApplicationDraft draft) => JsonSerializer.Deserialize<T>(cipher.Reveal(draft.Answers, PersonalDataKind.Draft))!;

    /// <summary>Keeps the answers in the draft, or begins one.</summary>
    public static ApplicationDraft KeepDraft<T>(this PortalDb db, IPersonalDataCipher cipher, ApplicationDraft? draft, Guid personId, string form, T answers, DateTimeOffset at)
    {
        if (draft is null) db.ApplicationDrafts.Add(draft = ApplicationDraft.Begin(Guid.CreateVersion7(at), personId, form));
        draft.Keep(cipher.Protect(JsonSerializer.Serialize(answers), PersonalDataKind.Draft), at);
        return draft;
    }

    /// <summary>What is wrong with the fields of one question; what the others ask nobody says yet.</summary>
    public static async Task<SavedAnswers> WrongAsync<T>(this IValidator<T> validator, T answers, IReadOnlyList<string> fields, CancellationToken cancellationToken) =>
        new([.. (await validator.ValidateAsync(answers, cancellationToken)).Errors.Where(e => fields.Contains(e.PropertyName, StringComparer.Ordinal))
            .Select(e => Failure.Invalid(e.ErrorCode, e.PropertyName, e.CustomState is { } one ? [one] : []))]);

    /// <summary>Removes drafts, and the papers of those that were never sent, with the save of the command.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> ForgetDraftsAsync(this PortalDb db, IQueryable<ApplicationDraft> drafts, CancellationToken cancellationToken)
    {
        var all = await drafts.ToListAsync(cancellationToken);
        var ids = all.ConvertAll(d => d.Id);
        db.ApplicationDrafts.RemoveRange(all);
        db.Attachments.RemoveRange(await db.Attachments
            .Where(a => a.OwnerId != null && ids.Contains(a.OwnerId.Value) && !db.SchoolApplications.Any(s => s.Id == a.OwnerId)).ToListAsync(cancellationToken));
        return all.Count;
    }
}
