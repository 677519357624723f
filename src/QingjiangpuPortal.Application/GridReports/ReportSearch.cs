using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>
/// The reports in whose description and address words stand, the latest first (ADR 16). A frequent word is found by looking
/// through the latest reports, a rare one by the index; nothing sorts a hundred thousand hits, and nothing looks through a
/// million reports for a word that none of them has.
/// </summary>
internal static class ReportSearch
{
    /// <summary>How many of the latest reports are looked through before the index is asked.</summary>
    /// <param name="First">For every question.</param>
    /// <param name="Wide">At most, where the first ones held some hits, so that a page will soon be full.</param>
    internal sealed record Windows(int First, int Wide)
    {
        public static readonly Windows Default = new(2_000, 40_000);
    }

    /// <summary>So many hits among the first say how far one must look for a full page.</summary>
    private const int SomeHits = 3;

    /// <summary>The reports of a filter, its words found by the index: in no order, for what looks at all of them.</summary>
    public static IQueryable<GridReport> Matching(this PortalDb db, ReportFilter filter, DateTimeOffset now)
    {
        var reports = filter.Text is not { } text ? db.GridReports
            : NumberIn(text) is { } sequence ? db.GridReports.Where(r => r.Sequence == sequence)
            : SearchText.Query(text) is { } question ? db.ByIndex(question)
            : db.GridReports.Where(_ => false);
        return reports.NarrowedForStaff(db, filter, now);
    }

    /// <summary>
    /// The latest of what <paramref name="narrow"/> leaves, with words in them when there are any; as many as are asked for.
    /// </summary>
    public static async Task<List<T>> LatestAsync<T>(
        this PortalDb db, Func<IQueryable<GridReport>, IQueryable<GridReport>> narrow, string? text, Cursor? after, int take,
        Func<IQueryable<GridReport>, IQueryable<T>> rowsOf, CancellationToken cancellationToken, Windows? windows = null)
    {
        if (text is null) return await Rows(narrow(db.GridReports)).ToListAsync(cancellationToken);
        if (NumberIn(text) is { } sequence) return await Rows(narrow(db.GridReports).Where(r => r.Sequence == sequence)).ToListAsync(cancellationToken);
        if (SearchText.Query(text) is not { } question) return [];

        var (first, wide) = windows ?? Windows.Default;
        for (var window = first; ;)
        {
            var start = await narrow(db.GridReports).After(after).LatestFirst().Skip(window - 1).Select(r => (DateTimeOffset?)r.RecordedAt).FirstOrDefaultAsync(cancellationToken);
            var rows = await Rows(narrow(db.ByLooking(question)).Where(r => start == null || r.RecordedAt >= start)).ToListAsync(cancellationToken);
            if (rows.Count == take || start is null) return rows;
            if (window > first || rows.Count < SomeHits) break;
            // Twice as far as the page should need at this rate, so that it is seldom missed.
            window = Math.Min(wide, 2 * first * take / rows.Count);
        }
        // Ordered by what no index holds, so that the planner cannot choose to walk through all reports in their order.
        return await rowsOf(narrow(db.ByIndex(question)).After(after).OrderByDescending(r => r.RecordedAt.AddSeconds(0)).ThenByDescending(r => r.Id).Take(take)).ToListAsync(cancellationToken);

        IQueryable<T> Rows(IQueryable<GridReport> reports) => rowsOf(reports.After(after).LatestFirst().Take(take));
    }

    public static IOrderedQueryable<GridReport> LatestFirst(this IQueryable<GridReport> reports) =>
        reports.OrderByDescending(r => r.RecordedAt).ThenByDescending(r => r.Id);

    private static IQueryable<GridReport> After(this IQueryable<GridReport> reports, Cursor? after) =>
        after is { } cursor ? reports.Where(r => r.RecordedAt <= cursor.At && (r.RecordedAt < cursor.At || r.Id < cursor.Id)) : reports;

    private static long? NumberIn(string text) => ReportNumber.TryParse(text, out var sequence) ? sequence : null;

    private static IQueryable<GridReport> ByIndex(this PortalDb db, string question) =>
        db.GridReports.FromSql($"SELECT *, xmin FROM grid_reports WHERE search @@ {question}::tsquery");

    /// <summary>The same question as a function, which no index serves.</summary>
    private static IQueryable<GridReport> ByLooking(this PortalDb db, string question) =>
        db.GridReports.FromSql($"SELECT *, xmin FROM grid_reports WHERE ts_match_vq(search, {question}::tsquery)");
}
