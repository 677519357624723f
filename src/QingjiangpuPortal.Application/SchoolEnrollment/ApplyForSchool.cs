using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Domain.Files;
using QingjiangpuPortal.Domain.PersonalData;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>What a guardian has answered so far in a round that takes registrations, and what the questions need.</summary>
public sealed record GetEnrollmentDraft(Guid RoundId) : IQuery<DraftView>
{
    public Permission Permission => Permission.SignedIn;
}

/// <param name="DraftId"><c>null</c> before the first answer is kept.</param>
/// <param name="Children">Those of the account.</param>
/// <param name="Schools">With seats in the round; those in whose catchment the home lies first.</param>
/// <param name="Open">The questions that are not answered, or not as they should be.</param>
/// <param name="Offered">The children of the population register for whom the user speaks and who are of the round's age.</param>
/// <param name="Known">Of which questions the answers are the register's.</param>
/// <param name="Settled">Of those, the ones that are not asked on the way.</param>
/// <param name="Primaries">In a round of junior middle schools.</param>
public sealed record DraftView(
    Guid? DraftId, RoundRow Round, int MostPreferences, EnrollmentAnswers Answers, IReadOnlyList<ChildChoice> Children, IReadOnlyList<SchoolChoice> Schools,
    IReadOnlyList<Guid> Papers, IReadOnlyList<EnrollmentStep> Open,
    IReadOnlyList<MyLedgerPerson> Offered, IReadOnlyDictionary<EnrollmentStep, KnownStep> Known, IReadOnlyList<EnrollmentStep> Settled,
    IReadOnlyList<PrimaryChoice> Primaries);

/// <summary>A primary school from which a child can come.</summary>
public sealed record PrimaryChoice(string Code, string Name);

public sealed record ChildChoice(Guid Id, string Name, DateOnly BirthDate);

public sealed record SchoolChoice(string Code, string Name, bool IsPrivate, bool IsCatchment, int Seats);

/// <summary>Keeps the answers to one question.</summary>
/// <param name="Papers">Uploads, with <see cref="EnrollmentStep.Papers"/>.</param>
/// <returns>The next question.</returns>
public sealed record SaveEnrollmentStep(Guid RoundId, EnrollmentStep Step, EnrollmentAnswers Answers, IReadOnlyList<Guid> Papers) : ICommand<EnrollmentStep>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

/// <summary>Throws a draft away, with its papers.</summary>
public sealed record DiscardEnrollmentDraft(Guid RoundId) : ICommand<Success>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

/// <summary>提交报名. Sent twice it is one registration.</summary>
/// <param name="Agreed">The guardian's separate consent to what is sensitive.</param>
/// <returns>The application's id.</returns>
public sealed record SubmitEnrollment(string? SubmissionKey, Guid RoundId, Guid DraftId, bool Agreed) : ICommand<Guid>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class SubmitEnrollmentValidator : AbstractValidator<SubmitEnrollment>
{
    public SubmitEnrollmentValidator()
    {
        RuleFor(x => x.SubmissionKey).Must(SubmissionKey.IsWellFormed).WithErrorCode("Submission.KeyMissing");
        RuleFor(x => x.Agreed).Equal(true).WithErrorCode("Enrollment.ConsentMissing");
    }
}

