using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>Whose applications somebody of the staff sees: the education bureau's officers all, a registrar those of their schools.</summary>
internal sealed record EnrollmentScope(bool IsBureau, string[] Schools);

/// <summary>Who comes near an application, said in this one place.</summary>
internal static class EnrollmentAccess
{
    /// <summary>Officers of other departments carry the permission too, and are refused here: only the education bureau's is about schools.</summary>
    public static async Task<ErrorOr<EnrollmentScope>> EnrollmentScopeAsync(this PortalDb db, ICurrentUser user, Permission permission, CancellationToken cancellationToken)
    {
        var scope = user.ScopeFor(permission);
        string[] schools = [.. scope.Units.Where(unit => OrgCode.KindOf(unit) == OrgUnitKind.School)];
        var departments = scope.Departments;
        var isBureau = departments.Length > 0
            && await db.OrgUnits.AnyAsync(u => departments.Contains(u.Code) && u.Department == DepartmentKind.Education, cancellationToken);
        return isBureau || schools.Length > 0 ? new EnrollmentScope(isBureau, schools) : AccessErrors.Forbidden;
    }

    /// <summary>A school sees who named it first, and who is placed there. What can still be taken back nobody of the staff sees.</summary>
    public static IQueryable<SchoolApplication> VisibleTo(this IQueryable<SchoolApplication> applications, EnrollmentScope scope, DateTimeOffset now)
    {
        applications = applications.Where(a => a.EffectiveAt <= now);
        var schools = scope.Schools;
        return scope.IsBureau ? applications : applications.Where(a => schools.Contains(a.HandlingSchoolCode) || schools.Contains(a.PlacedSchoolCode!));
    }

    /// <summary>The family's own.</summary>
    public static IQueryable<SchoolApplication> OwnedBy(this IQueryable<SchoolApplication> applications, ICurrentUser user)
    {
        var person = user.PersonId;
        return applications.Where(a => person != null && a.GuardianId == person);
    }

    /// <summary>The application that a form of the staff is about to change, still as the form's page showed it.</summary>
    public static async Task<ErrorOr<SchoolApplication>> ApplicationForChangeAsync(
        this PortalDb db, ICurrentUser user, Permission permission, Guid id, uint version, DateTimeOffset now, AuditNote audit, CancellationToken cancellationToken)
    {
        var scope = await db.EnrollmentScopeAsync(user, permission, cancellationToken);
        if (scope.IsError) return scope.Errors;
        return Checked(await db.SchoolApplications.VisibleTo(scope.Value, now).SingleOrDefaultAsync(a => a.Id == id, cancellationToken), version, audit);
    }

    /// <summary>The same for the family.</summary>
    public static async Task<ErrorOr<SchoolApplication>> OwnApplicationForChangeAsync(
        this PortalDb db, ICurrentUser user, Guid id, uint version, AuditNote audit, CancellationToken cancellationToken) =>
        Checked(await db.SchoolApplications.OwnedBy(user).SingleOrDefaultAsync(a => a.Id == id, cancellationToken), version, audit);

    private static ErrorOr<SchoolApplication> Checked(SchoolApplication? application, uint version, AuditNote audit)
    {
        if (application is null) return EnrollmentErrors.NotFound;
        audit.About(AuditSubject.Of<SchoolApplication>(application.Id), application.GuardianId, application.HandlingSchoolCode);
        return application.Version == version ? application : AccessErrors.ChangedMeanwhile;
    }

    /// <summary>Papers are seen by the family, with the draft already, and by the staff who asked to see the application in clear.</summary>
    public static async Task<bool> MaySeePapersAsync(this PortalDb db, ICurrentUser user, Guid applicationId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var person = user.PersonId;
        if (await db.SchoolApplications.OwnedBy(user).AnyAsync(a => a.Id == applicationId, cancellationToken)
            || await db.ApplicationDrafts.AnyAsync(d => d.Id == applicationId && d.PersonId == person, cancellationToken)) return true;
        var scope = await db.EnrollmentScopeAsync(user, Permission.HandleSchoolApplications, cancellationToken);
        return !scope.IsError && await db.SchoolApplications.VisibleTo(scope.Value, now).AnyAsync(a => a.Id == applicationId, cancellationToken)
            && await db.RevealedUntilAsync<SchoolApplication>(user.PersonId, applicationId, now, cancellationToken) is not null;
    }

    /// <summary>A round in which families register today.</summary>
    public static async Task<ErrorOr<AdmissionRound>> OpenRoundAsync(this PortalDb db, Guid id, DateOnly today, CancellationToken cancellationToken)
    {
        var round = await db.AdmissionRounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.Status != RoundStatus.Planned, cancellationToken);
        if (round is null) return EnrollmentErrors.RoundNotFound;
        return round.TakesRegistrationsOn(today) ? round : EnrollmentErrors.NotRegistering;
    }

    /// <summary>The round that the bureau is about to change.</summary>
    public static async Task<ErrorOr<AdmissionRound>> RoundForChangeAsync(
        this PortalDb db, ICurrentUser user, Permission permission, Guid id, uint version, AuditNote audit, CancellationToken cancellationToken)
    {
        var scope = await db.EnrollmentScopeAsync(user, permission, cancellationToken);
        if (scope.IsError) return scope.Errors;
        var round = scope.Value.IsBureau ? await db.AdmissionRounds.SingleOrDefaultAsync(r => r.Id == id, cancellationToken) : null;
        if (round is null) return EnrollmentErrors.RoundNotFound;
        audit.About(AuditSubject.Of<AdmissionRound>(round.Id));
        return round.Version == version ? round : AccessErrors.ChangedMeanwhile;
    }
}
