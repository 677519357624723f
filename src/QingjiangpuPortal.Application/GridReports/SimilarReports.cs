using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>A report that may be about the same thing.</summary>
/// <param name="Distance">In metres.</param>
/// <param name="Similarity">Of the words, 0 to 1.</param>
/// <param name="Followers">How many follow it.</param>
public sealed record SimilarReport(
    Guid Id, uint Version, string Number, string Description, string Address, CategoryName Category, GridReportStatus Status, DateTimeOffset? DueAt,
    DateTimeOffset RecordedAt, int Distance, double Similarity, int Followers);

/// <summary>What a report is compared by: where, what kind of thing, and in which words.</summary>
internal sealed record Likeness(double Latitude, double Longitude, ReportCategory Category, string Text);

/// <summary>
/// 疑似重复: near (radius by category), recent, open, of the same major category, and alike in words. Place, category and
/// time leave a few candidates; only their words are compared.
/// </summary>
internal static class SimilarReports
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    /// <summary>Below it two texts share hardly more than the words that everybody uses; those of the address do not count at all.</summary>
    private const double LeastSimilarity = 0.2;

    private const int MostCandidates = 200;
    private const double MetresPerDegree = 111_320;

    public static async Task<IReadOnlyList<SimilarReport>> SimilarToAsync(
        this IQueryable<GridReport> among, PortalDb db, Likeness wanted, DateTimeOffset now, int atMost, CancellationToken cancellationToken)
    {
        var radius = wanted.Category.DuplicateRadiusMetres;
        var (north, east) = (radius / MetresPerDegree, radius / (MetresPerDegree * Math.Cos(double.DegreesToRadians(wanted.Latitude))));
        var (south, west) = (wanted.Latitude - north, wanted.Longitude - east);
        (north, east) = (wanted.Latitude + north, wanted.Longitude + east);
        var (since, major) = (now - Recent, wanted.Category.Code[..ReportCategory.MajorLength]);
        var near = await among.AsNoTracking()
            .Where(r => r.DueAt != null && r.Latitude >= south && r.Latitude <= north && r.Longitude >= west && r.Longitude <= east)
            .Where(r => r.RecordedAt >= since && r.CategoryCode.StartsWith(major))
            .OrderByDescending(r => r.RecordedAt).ThenByDescending(r => r.Id).Take(MostCandidates)
            .Join(db.ReportCategories, r => r.CategoryCode, c => c.Code, (r, c) => new
            {
                Report = r,
                Category = new CategoryName(c.Name, c.NameInEnglish),
                Followers = db.GridReports.Where(part => part.Id == r.Id || part.PrimaryId == r.Id)
                    .Join(db.ReportFollowers, part => part.Id, f => f.ReportId, (_, f) => f)
                    .Where(f => f.EndedAt == null).Select(f => f.PersonId ?? f.Id).Distinct().Count(),
            })
            .ToListAsync(cancellationToken);
        // Compared without numbers, so that nobody finds out by trying whether one stands in a report.
        return [.. near
            .Select(r => new SimilarReport(
                r.Report.Id, r.Report.Version, r.Report.Number, r.Report.Description, r.Report.Address, r.Category, r.Report.Status, r.Report.DueAt, r.Report.RecordedAt,
                (int)Math.Round(Metres(wanted, r.Report.Latitude, r.Report.Longitude)), SearchText.Similarity(wanted.Text, PublicText.Of(r.Report.Description), apartFrom: r.Report.Address), r.Followers))
            .Where(r => r.Distance <= radius && r.Similarity >= LeastSimilarity)
            .OrderByDescending(r => r.Similarity).ThenBy(r => r.Distance).ThenByDescending(r => r.RecordedAt)
            .Take(atMost)];
    }

    /// <summary>Good for the few hundred metres that matter here: the earth is flat over them.</summary>
    private static double Metres(Likeness from, double latitude, double longitude)
    {
        var north = (latitude - from.Latitude) * MetresPerDegree;
        var east = (longitude - from.Longitude) * MetresPerDegree * Math.Cos(double.DegreesToRadians(from.Latitude));
        return Math.Sqrt(north * north + east * east);
    }
}
