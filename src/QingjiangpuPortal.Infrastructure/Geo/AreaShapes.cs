using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Geo;

/// <summary>Boundaries ready to send, kept in memory for some minutes: they change a few times a year and every map asks for them.</summary>
public sealed class AreaShapes(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Bends smaller than this (degrees, about 20 m) are straightened where a whole district is drawn.</summary>
    private const double DistrictTolerance = 0.0002;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, (Shape Shape, DateTimeOffset At)> _kept = new(StringComparer.Ordinal);

    /// <param name="Content">GeoJSON, UTF-8.</param>
    /// <param name="Hash">Names this very content.</param>
    public sealed record Shape(ReadOnlyMemory<byte> Content, string Hash);

    /// <summary>The areas one level below a unit, the streets without one; <c>null</c> when there is no such unit.</summary>
    public async Task<Shape?> BelowAsync(string? parent, CancellationToken cancellationToken)
    {
        var key = parent ?? "";
        if (_kept.TryGetValue(key, out var kept) && clock.GetUtcNow() - kept.At < KeptFor) return kept.Shape;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var below = db.OrgUnits.ValidOn(today).Where(u => u.Kind == OrgUnitKind.Area && u.Boundary != null);
        below = parent is null ? below.Where(u => u.Level == OrgLevel.Street) : below.Where(u => u.ParentCode == parent);
        var rows = await below.OrderBy(u => u.Code).Select(u => new { u.Code, u.Name, u.Level, u.Boundary }).ToListAsync(cancellationToken);
        if (rows.Count == 0) return null;
        var json = MapFeatures.ToGeoJson([.. rows.Select(r => new MapUnit(r.Code, AreaName.Display(r.Name), r.Level, r.Boundary!))], parent is null ? DistrictTolerance : 0);
        var content = Encoding.UTF8.GetBytes(json);
        var shape = new Shape(content, Convert.ToHexStringLower(SHA256.HashData(content))[..16]);
        _kept[key] = (shape, clock.GetUtcNow());
        return shape;
    }
}
