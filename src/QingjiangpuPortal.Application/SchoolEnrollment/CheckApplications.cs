using System.Linq.Expressions;
using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>待办 of a school or of the bureau: who came first is on top.</summary>
public sealed record ListApplications(ApplicationQueue Queue, string? After) : IQuery<ApplicationList>
{
    public Permission Permission => Permission.ViewSchoolApplications;
}

public enum ApplicationQueue
{
    ToCheck = 1,
    PapersAsked = 2,
    Appeals = 3,
    Verified = 4,
    Refused = 5,
    Results = 6,
}

public sealed record ApplicationList(Page<ApplicationRow> Page, bool IsBureau, IReadOnlyDictionary<ApplicationQueue, int> Counts);

/// <param name="Child">Masked.</param>
public sealed record ApplicationRow(
    Guid Id, string Number, string Child, SchoolStage Stage, string School, AdmissionCategory Category, ApplicationStatus Status, bool HasOpenAppeal, DateTimeOffset EffectiveAt, DateTimeOffset? DueAt);

public sealed record GetApplication(Guid Id) : IQuery<CheckView>
{
    public Permission Permission => Permission.ViewSchoolApplications;
}

/// <param name="SameDwelling">Other children with the same property number, of the same stage, within six years.</param>
/// <param name="RevealedUntil">Until when this viewer sees everything in clear; <c>null</c> when masked.</param>
/// <param name="MayAnswerAppeal">The viewer is of the bureau and did not decide or correct it.</param>
/// <param name="MayCorrect">The list is not frozen.</param>
public sealed record CheckView(ApplicationView Application, IReadOnlyList<SameDwellingRow> SameDwelling, DateTimeOffset? RevealedUntil, bool IsBureau, bool MayAnswerAppeal, bool MayCorrect);

/// <param name="SameGuardian">Registered by the same account: probably a sister or brother, whom the rule exempts.</param>
public sealed record SameDwellingRow(string Number, int Year, ApplicationStatus Status, string? School, bool SameGuardian);

/// <summary>What the staff does with an application.</summary>
public abstract record CheckCommand(Guid Id, uint Version) : ICommand<Success>, IAbout
{
    public virtual Permission Permission => Permission.HandleSchoolApplications;
    public AuditSubject? Subject => AuditSubject.Of<SchoolApplication>(Id);
}

/// <summary>审核通过</summary>
public sealed record VerifyEnrollment(Guid Id, uint Version, string? Note) : CheckCommand(Id, Version);

/// <summary>要求补材料</summary>
public sealed record AskForEnrollmentPapers(Guid Id, uint Version, string? Missing) : CheckCommand(Id, Version);

/// <summary>审核不通过</summary>
public sealed record RefuseEnrollment(Guid Id, uint Version, string? Why) : CheckCommand(Id, Version);

/// <summary>查看报名信息: names, numbers and papers in clear, for as long as <see cref="Reveal.ValidFor"/>; the trail says who.</summary>
public sealed record RevealEnrollment(Guid Id) : ICommand<Success>, IAbout, IAuditedAs
{
    public Permission Permission => Permission.HandleSchoolApplications;
    public AuditKind AuditKind => AuditKind.Reveal;
    public AuditSubject? Subject => AuditSubject.Of<SchoolApplication>(Id);
}

internal sealed class VerifyEnrollmentValidator : AbstractValidator<VerifyEnrollment>
{
    public VerifyEnrollmentValidator() => RuleFor(x => x.Note).Note();
}

internal sealed class AskForEnrollmentPapersValidator : AbstractValidator<AskForEnrollmentPapers>
{
    public AskForEnrollmentPapersValidator() => RuleFor(x => x.Missing).Reason();
}

internal sealed class RefuseEnrollmentValidator : AbstractValidator<RefuseEnrollment>
{
    public RefuseEnrollmentValidator() => RuleFor(x => x.Why).Reason();
}

