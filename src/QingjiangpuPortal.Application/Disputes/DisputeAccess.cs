using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.Disputes;

/// <summary>Who comes near a dispute's record, said in this one place: a post that carries the permission must cover the report, or it is assigned to them.</summary>
internal static class DisputeAccess
{
    /// <summary>The report of a dispute; whatever else is asked for is not there.</summary>
    public static IQueryable<GridReport> DisputesFor(this PortalDb db, ICurrentUser user, Permission permission, Guid reportId) =>
        db.GridReports.VisibleTo(user.ScopeFor(permission), user.PersonId)
            .Where(r => r.Id == reportId && r.CategoryCode.StartsWith(ReportCategory.Disputes));

    /// <summary>The same, to change its record: what is closed is kept as it was.</summary>
    public static async Task<ErrorOr<GridReport>> DisputeForChangeAsync(
        this PortalDb db, ICurrentUser user, Guid reportId, AuditNote audit, CancellationToken cancellationToken)
    {
        var report = await db.DisputesFor(user, Permission.HandleDisputes, reportId).SingleOrDefaultAsync(cancellationToken);
        if (report is null) return DisputeErrors.NotFound;
        audit.About(AuditSubject.Of<GridReport>(report.Id), report.ReporterId, report.HandlingUnitCode);
        return report.Status.IsOpen() ? report : DisputeErrors.Closed;
    }
}
