using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>删除我的联系方式: name, number and account leave the report, whatever its status; the report goes on.</summary>
public sealed record RemoveMyDetails(OwnReport Which, uint Version) : IOwnReportCommand
{
    public Permission Permission => Permission.OwnReport;
}

internal sealed class RemoveMyDetailsHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit)
    : OwnReportCommandHandler<RemoveMyDetails>(db, user, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(GridReport report, RemoveMyDetails command, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        await Db.RemoveDetailsAsync(report, by, at, cancellationToken);
}

internal static class DetailsRemoval
{
    /// <summary>The lines of the timeline that the reporter wrote name the account, and where it is merged they follow it: both forget them with the report.</summary>
    public static async Task<ErrorOr<Success>> RemoveDetailsAsync(this PortalDb db, GridReport report, Actor by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var reporter = report.ReporterId;
        var removed = report.RemoveDetails(by, at);
        if (removed.IsError) return removed;
        await db.EndReporterFollowingAsync(report, reporter, at, cancellationToken);
        if (reporter is null) return removed;
        foreach (var line in await db.GridReportTimeline.Where(t =>
            t.ReportId == report.Id && t.RecordedAt >= report.RecordedAt && t.PersonId == reporter && t.PostKind == null).ToListAsync(cancellationToken))
            line.ForgetPerson();
        return removed;
    }
}
