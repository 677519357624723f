using System.Linq.Expressions;
using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>Who sees and changes which reports, said in this one place.</summary>
internal static class ReportAccess
{
    /// <summary>
    /// What lies in the queue of a unit in the scope, or is assigned to a department in it. Equality on the column of each
    /// level, so that an index which also carries the order serves it.
    /// </summary>
    public static IQueryable<GridReport> HandledWithin(this IQueryable<GridReport> reports, Scope scope) =>
        HandledWithin(scope) is { } inScope ? reports.Where(inScope) : reports;

    /// <summary>For one report: handled within the scope, or assigned to the person (who may be of another unit).</summary>
    public static IQueryable<GridReport> VisibleTo(this IQueryable<GridReport> reports, Scope scope, Guid? personId) =>
        HandledWithin(scope) is not { } inScope ? reports
        : personId is { } person && !scope.IsEmpty ? reports.Where(Either.Or(inScope, r => r.AssigneeId == person))
        : reports.Where(inScope);

    private static Expression<Func<GridReport, bool>>? HandledWithin(Scope scope)
    {
        if (scope.Areas(OrgLevel.District).Length > 0) return null;
        return scope.IsEmpty ? _ => false : scope.Units.Select(HandledBy).Aggregate(Either.Or);
    }

    /// <summary>
    /// Names the street beside what lies below it, and the grid beside the micro-grid: queues and lists have an index per street
    /// and per grid, and need none of their own for each community and micro-grid.
    /// </summary>
    internal static Expression<Func<GridReport, bool>> HandledBy(string unit)
    {
        if (!OrgCode.IsArea(unit)) return r => r.AssigneeUnitCode == unit;
        var street = OrgCode.AncestorAt(unit, OrgLevel.Street);
        var grid = OrgCode.AncestorAt(unit, OrgLevel.Grid);
        return OrgCode.LevelOf(unit) switch
        {
            // Nobody below has it; a scope of the whole district needs no filter at all.
            OrgLevel.District => r => r.HandlingStreetCode == null && r.HandlingUnitCode == unit,
            OrgLevel.Street => r => r.HandlingStreetCode == unit,
            OrgLevel.Community => r => r.HandlingStreetCode == street && r.HandlingCommunityCode == unit,
            OrgLevel.Grid => r => r.HandlingStreetCode == street && r.HandlingGridCode == unit,
            _ => r => r.HandlingStreetCode == street && r.HandlingGridCode == grid && r.HandlingUnitCode == unit,
        };
    }

    /// <summary>
    /// The report that a form is about to change: visible to the user under that permission, and still as the form's page
    /// showed it. The save compares the version once more.
    /// </summary>
    public static async Task<ErrorOr<GridReport>> ForChangeAsync(
        this PortalDb db, ICurrentUser user, Permission permission, Guid id, uint version, AuditNote audit, CancellationToken cancellationToken)
    {
        var report = await db.GridReports.VisibleTo(user.ScopeFor(permission), user.PersonId)
            .SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        if (report is null) return GridReportErrors.NotFound;
        audit.About(AuditSubject.Of<GridReport>(report.Id), report.ReporterId, report.HandlingUnitCode);
        return report.Version == version ? report : AccessErrors.ChangedMeanwhile;
    }

    /// <summary>The reporter's own report, by private link or by account.</summary>
    public static async Task<ErrorOr<(GridReport Report, Actor Actor)>> OwnForChangeAsync(
        this PortalDb db, ICurrentUser user, OwnReport which, uint version, AuditNote audit, CancellationToken cancellationToken)
    {
        var report = await db.GridReports.Own(user, which).SingleOrDefaultAsync(cancellationToken);
        if (report is null) return GridReportErrors.NotFound;
        // A private link names no report: only now the trail can say which.
        audit.About(AuditSubject.Of<GridReport>(report.Id), report.ReporterId, report.HandlingUnitCode);
        if (report.Version != version) return AccessErrors.ChangedMeanwhile;
        return (report, user.Actor with { HoldsPrivateLink = which.Token is not null });
    }

    public static IQueryable<GridReport> Own(this IQueryable<GridReport> reports, ICurrentUser user, OwnReport which)
    {
        if (which.Token is { } token)
        {
            var hash = Hash.Of(token);
            return reports.Where(r => r.LinkHash == hash);
        }
        var person = user.PersonId;
        return reports.Where(r => r.Id == which.Id && person != null && r.ReporterId == person);
    }

    /// <summary>The category of a report that is about to be changed; it cannot be missing, codes are never removed.</summary>
    public static Task<ReportCategory> CategoryOfAsync(this PortalDb db, GridReport report, CancellationToken cancellationToken) =>
        db.ReportCategories.AsNoTracking().SingleAsync(c => c.Code == report.CategoryCode, cancellationToken);
}

/// <summary>A reporter's own report: by the private link's token, or by id for the account that filed it. One of the two.</summary>
public sealed record OwnReport(Guid? Id, string? Token);
