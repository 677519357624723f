using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>An application as family and staff see it both.</summary>
/// <param name="Child">Masked, unless the viewer asked to see it.</param>
/// <param name="PlaceCode">The micro-grid of the home.</param>
/// <param name="Papers">Ids of the pictures.</param>
/// <param name="PrimarySchool">Where the child is now, for a junior middle school.</param>
public sealed record ApplicationView(
    Guid Id, uint Version, string Number, ApplicationStatus Status, RoundRow Round, IReadOnlyList<TieRule> Ties, AdmissionCategory Category, int CategoryOrder, AddressFacts Facts,
    string Child, string ChildIdNumber, string Address, string? PropertyNumber, string PlaceCode, int? LotteryRank, IReadOnlyList<PreferenceRow> Preferences,
    string? PlacedSchool, DateOnly? ConfirmBy, DateTimeOffset SubmittedAt, DateTimeOffset EffectiveAt, DateTimeOffset? DueAt, string? Reason, DateOnly? PapersBy,
    string? AppealText, string? AppealAnswer, bool HasOpenAppeal, bool MayAppeal, IReadOnlyList<ApplicationEntryRow> Timeline, IReadOnlyList<Guid> Papers, string? PrimarySchool);

/// <param name="OrderAtSchool">The place among all who named the school; once the placement is published.</param>
public sealed record PreferenceRow(string SchoolCode, string School, bool IsPrivate, bool IsCatchment, int? OrderAtSchool);

public sealed record ApplicationEntryRow(ApplicationVerb Verb, ApplicationStatus To, bool ByFamily, bool ByStaff, string? School, string? Note, DateTimeOffset At, string[] Changes);

internal static class ApplicationViews
{
    /// <param name="show">Opens a value as far as the viewer may see it.</param>
    /// <param name="withPapers">Whether the viewer may see the papers.</param>
    public static async Task<ApplicationView> ViewAsync(
        this PortalDb db, SchoolApplication application, DateOnly today, Func<Domain.Common.Protected, PersonalDataKind, string> show, bool withPapers, CancellationToken cancellationToken)
    {
        var round = await db.AdmissionRounds.AsNoTracking().SingleAsync(r => r.Id == application.RoundId, cancellationToken);
        var catchments = (await Catchments.OnAsync(db, round.Days.RegisterFrom, cancellationToken)).Of(application.PlaceCode, application.PrimarySchoolCode);
        var preferences = await (
            from preference in db.SchoolPreferences.Where(p => p.ApplicationId == application.Id)
            join school in db.Schools on preference.SchoolCode equals school.Code
            orderby preference.Position
            select new PreferenceRow(school.Code, school.Name, school.IsPrivate, false, preference.OrderAtSchool)).ToListAsync(cancellationToken);
        var entries = await db.SchoolApplicationEntries.Where(e => e.ApplicationId == application.Id).OrderBy(e => e.Id)
            .Select(e => new ApplicationEntryRow(e.Verb, e.To, e.ByFamily, e.PersonId != null, db.Schools.Where(s => s.Code == e.SchoolCode).Select(s => s.Name).FirstOrDefault(), e.Note, e.At, e.Changes))
            .ToListAsync(cancellationToken);
        var primary = application.PrimarySchoolCode is { } from ? await db.Schools.Where(s => s.Code == from).Select(s => s.Name).SingleAsync(cancellationToken) : null;
        var placed = application.PlacedSchoolCode is { } code ? await db.Schools.Where(s => s.Code == code).Select(s => s.Name).SingleAsync(cancellationToken) : null;
        var papers = withPapers ? await db.Attachments.Where(a => a.OwnerId == application.Id).OrderBy(a => a.RecordedAt).ThenBy(a => a.Position).Select(a => a.Id).ToListAsync(cancellationToken) : [];
        return new(
            application.Id, application.Version, application.Number, application.Status,
            new(round.Id, round.Version, round.Stage, round.Year, round.Status, round.Days, round.TakesRegistrationsOn(today)), round.Ties,
            application.Category, Array.IndexOf(round.Categories, application.Category) + 1, application.Facts,
            show(application.ChildName, PersonalDataKind.Name), show(application.ChildIdNumber, PersonalDataKind.IdNumber), show(application.Address, PersonalDataKind.Address),
            application.PropertyNumber is { } property ? show(property, PersonalDataKind.PropertyNumber) : null, application.PlaceCode, application.LotteryRank,
            preferences.ConvertAll(p => p with { IsCatchment = catchments.Contains(p.SchoolCode) }),
            placed, application.ConfirmBy, application.SubmittedAt, application.EffectiveAt, application.DueAt, application.Reason, application.PapersBy,
            application.AppealText, application.AppealAnswer, application.HasOpenAppeal,
            application.MayAppealIn(round.Status), entries, papers, primary);
    }
}
