using System.Text.Json;
using NetTopologySuite.Coverage;
using NetTopologySuite.Geometries;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Geo;

namespace QingjiangpuPortal.Application.Tests.Geo;

public sealed class MapFeaturesTests
{
    private static readonly SeededDistrict District = SeededDistrict.Instance;

    [Fact]
    public void A_feature_carries_code_name_and_level_and_a_boundary_to_about_a_metre()
    {
        const string Boundary = """{"type":"Polygon","coordinates":[[[119.00000049,33.5],[119.1,33.5],[119.1,33.6000001],[119.00000049,33.5]]]}""";
        var json = MapFeatures.ToGeoJson([new MapUnit("320812001", "城南街道", OrgLevel.Street, Boundary)]);

        using var document = JsonDocument.Parse(json);
        var feature = Assert.Single(document.RootElement.GetProperty("features").EnumerateArray());
        Assert.Equal("320812001", feature.GetProperty("properties").GetProperty("code").GetString());
        Assert.Equal("城南街道", feature.GetProperty("properties").GetProperty("name").GetString());
        Assert.Equal(2, feature.GetProperty("properties").GetProperty("level").GetInt32());
        Assert.Equal("[[[119,33.5],[119.1,33.5],[119.1,33.6],[119,33.5]]]", feature.GetProperty("geometry").GetProperty("coordinates").GetRawText());
    }

    [Fact]
    public void Simplified_neighbours_keep_their_common_border()
    {
        var streets = District.Areas.Where(u => u.Level == OrgLevel.Street)
            .Select(u => new MapUnit(u.Code, u.Name, u.Level, u.Boundary!)).ToList();
        var (full, simple) = (Shapes(MapFeatures.ToGeoJson(streets)), Shapes(MapFeatures.ToGeoJson(streets, tolerance: 0.002)));
        Assert.True(CoverageValidator.IsValid(simple));
        Assert.True(simple.Sum(s => s.NumPoints) < full.Sum(s => s.NumPoints) / 2);
    }

    private static Geometry[] Shapes(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.GetProperty("features").EnumerateArray()
            .Select(f => SeededDistrict.Parse(f.GetProperty("geometry").GetRawText()))];
    }
}