internal sealed class ApplyForSchoolHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, KnownForms forms, IWorkCalendars calendars, TimeProvider clock, AuditNote audit) :
    IRequestHandler<GetEnrollmentDraft, ErrorOr<DraftView>>,
    IRequestHandler<SaveEnrollmentStep, ErrorOr<EnrollmentStep>>,
    IRequestHandler<DiscardEnrollmentDraft, ErrorOr<Success>>,
    IRequestHandler<SubmitEnrollment, ErrorOr<Guid>>
{
    /// <summary>How long a school has to check an application.</summary>
    internal static readonly TimeLimit CheckLimit = TimeLimit.WorkingDays(5);

    private Guid Guardian => user.PersonId!.Value;

    private DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public async Task<ErrorOr<DraftView>> Handle(GetEnrollmentDraft request, CancellationToken cancellationToken)
    {
        var round = await db.AdmissionRounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.RoundId && r.Status != RoundStatus.Planned, cancellationToken);
        if (round is null) return EnrollmentErrors.RoundNotFound;
        var draft = await Drafts(round.Id).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
        var answers = draft is null ? new() : cipher.Open<EnrollmentAnswers>(draft);
        var children = await db.Children.AsNoTracking().Where(c => c.GuardianId == Guardian).OrderBy(c => c.Id).ToListAsync(cancellationToken);
        var papers = draft is null ? [] : await db.Attachments.Where(a => a.OwnerId == draft.Id).OrderBy(a => a.Position).Select(a => a.Id).ToListAsync(cancellationToken);
        var offered = await forms.ChildrenOfAsync(round, cancellationToken);
        var known = await forms.AmongAsync(answers, offered, cancellationToken);
        return new DraftView(
            draft?.Id, new(round.Id, 0, round.Stage, round.Year, round.Status, round.Days, round.TakesRegistrationsOn(Today)), round.MostPreferences, answers,
            children.ConvertAll(c => new ChildChoice(c.Id, cipher.Reveal(c.Name, PersonalDataKind.Name), c.BornOn(cipher))),
            await SchoolsAsync(round, answers, cancellationToken), papers, [.. answers.Steps.Where(step => answers.Wrong(step, round, Today).Any())],
            offered, known, answers.Settled(known, round, Today),
            round.Stage == SchoolStage.JuniorMiddle ? await PrimariesAsync(cancellationToken) : []);
    }

    public async Task<ErrorOr<EnrollmentStep>> Handle(SaveEnrollmentStep request, CancellationToken cancellationToken)
    {
        var round = await db.OpenRoundAsync(request.RoundId, Today, cancellationToken);
        if (round.IsError) return round.Errors;
        var draft = await Drafts(request.RoundId).FirstOrDefaultAsync(cancellationToken);
        var before = draft is null ? new() : cipher.Open<EnrollmentAnswers>(draft);
        var answers = await WithChildAsync(before.With(request.Step, request.Answers), request.Step, cancellationToken);
        var wrong = answers.Wrong(request.Step, round.Value, Today).ToList();
        if (wrong.Count == 0 && request.Step == EnrollmentStep.Schools) wrong = await WrongSeatsAsync(round.Value, answers, cancellationToken);
        if (wrong.Count == 0 && request.Step == EnrollmentStep.Child && await IdIsAnothersAsync(answers, cancellationToken)) wrong = [Failure.Invalid("Enrollment.IdOfAnother", nameof(answers.ChildIdNumber))];
        if (wrong.Count == 0 && request.Step == EnrollmentStep.Child && answers.PrimarySchoolCode is { } primary && (await PrimariesAsync(cancellationToken)).TrueForAll(p => p.Code != primary))
            wrong = [Failure.Invalid("Enrollment.PrimaryMissing", nameof(answers.PrimarySchool))];
        if (wrong.Count > 0)
        {
            audit.IsMalformed = true;
            return wrong;
        }

        draft = db.KeepDraft(cipher, draft, Guardian, ApplicationDraft.School(request.RoundId), answers, clock.GetUtcNow());
        if (request.Step == EnrollmentStep.Papers && await KeepPapersAsync(draft.Id, request.Papers, cancellationToken) is { IsError: true } gone) return gone.Errors;
        var known = await forms.AmongAsync(answers, await forms.ChildrenOfAsync(round.Value, cancellationToken), cancellationToken);
        return answers.After(request.Step, answers.Settled(known, round.Value, Today));
    }

    public async Task<ErrorOr<Success>> Handle(DiscardEnrollmentDraft request, CancellationToken cancellationToken)
    {
        await db.ForgetDraftsAsync(Drafts(request.RoundId), cancellationToken);
        return Result.Success;
    }

    public async Task<ErrorOr<Guid>> Handle(SubmitEnrollment request, CancellationToken cancellationToken)
    {
        var form = Submissions.Of(cipher, request.SubmissionKey!, $"{Guardian}\n{request.RoundId}\n{request.DraftId}");
        if (await db.EarlierAsync(form, audit, cancellationToken) is { } earlier) return earlier;
        var found = await db.OpenRoundAsync(request.RoundId, Today, cancellationToken);
        if (found.IsError) return found.Errors;
        var round = found.Value;
        var draft = await Drafts(round.Id).AsNoTracking().SingleOrDefaultAsync(d => d.Id == request.DraftId, cancellationToken);
        if (draft is null)
        {
            // The same form arrived twice at once, and the other one was saved since it was looked for.
            if (await db.EarlierAsync(form, audit, cancellationToken) is { } meanwhile) return meanwhile;
            return EnrollmentErrors.NotFound;
        }
        var answers = cipher.Open<EnrollmentAnswers>(draft);
        var wrong = answers.Steps.SelectMany(step => answers.Wrong(step, round, Today)).ToList();
        if (wrong.Count == 0) wrong = await WrongSeatsAsync(round, answers, cancellationToken);
        if (wrong.Count == 0 && answers.Facts.Category is null) wrong = [Failure.Invalid("Enrollment.NoBasis")];
        if (wrong.Count > 0) return wrong;

        var idNumber = cipher.Protect(answers.ChildIdNumber!, PersonalDataKind.IdNumber);
        // Of two that come at once the unique index lets one; the other is handled again and finds it here.
        var other = await db.SchoolApplications.Where(a => a.RoundId == round.Id && a.Status != ApplicationStatus.Withdrawn && a.ChildIdNumber.BlindIndex == idNumber.BlindIndex)
            .Select(a => new { a.GuardianId }).FirstOrDefaultAsync(cancellationToken);
        if (other is not null)
        {
            if (await db.EarlierAsync(form, audit, cancellationToken) is { } meanwhile) return meanwhile;
            return other.GuardianId == Guardian ? EnrollmentErrors.ChildRegisteredByYou : EnrollmentErrors.ChildRegistered;
        }

        var at = clock.GetUtcNow();
        var application = SchoolApplication.Submitting(
            new(draft.Id, round.Id, Guardian, answers.Guardianship!.Value, cipher.Protect(answers.ChildName!, PersonalDataKind.Name), idNumber,
                cipher.Protect(answers.Address!, PersonalDataKind.Address), answers.PlaceCode!, answers.Facts, answers.Facts.Category!.Value,
                answers.PropertyNumber is { } property ? cipher.Protect(property, PersonalDataKind.PropertyNumber) : null, answers.Preferences!, answers.PrimarySchoolCode),
            await DueAsync(calendars, at, cancellationToken), at);
        await db.SchoolApplications.AddAsync(application, cancellationToken);
        db.SchoolPreferences.AddRange(answers.Preferences!.Select((school, i) => SchoolPreference.Of(application.Id, school, i + 1)));
        db.Consents.Add(Consent.Decide(OrderedId.Next(at), application.Id, Guardian, ConsentPurposes.SchoolEnrollment.Code, ConsentPurposes.SchoolEnrollment.Version, isGiven: true, at));
        db.TakeForm(form, application.Id, at);
        audit.About(AuditSubject.Of<SchoolApplication>(application.Id), Guardian, application.HandlingSchoolCode);
        return application.Id;
    }

    /// <summary>When a check that begins now is due.</summary>
    internal static async Task<DateTimeOffset> DueAsync(IWorkCalendars calendars, DateTimeOffset at, CancellationToken cancellationToken) =>
        (await calendars.CurrentAsync(cancellationToken)).DueAt(at, CheckLimit);

    private IQueryable<ApplicationDraft> Drafts(Guid roundId) => db.DraftsOf(Guardian, ApplicationDraft.School(roundId));

    /// <summary>A child of the account brings its name.</summary>
    private async Task<EnrollmentAnswers> WithChildAsync(EnrollmentAnswers answers, EnrollmentStep step, CancellationToken cancellationToken)
    {
        if (step != EnrollmentStep.Child || answers.ChildId is not { } id) return answers;
        var child = await db.Children.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.GuardianId == Guardian, cancellationToken);
        return child is null ? answers with { ChildId = null } : answers with { ChildName = cipher.Reveal(child.Name, PersonalDataKind.Name), Guardianship = child.Guardianship };
    }

    /// <summary>The number says another birthday than the child of the account has.</summary>
    private async Task<bool> IdIsAnothersAsync(EnrollmentAnswers answers, CancellationToken cancellationToken) =>
        answers.ChildId is { } id
        && await db.Children.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.GuardianId == Guardian, cancellationToken) is { } child
        && ResidentId.BirthOf(answers.ChildIdNumber!) != child.BornOn(cipher);

    private async Task<List<Error>> WrongSeatsAsync(AdmissionRound round, EnrollmentAnswers answers, CancellationToken cancellationToken)
    {
        var named = answers.Preferences!.ToList();
        var withSeats = await db.SchoolSeats.Where(s => s.RoundId == round.Id && s.Seats > 0 && named.Contains(s.SchoolCode)).Select(s => s.SchoolCode).ToListAsync(cancellationToken);
        return named.TrueForAll(withSeats.Contains) ? [] : [Failure.Invalid("Enrollment.SchoolWithoutSeats", nameof(EnrollmentAnswers.Preferences))];
    }

    private async Task<IReadOnlyList<SchoolChoice>> SchoolsAsync(AdmissionRound round, EnrollmentAnswers answers, CancellationToken cancellationToken)
    {
        var catchments = answers.PlaceCode is not { } place ? [] : (await Catchments.OnAsync(db, round.Days.RegisterFrom, cancellationToken)).Of(place, answers.PrimarySchoolCode);
        var schools = await (
            from seats in db.SchoolSeats.Where(s => s.RoundId == round.Id && s.Seats > 0)
            join school in db.Schools on seats.SchoolCode equals school.Code
            orderby school.IsPrivate, school.Code
            select new SchoolChoice(school.Code, school.Name, school.IsPrivate, false, seats.Seats)).ToListAsync(cancellationToken);
        return [.. schools.Select(s => s with { IsCatchment = catchments.Contains(s.Code) }).OrderByDescending(s => s.IsCatchment)];
    }

    /// <summary>Closed ones too: their last pupils come from them.</summary>
    private Task<List<PrimaryChoice>> PrimariesAsync(CancellationToken cancellationToken) =>
        db.Schools.Where(s => s.Stage == SchoolStage.Primary).OrderBy(s => s.Code).Select(s => new PrimaryChoice(s.Code, s.Name)).ToListAsync(cancellationToken);

    /// <summary>Papers that are not among them any more go, new ones come.</summary>
    private async Task<ErrorOr<Success>> KeepPapersAsync(Guid draftId, IReadOnlyList<Guid> papers, CancellationToken cancellationToken)
    {
        var kept = await db.Attachments.Where(a => a.OwnerId == draftId).ToListAsync(cancellationToken);
        db.Attachments.RemoveRange(kept.Where(a => !papers.Contains(a.Id)));
        return await db.AttachPhotosAsync([.. papers.Where(id => kept.TrueForAll(a => a.Id != id))], draftId, AttachmentPurpose.EnrollmentPaper, isPublic: false, cancellationToken);
    }
}
