using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Geo;

/// <summary>
/// Keeps the map of places in memory and reads it anew now and then: units change a few times a year, and an instance that
/// learns of it some minutes later does no harm.
/// </summary>
internal sealed class PlaceDirectory(IServiceScopeFactory scopes, TimeProvider clock) : IPlaceDirectory, IDisposable
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Reading? _last;

    public async ValueTask<PlaceMap> CurrentAsync(CancellationToken cancellationToken)
    {
        if (_last is { } fresh && clock.GetUtcNow() - fresh.At < KeptFor) return fresh.Map;
        // One reads, the others go on with the old map; only the very first have to wait.
        if (_last is { } old && !await _reading.WaitAsync(TimeSpan.Zero, cancellationToken)) return old.Map;
        if (_last is null) await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_last is { } read && clock.GetUtcNow() - read.At < KeptFor) return read.Map;
            _last = new(await ReadAsync(cancellationToken), clock.GetUtcNow());
            return _last.Map;
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<PlaceMap> ReadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var areas = await db.OrgUnits.ValidOn(today)
            .Where(u => u.Kind == OrgUnitKind.Area && u.Boundary != null)
            .Select(u => new { u.Code, u.Level, u.Name, u.ShortCode, u.Latitude, u.Longitude, Boundary = u.Level == OrgLevel.MicroGrid ? u.Boundary : null })
            .ToListAsync(cancellationToken);
        var buildings = await db.Buildings
            .Select(b => new PlaceBuilding(b.ShortCode, b.Name, b.MicroGridCode, b.Latitude, b.Longitude)).ToListAsync(cancellationToken);
        return new PlaceMap(
            areas.Select(u => new PlaceUnit(u.Code, u.Level, AreaName.Display(u.Name), u.ShortCode, u.Latitude!.Value, u.Longitude!.Value)),
            buildings,
            new PlaceIndex(areas.Where(u => u.Boundary is not null).Select(u => (u.Code, u.Boundary!))));
    }

    public void Dispose() => _reading.Dispose();

    private sealed record Reading(PlaceMap Map, DateTimeOffset At);
}
