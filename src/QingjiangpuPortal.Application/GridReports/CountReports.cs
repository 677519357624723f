using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>
/// How many reports each of several filters finds for the user: the true number up to <see cref="Most"/>, and from there on
/// that there are more. So a number costs no more than the rows that it counts, however large the list behind it.
/// </summary>
public sealed record CountReports(IReadOnlyList<ReportFilter> Filters) : IQuery<IReadOnlyList<ReportCount>>
{
    public const int Most = 1000;

    public Permission Permission => Permission.ViewReports;
}

/// <param name="IsMore">There are more than <see cref="CountReports.Most"/>.</param>
public readonly record struct ReportCount(int Count, bool IsMore);

internal sealed class CountReportsHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<CountReports, ErrorOr<IReadOnlyList<ReportCount>>>
{
    public async Task<ErrorOr<IReadOnlyList<ReportCount>>> Handle(CountReports request, CancellationToken cancellationToken)
    {
        var (scope, now) = (user.ScopeFor(request.Permission), clock.GetUtcNow());
        var counts = new List<ReportCount>(request.Filters.Count);
        foreach (var filter in request.Filters)
        {
            // In the order of the index that its list reads, so that counting ends where the limit is reached.
            var order = filter.IsOfOpenWork ? ReportOrder.DueFirst : ReportOrder.LatestFirst;
            var count = await db.Matching(filter, now).HandledWithin(scope).InOrder(order, after: null, before: null)
                .Select(r => r.Id).Take(CountReports.Most + 1).CountAsync(cancellationToken);
            counts.Add(new(Math.Min(count, CountReports.Most), count > CountReports.Most));
        }
        return counts;
    }
}
