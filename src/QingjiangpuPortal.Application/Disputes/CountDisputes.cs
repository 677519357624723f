using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Disputes;

/// <summary>
/// 化解纠纷数 by level: disputes that were closed on these days, by the level of the unit that handled them then (a closed report
/// goes to no other unit). "Closed through micro-grids" is the row of <see cref="OrgLevel.MicroGrid"/>.
/// </summary>
/// <param name="To">The first day no longer counted.</param>
public sealed record CountDisputesClosed(DateOnly From, DateOnly To) : IQuery<IReadOnlyList<DisputesAtLevel>>
{
    public Permission Permission => Permission.ViewDashboard;
}

/// <param name="Succeeded">Of which the parties came to terms.</param>
public sealed record DisputesAtLevel(OrgLevel Level, int Closed, int Succeeded);

internal sealed class CountDisputesClosedHandler(PortalDb db, ICurrentUser user) : IRequestHandler<CountDisputesClosed, ErrorOr<IReadOnlyList<DisputesAtLevel>>>
{
    public async Task<ErrorOr<IReadOnlyList<DisputesAtLevel>>> Handle(CountDisputesClosed request, CancellationToken cancellationToken)
    {
        var (from, to) = (ChinaTime.StartOf(request.From), ChinaTime.StartOf(request.To));
        var counts = await db.GridReports.HandledWithin(user.ScopeFor(request.Permission))
            .Where(r => r.ClosedAt >= from && r.ClosedAt < to && r.CategoryCode.StartsWith(ReportCategory.Disputes))
            .GroupJoin(db.DisputeRecords, r => r.Id, d => d.Id, (r, d) => new { r, d }).SelectMany(x => x.d.DefaultIfEmpty(), (x, d) => new
            {
                Length = x.r.HandlingUnitCode.Length,
                Succeeded = d != null && d.Succeeded == true,
            })
            .GroupBy(x => x.Length)
            .Select(g => new { g.Key, Closed = g.Count(), Succeeded = g.Count(x => x.Succeeded) })
            .ToListAsync(cancellationToken);
        // A department's code is three longer than its area's: the area's level counts.
        return counts
            .GroupBy(c => c.Key switch { 17 => OrgLevel.MicroGrid, 15 => OrgLevel.Grid, 12 => OrgLevel.Community, <= 6 => OrgLevel.District, _ => OrgLevel.Street })
            .OrderBy(g => g.Key).Select(g => new DisputesAtLevel(g.Key, g.Sum(c => c.Closed), g.Sum(c => c.Succeeded))).ToList();
    }
}
