using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>The part of a map that is seen, WGS-84 degrees.</summary>
public sealed record MapBounds(double South, double West, double North, double East);

/// <summary>
/// The map beside the staff's list: where the latest of the same reports are, those that lie close together as one number. The
/// answer is bounded, and so is its cost: older reports than <see cref="Looked"/> of the user's units are not looked at, open ones
/// apart.
/// </summary>
/// <param name="Zoom">The level of web maps, 0 (the world in 256 pixels) and up.</param>
public sealed record MapReports(ReportFilter Filter, MapBounds Seen, int Zoom) : IQuery<IReadOnlyList<MapMark>>
{
    public const int Most = 5_000;
    public const int Looked = 40_000;

    public Permission Permission => Permission.ViewReports;
}

/// <param name="Count">How many lie there.</param>
/// <param name="Only">The report, where it is a single one.</param>
public sealed record MapMark(double Latitude, double Longitude, int Count, MarkedReport? Only);

public sealed record MarkedReport(Guid Id, string Description, GridReportStatus Status, bool IsOverdue);

internal sealed class MapReportsHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<MapReports, ErrorOr<IReadOnlyList<MapMark>>>
{
    /// <summary>Marks stand this far apart, in pixels.</summary>
    private const double Cell = 64;

    private const double WorldInPixels = 256;
    private const int DeepestZoom = 20;

    public async Task<ErrorOr<IReadOnlyList<MapMark>>> Handle(MapReports request, CancellationToken cancellationToken)
    {
        var (scope, filter, now) = (user.ScopeFor(request.Permission), request.Filter, clock.GetUtcNow());
        var isOpen = filter.IsOfOpenWork;
        var since = isOpen ? null : await db.GridReports.HandledWithin(scope).Narrowed(new ReportFilter(PlaceCode: filter.PlaceCode), now).LatestFirst()
            .Skip(MapReports.Looked - 1).Select(r => (DateTimeOffset?)r.RecordedAt).FirstOrDefaultAsync(cancellationToken);
        var latest = await db.LatestAsync(
            // Said of an open status too, so that the few that are open are all that is looked at.
            reports => reports.HandledWithin(scope).NarrowedForStaff(db, filter with { OnlyOpen = isOpen }, now).Where(r => since == null || r.RecordedAt >= since),
            filter.Text, after: null, MapReports.Most,
            reports => reports.Select(r => new { r.Id, r.Latitude, r.Longitude, r.Description, r.Status, r.DueAt }), cancellationToken);
        var (seen, degrees) = (request.Seen, 360 / WorldInPixels * Cell / Math.Pow(2, Math.Clamp(request.Zoom, 0, DeepestZoom)));
        var north = degrees * Math.Cos(double.DegreesToRadians((seen.South + seen.North) / 2));
        return latest
            .Where(r => r.Latitude >= seen.South && r.Latitude <= seen.North && r.Longitude >= seen.West && r.Longitude <= seen.East)
            .GroupBy(r => (Math.Floor(r.Latitude / north), Math.Floor(r.Longitude / degrees)))
            .Select(cell => new MapMark(
                cell.Average(r => r.Latitude), cell.Average(r => r.Longitude), cell.Count(),
                cell.Count() == 1 && cell.First() is var r ? new(r.Id, r.Description, r.Status, r.DueAt < now) : null))
            .ToList();
    }
}
