using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Application.SocialInsurance;

/// <summary>Who sees and changes which enrolments, said in this one place: whoever asked their own, staff those whose home their posts cover.</summary>
internal static class InsuranceAccess
{
    public static IQueryable<InsuranceEnrollment> Within(this IQueryable<InsuranceEnrollment> enrollments, Scope scope)
    {
        if (scope.Areas(OrgLevel.District).Length > 0) return enrollments;
        var (streets, communities) = (scope.Areas(OrgLevel.Street), scope.Areas(OrgLevel.Community));
        return enrollments.Where(e => streets.Contains(e.PlaceStreetCode) || communities.Contains(e.PlaceCommunityCode));
    }

    public static IQueryable<InsuranceEnrollment> Own(this IQueryable<InsuranceEnrollment> enrollments, ICurrentUser user)
    {
        var person = user.PersonId;
        return enrollments.Where(e => person != null && e.ApplicantId == person);
    }

    /// <summary>By whoever asked, or by staff whose posts cover the home.</summary>
    public static IQueryable<InsuranceEnrollment> MayBeSeenBy(this IQueryable<InsuranceEnrollment> enrollments, ICurrentUser user)
    {
        var scope = user.ScopeFor(Permission.ViewInsurance);
        return scope.IsEmpty ? enrollments.Own(user) : enrollments.Within(scope);
    }

    /// <summary>Of coverage tasks: those of the grids that a post covers.</summary>
    public static IQueryable<CoverageTask> Within(this IQueryable<CoverageTask> tasks, Scope scope)
    {
        if (scope.Areas(OrgLevel.District).Length > 0) return tasks;
        var (streets, communities, grids) = (scope.Areas(OrgLevel.Street), scope.Areas(OrgLevel.Community), scope.Areas(OrgLevel.Grid));
        return tasks.Where(t => streets.Contains(t.StreetCode) || communities.Contains(t.CommunityCode) || grids.Contains(t.GridCode));
    }

    /// <summary>The enrolment that a form is about to change, still as the form's page showed it. The save compares the version once more.</summary>
    public static async Task<ErrorOr<InsuranceEnrollment>> ForChangeAsync(
        this IQueryable<InsuranceEnrollment> visible, Guid id, uint version, AuditNote audit, CancellationToken cancellationToken)
    {
        var enrollment = await visible.SingleOrDefaultAsync(e => e.Id == id, cancellationToken);
        if (enrollment is null) return InsuranceErrors.NotFound;
        audit.About(AuditSubject.Of<InsuranceEnrollment>(enrollment.Id), enrollment.ApplicantId, enrollment.PlaceCode);
        return enrollment.Version == version ? enrollment : AccessErrors.ChangedMeanwhile;
    }
}

/// <summary>The rules in force on a day with the calendar on which their limits run.</summary>
public sealed class InsuranceClocks(PortalDb db, IWorkCalendars calendars)
{
    public async Task<InsuranceClock> OnAsync(DateOnly day, CancellationToken cancellationToken) => new(await RulesOnAsync(day, cancellationToken), await calendars.CurrentAsync(cancellationToken));

    public Task<InsuranceRules> RulesOnAsync(DateOnly day, CancellationToken cancellationToken) =>
        db.InsuranceRuleSets.AsNoTracking().Where(s => s.ValidFrom <= day).OrderByDescending(s => s.ValidFrom).Select(s => s.Rules).FirstAsync(cancellationToken);
}

/// <summary>Something that is done to an enrolment, as its page showed it.</summary>
public interface IInsuranceCommand : ICommand<Success>, IAbout
{
    Guid EnrollmentId { get; }

    /// <summary>The version that the page showed; another one is a conflict.</summary>
    uint Version { get; }

    AuditSubject? IAbout.Subject => AuditSubject.Of<InsuranceEnrollment>(EnrollmentId);
}

/// <summary>What every step has in common: the enrolment, if it is the user's to change and nobody changed it meanwhile.</summary>
internal abstract class InsuranceCommandHandler<TCommand>(PortalDb db, ICurrentUser user, InsuranceClocks clocks, TimeProvider clock, AuditNote audit) : IRequestHandler<TCommand, ErrorOr<Success>>
    where TCommand : IInsuranceCommand
{
    protected PortalDb Db { get; } = db;

    protected abstract ValueTask<ErrorOr<Success>> ActAsync(InsuranceEnrollment enrollment, TCommand command, InsuranceClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken);

    public async Task<ErrorOr<Success>> Handle(TCommand request, CancellationToken cancellationToken)
    {
        var visible = request.Permission == Permission.SignedIn ? Db.InsuranceEnrollments.Own(user) : Db.InsuranceEnrollments.Within(user.ScopeFor(request.Permission));
        var found = await visible.ForChangeAsync(request.EnrollmentId, request.Version, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var at = clock.GetUtcNow();
        return await ActAsync(found.Value, request, await clocks.OnAsync(ChinaTime.DayOf(at), cancellationToken), user.Actor, at, cancellationToken);
    }
}

/// <summary>What the rules look at, of somebody who is enrolled or wants to be.</summary>
internal static class InsuredPeople
{
    /// <summary>The schemes that somebody is in or has asked for. Of one person and scheme one enrolment is open or active; a unique index says so once more.</summary>
    public static Task<List<InsuranceScheme>> SchemesOfAsync(this PortalDb db, byte[] idIndex, CancellationToken cancellationToken, Guid? save = null) =>
        db.InsuranceEnrollments.Where(e => e.PersonIdNumber.BlindIndex == idIndex && e.Id != save
            && e.Status != InsuranceStatus.Refused && e.Status != InsuranceStatus.Withdrawn && e.Status != InsuranceStatus.Ended).Select(e => e.Scheme).ToListAsync(cancellationToken);

    public static async Task<InsuredFacts> FactsOfAsync(this PortalDb db, IPersonalDataCipher cipher, InsuranceEnrollment enrollment, CancellationToken cancellationToken) => InsuredFacts.Of(
        cipher.Reveal(enrollment.PersonIdNumber, PersonalDataKind.IdNumber), enrollment.Circumstances,
        await db.SchemesOfAsync(enrollment.PersonIdNumber.BlindIndex, cancellationToken, save: enrollment.Id));
}
