using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Geo;

/// <summary>How many areas have a new boundary, or what is wrong with the file, a sentence each; then nothing was changed.</summary>
public sealed record BoundaryImportResult(int Changed, IReadOnlyList<string> Errors);

/// <summary>Replaces the boundaries of areas by those of a GeoJSON file, all or none.</summary>
public static class BoundaryImporter
{
    /// <param name="json">A FeatureCollection, see <see cref="GeoJsonBoundaries"/>.</param>
    public static async Task<BoundaryImportResult> ImportAsync(PortalDbContext db, TimeProvider clock, string json, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var areas = await db.OrgUnits.ValidOn(today)
            .Where(u => u.Kind == OrgUnitKind.Area)
            .ToDictionaryAsync(u => u.Code, StringComparer.Ordinal, cancellationToken);
        var read = GeoJsonBoundaries.Read(json, areas.ToDictionary(a => a.Key, a => a.Value.Boundary, StringComparer.Ordinal));
        if (read.Errors.Count > 0) return new(0, read.Errors);

        foreach (var boundary in read.Boundaries) areas[boundary.Code].Redraw(boundary.GeoJson, boundary.Latitude, boundary.Longitude);
        return new(await db.SaveChangesAsync(cancellationToken), []);
    }
}
