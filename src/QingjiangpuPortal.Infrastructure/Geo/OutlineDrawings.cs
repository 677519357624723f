using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Coverage;
using NetTopologySuite.Geometries;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Geo;

/// <summary>Draws boundaries once in a while: they change a few times a year.</summary>
internal sealed class OutlineDrawings(IServiceScopeFactory scopes, TimeProvider clock) : IAreaOutlines
{
    private const int Width = 600;
    private const int Margin = 2;

    /// <summary>Bends that enclose less than the square of a pixel are not seen.</summary>
    private const double Tolerance = 1;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<(string, OrgLevel), (AreaOutlines Drawing, DateTimeOffset At)> _kept = new();

    public async ValueTask<AreaOutlines> WithinAsync(string unit, OrgLevel level, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue((unit, level), out var kept) && clock.GetUtcNow() - kept.At < KeptFor) return kept.Drawing;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var rows = await db.OrgUnits.ValidOn(ChinaTime.DayOf(clock.GetUtcNow()))
            .Where(u => u.Kind == OrgUnitKind.Area && u.Level == level && u.Boundary != null && u.Code.StartsWith(unit))
            .OrderBy(u => u.Code).Select(u => new { u.Code, u.Boundary }).ToListAsync(cancellationToken);
        var drawing = Draw(rows.ConvertAll(r => (r.Code, GeoJsonText.Read(r.Boundary!))));
        _kept[(unit, level)] = (drawing, clock.GetUtcNow());
        return drawing;
    }

    private static AreaOutlines Draw(List<(string Code, Geometry Shape)> areas)
    {
        if (areas.Count == 0) return new(Width, Width, []);
        var all = new Envelope();
        foreach (var (_, shape) in areas) all.ExpandToInclude(shape.EnvelopeInternal);
        // A district is small enough for one scale east and north: degrees of longitude shrink with the cosine of the latitude.
        var shrink = Math.Cos(all.Centre.Y * Math.PI / 180);
        var scale = (Width - 2 * Margin) / (all.Width * shrink);
        var simplified = CoverageSimplifier.Simplify([.. areas.Select(a => a.Shape)], Tolerance / scale);
        return new(Width, (int)Math.Ceiling(all.Height * scale) + 2 * Margin, [.. areas.Select((a, i) => new AreaOutline(a.Code, PathOf(simplified[i])))]);

        string PathOf(Geometry shape)
        {
            var path = new StringBuilder();
            for (var i = 0; i < shape.NumGeometries; i++)
                if (shape.GetGeometryN(i) is Polygon polygon)
                    foreach (var ring in polygon.InteriorRings.Prepend(polygon.ExteriorRing)) Ring(path, ring.Coordinates);
            return path.ToString();
        }

        void Ring(StringBuilder path, Coordinate[] points)
        {
            // The last point is the first again.
            for (var i = 0; i < points.Length - 1; i++)
                path.Append(i == 0 ? 'M' : 'L').Append(string.Create(
                    CultureInfo.InvariantCulture, $"{Margin + (points[i].X - all.MinX) * shrink * scale:0.#} {Margin + (all.MaxY - points[i].Y) * scale:0.#}"));
            path.Append('Z');
        }
    }
}