internal sealed class CheckApplicationsHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit) :
    IRequestHandler<ListApplications, ErrorOr<ApplicationList>>,
    IRequestHandler<GetApplication, ErrorOr<CheckView>>,
    IRequestHandler<VerifyEnrollment, ErrorOr<Success>>,
    IRequestHandler<AskForEnrollmentPapers, ErrorOr<Success>>,
    IRequestHandler<RefuseEnrollment, ErrorOr<Success>>,
    IRequestHandler<RevealEnrollment, ErrorOr<Success>>
{
    /// <summary>一户一学位: in full years of enrolment.</summary>
    private const int YearsOfOnePlace = 6;

    public async Task<ErrorOr<ApplicationList>> Handle(ListApplications request, CancellationToken cancellationToken)
    {
        var scope = await db.EnrollmentScopeAsync(user, request.Permission, cancellationToken);
        if (scope.IsError) return scope.Errors;
        // What is over is on the figures' page.
        var visible = db.SchoolApplications.VisibleTo(scope.Value, clock.GetUtcNow()).Where(a => db.AdmissionRounds.Any(r => r.Id == a.RoundId && r.Status != RoundStatus.Closed));
        var counts = await visible.GroupBy(a => new { a.Status, Appeal = a.AppealedAt != null && a.AppealAnsweredAt == null })
            .Select(g => new { g.Key.Status, g.Key.Appeal, Count = g.Count() }).ToListAsync(cancellationToken);
        var queue = In(visible, request.Queue);
        if (Cursor.Parse(request.After) is { } after) queue = queue.Where(a => a.EffectiveAt > after.At || (a.EffectiveAt == after.At && a.Id.CompareTo(after.Id) > 0));
        var rows = await queue.AsNoTracking().OrderBy(a => a.EffectiveAt).ThenBy(a => a.Id).Take(Page<ApplicationRow>.Size + 1)
            .Select(a => new
            {
                Application = a,
                Stage = db.AdmissionRounds.Where(r => r.Id == a.RoundId).Select(r => r.Stage).First(),
                School = db.Schools.Where(s => s.Code == (a.PlacedSchoolCode ?? a.HandlingSchoolCode)).Select(s => s.Name).First(),
            }).ToListAsync(cancellationToken);
        var page = rows.ToPage(r => new Cursor(r.Application.EffectiveAt, r.Application.Id));
        return new ApplicationList(
            new([.. page.Items.Select(x => new ApplicationRow(
                x.Application.Id, x.Application.Number, cipher.Show(x.Application.ChildName, PersonalDataKind.Name, Onlooker.Handler), x.Stage, x.School, x.Application.Category,
                x.Application.Status, x.Application.HasOpenAppeal, x.Application.EffectiveAt, x.Application.DueAt))], page.Next),
            scope.Value.IsBureau,
            Enum.GetValues<ApplicationQueue>().ToDictionary(q => q, q => counts.Where(c => q == ApplicationQueue.Appeals ? c.Appeal && c.Status != ApplicationStatus.Withdrawn : StatusesIn(q).Contains(c.Status)).Sum(c => c.Count)));
    }

    public async Task<ErrorOr<CheckView>> Handle(GetApplication request, CancellationToken cancellationToken)
    {
        var scope = await db.EnrollmentScopeAsync(user, request.Permission, cancellationToken);
        if (scope.IsError) return scope.Errors;
        var now = clock.GetUtcNow();
        var application = await db.SchoolApplications.AsNoTracking().VisibleTo(scope.Value, now).SingleOrDefaultAsync(a => a.Id == request.Id, cancellationToken);
        if (application is null) return EnrollmentErrors.NotFound;
        var until = await db.RevealedUntilAsync<SchoolApplication>(user.PersonId, application.Id, now, cancellationToken);
        var view = await db.ViewAsync(
            application, ChinaTime.DayOf(now), (value, kind) => until is null ? cipher.Show(value, kind, Onlooker.Handler) : cipher.Reveal(value, kind), withPapers: until is not null, cancellationToken);
        return new CheckView(
            view, await SameDwellingAsync(application, view.Round, cancellationToken), until, scope.Value.IsBureau,
            scope.Value.IsBureau && application.HasOpenAppeal && application.DecidedById != user.PersonId && application.CorrectedById != user.PersonId,
            view.Round.Status <= RoundStatus.Registering && SchoolApplication.May(application.Status, ApplicationVerb.Correct));
    }

    public Task<ErrorOr<Success>> Handle(VerifyEnrollment request, CancellationToken cancellationToken) =>
        DoAsync(request, (a, by, at) => a.VerifyAs(by, string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim(), at), cancellationToken);

    public Task<ErrorOr<Success>> Handle(AskForEnrollmentPapers request, CancellationToken cancellationToken) =>
        DoAsync(request, (a, by, at) => a.AskFor(request.Missing!.Trim(), by, at), cancellationToken);

    public Task<ErrorOr<Success>> Handle(RefuseEnrollment request, CancellationToken cancellationToken) =>
        DoAsync(request, (a, by, at) => a.RefuseFor(request.Why!.Trim(), by, at), cancellationToken);

    public async Task<ErrorOr<Success>> Handle(RevealEnrollment request, CancellationToken cancellationToken)
    {
        var scope = await db.EnrollmentScopeAsync(user, request.Permission, cancellationToken);
        if (scope.IsError) return scope.Errors;
        var now = clock.GetUtcNow();
        var application = await db.SchoolApplications.AsNoTracking().VisibleTo(scope.Value, now).SingleOrDefaultAsync(a => a.Id == request.Id, cancellationToken);
        if (application is null) return EnrollmentErrors.NotFound;
        audit.About(AuditSubject.Of<SchoolApplication>(application.Id), application.GuardianId, application.HandlingSchoolCode);
        return db.Show<SchoolApplication>(audit, user, application.Id, RevealPurpose.CheckPapers, note: null, now);
    }

    private async Task<ErrorOr<Success>> DoAsync(CheckCommand request, Func<SchoolApplication, Guid, DateTimeOffset, ErrorOr<Success>> act, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var found = await db.ApplicationForChangeAsync(user, request.Permission, request.Id, request.Version, now, audit, cancellationToken);
        return found.IsError ? found.Errors : act(found.Value, user.PersonId!.Value, now);
    }

    /// <summary>One household, one place in six years for a dwelling: who has or asks for one of the same stage.</summary>
    private async Task<IReadOnlyList<SameDwellingRow>> SameDwellingAsync(SchoolApplication application, RoundRow round, CancellationToken cancellationToken)
    {
        if (application.PropertyNumber?.BlindIndex is not { } dwelling) return [];
        ApplicationStatus[] given = [ApplicationStatus.Withdrawn, ApplicationStatus.Refused, ApplicationStatus.Declined];
        var rows = await db.SchoolApplications.AsNoTracking()
            .Where(a => a.PropertyNumber!.BlindIndex == dwelling && a.Id != application.Id && !given.Contains(a.Status))
            .Join(db.AdmissionRounds.Where(r => r.Stage == round.Stage && r.Year > round.Year - YearsOfOnePlace), a => a.RoundId, r => r.Id, (a, r) => new
            {
                Application = a,
                r.Year,
                School = db.Schools.Where(s => s.Code == a.PlacedSchoolCode).Select(s => s.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(x => new SameDwellingRow(
            x.Application.Number, x.Year, x.Application.Status, x.School, application.GuardianId is not null && x.Application.GuardianId == application.GuardianId))
            .OrderByDescending(x => x.Year).ThenBy(x => x.Number, StringComparer.Ordinal)];
    }

    /// <summary>Who withdrew does not ask any more.</summary>
    internal static readonly Expression<Func<SchoolApplication, bool>> WaitsForAnAnswer =
        a => a.AppealedAt != null && a.AppealAnsweredAt == null && a.Status != ApplicationStatus.Withdrawn;

    private static IQueryable<SchoolApplication> In(IQueryable<SchoolApplication> applications, ApplicationQueue queue)
    {
        if (queue == ApplicationQueue.Appeals) return applications.Where(WaitsForAnAnswer);
        var statuses = StatusesIn(queue);
        return applications.Where(a => statuses.Contains(a.Status));
    }

    private static ApplicationStatus[] StatusesIn(ApplicationQueue queue) => queue switch
    {
        ApplicationQueue.ToCheck => [ApplicationStatus.Submitted],
        ApplicationQueue.PapersAsked => [ApplicationStatus.PapersAsked],
        ApplicationQueue.Verified => [ApplicationStatus.Verified],
        ApplicationQueue.Refused => [ApplicationStatus.Refused],
        ApplicationQueue.Results => [ApplicationStatus.Placed, ApplicationStatus.Confirmed, ApplicationStatus.Waiting, ApplicationStatus.Declined],
        _ => [],
    };
}
