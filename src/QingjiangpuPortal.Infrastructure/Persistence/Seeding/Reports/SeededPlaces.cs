using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Geo;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.Reports;

/// <summary>A spot that somebody reports from.</summary>
internal readonly record struct SeededPlace(ReportPlace Place, string Building, string Road, bool IsVillage);

/// <summary>Spots at the district's buildings; streets with more of them have more reports.</summary>
internal sealed class SeededPlaces
{
    private static readonly string[] Sides = ["", "", "", "东侧", "西侧", "南侧", "北侧", "门前", "对面"];

    /// <summary>People set pins roughly: up to this far from the door, in degrees (some 30 m).</summary>
    private const double PinSpread = 0.0003;

    private readonly HashSet<string> _villages;
    private readonly Building[] _buildings;
    private readonly PlaceIndex _index;

    private SeededPlaces(HashSet<string> villages, Building[] buildings, PlaceIndex index)
    {
        _villages = villages;
        _buildings = buildings;
        _index = index;
    }

    public static async Task<SeededPlaces> ReadAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var microGrids = await db.OrgUnits.Where(u => u.Kind == OrgUnitKind.Area && u.Level == OrgLevel.MicroGrid && u.Boundary != null && u.ValidTo == null)
            .Select(u => new { u.Code, u.Boundary }).ToListAsync(cancellationToken);
        var buildings = await db.Buildings.AsNoTracking().OrderBy(b => b.ShortCode).ToArrayAsync(cancellationToken);
        var codes = microGrids.Select(u => u.Code).ToHashSet(StringComparer.Ordinal);
        buildings = Array.FindAll(buildings, building => codes.Contains(building.MicroGridCode));
        if (buildings.Length == 0) throw new InvalidOperationException("Reports can only be seeded where buildings are: the district has none.");
        var communities = await db.OrgUnits.Where(u => u.Kind == OrgUnitKind.Area && u.Level == OrgLevel.Community)
            .Select(u => new { u.Code, u.Name }).ToListAsync(cancellationToken);
        return new(
            communities.Where(u => AreaName.IsVillage(u.Name)).Select(u => u.Code).ToHashSet(StringComparer.Ordinal),
            buildings, new PlaceIndex(microGrids.Select(u => (u.Code, u.Boundary!))));
    }

    public SeededPlace Next(SeededRandom random) => Near(random.Pick(_buildings), random);

    public SeededPlace NextIn(string microGridCode, SeededRandom random) =>
        Near(random.Pick(Array.FindAll(_buildings, building => building.MicroGridCode == microGridCode)), random);

    private SeededPlace Near(Building building, SeededRandom random)
    {
        var latitude = Math.Round(building.Latitude + random.Between(-PinSpread, PinSpread), Pins.Decimals);
        var longitude = Math.Round(building.Longitude + random.Between(-PinSpread, PinSpread), Pins.Decimals);
        if (_index.MicroGridAt(latitude, longitude) != building.MicroGridCode) (latitude, longitude) = (building.Latitude, building.Longitude);
        return new(
            new(building.MicroGridCode, latitude, longitude, building.Name + random.Pick(Sides)), building.Name, RoadOf(building.MicroGridCode, random),
            _villages.Contains(OrgCode.AncestorAt(building.MicroGridCode, OrgLevel.Community)!));
    }

    /// <summary>Two roads pass a community, always the same ones.</summary>
    private static string RoadOf(string placeCode, SeededRandom random)
    {
        var community = int.Parse(OrgCode.AncestorAt(placeCode, OrgLevel.Community)!.AsSpan(6), System.Globalization.CultureInfo.InvariantCulture);
        return ReportTopic.Roads[(community * 7 + random.Below(2)) % ReportTopic.Roads.Count];
    }
}
