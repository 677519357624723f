using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>
/// How many reports each of several filters finds for the user: the true number up to <see cref="Most"/>, with words in it up to
/// <see cref="MostWithWords"/>, and from there on that there are more. So a number costs no more than the rows that it counts,
/// however large the list behind it.
/// </summary>
public sealed record CountReports(IReadOnlyList<ReportFilter> Filters) : IQuery<IReadOnlyList<ReportCount>>
{
    public const int Most = 1000;

    /// <summary>Between two hits of a word lie many rows that are read for nothing.</summary>
    public const int MostWithWords = 200;

    public Permission Permission => Permission.ViewReports;
}

/// <param name="IsMore">There are more than this; counting ended there.</param>
public readonly record struct ReportCount(int Count, bool IsMore);

internal sealed class CountReportsHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<CountReports, ErrorOr<IReadOnlyList<ReportCount>>>
{
    public async Task<ErrorOr<IReadOnlyList<ReportCount>>> Handle(CountReports request, CancellationToken cancellationToken)
    {
        var (scope, now) = (user.ScopeFor(request.Permission), clock.GetUtcNow());
        var counts = new List<ReportCount>(request.Filters.Count);
        foreach (var filter in request.Filters)
        {
            var most = filter.Text is null ? CountReports.Most : CountReports.MostWithWords;
            counts.Add(await AtMostAsync(filter, most + 1) is var count && count > most ? new(most, IsMore: true) : new(count, IsMore: false));
        }
        return counts;

        async Task<int> AtMostAsync(ReportFilter filter, int most)
        {
            if (filter is { Text: not null, IsOfOpenWork: false })
                return (await db.LatestAsync(reports => reports.HandledWithin(scope).NarrowedForStaff(db, filter, now), filter.Text, after: null, most, reports => reports.Select(r => r.Id), cancellationToken)).Count;
            // In the order of the index that its list reads, so that counting ends where the limit is reached.
            var order = filter.IsOfOpenWork ? ReportOrder.DueFirst : ReportOrder.LatestFirst;
            return await db.Matching(filter, now).HandledWithin(scope).InOrder(order, after: null, before: null).Select(r => r.Id).Take(most).CountAsync(cancellationToken);
        }
    }
}
