using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Geo;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.District;

namespace QingjiangpuPortal.Application.Tests.Geo;

/// <summary>The district of the demo, drawn once for all tests of this folder, which only read it.</summary>
public sealed class SeededDistrict
{
    private static readonly Lazy<SeededDistrict> Shared = new(() => new SeededDistrict());
    private static readonly JsonSerializerOptions GeoJson = new() { Converters = { new GeoJsonConverterFactory() } };

    public static SeededDistrict Instance => Shared.Value;

    public DistrictSeed Seed { get; } = DistrictSeed.Create();
    public IReadOnlyList<OrgUnit> Areas { get; }
    public IReadOnlyList<OrgUnit> MicroGrids { get; }
    public IReadOnlyDictionary<string, Geometry> Shapes { get; }
    public PlaceIndex Index { get; }

    private SeededDistrict()
    {
        Areas = [.. Seed.Units.Where(u => u.Kind == OrgUnitKind.Area)];
        MicroGrids = [.. Areas.Where(u => u.Level == OrgLevel.MicroGrid)];
        Shapes = Areas.ToDictionary(u => u.Code, u => Parse(u.Boundary!), StringComparer.Ordinal);
        Index = new PlaceIndex(MicroGrids.Select(u => (u.Code, u.Boundary!)));
    }

    public static Geometry Parse(string geoJson) => JsonSerializer.Deserialize<Geometry>(geoJson, GeoJson)!;
}
