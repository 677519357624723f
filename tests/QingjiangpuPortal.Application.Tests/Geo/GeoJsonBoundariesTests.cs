using QingjiangpuPortal.Infrastructure.Geo;

namespace QingjiangpuPortal.Application.Tests.Geo;

public sealed class GeoJsonBoundariesTests
{
    private static readonly SeededDistrict District = SeededDistrict.Instance;

    /// <summary>A street of two communities side by side, and one more street without a boundary.</summary>
    private static readonly Dictionary<string, string?> Current = new(StringComparer.Ordinal)
    {
        ["320812"] = null,
        ["320812001"] = Square(119.00, 33.50, 0.10),
        ["320812001001"] = Rectangle(119.00, 33.50, 0.05, 0.10),
        ["320812001002"] = Rectangle(119.05, 33.50, 0.05, 0.10),
        ["320812002"] = null,
    };

    [Fact]
    public void The_districts_own_map_can_be_imported()
    {
        var map = MapFeatures.ToGeoJson([.. District.Areas.Select(u => new MapUnit(u.Code, u.Name, u.Level, u.Boundary!))]);
        var import = GeoJsonBoundaries.Read(map, District.Areas.ToDictionary(u => u.Code, _ => (string?)null, StringComparer.Ordinal));
        Assert.Empty(import.Errors);
        Assert.Equal(District.Areas.Select(u => (u.Code, u.Boundary!)), import.Boundaries.Select(b => (b.Code, b.GeoJson)));
        Assert.All(import.Boundaries.Where(b => b.Code.Length == 17), b => Assert.Equal(b.Code, District.Index.MicroGridAt(b.Latitude, b.Longitude)));
    }

    [Fact]
    public void A_boundary_that_fits_is_taken_with_a_point_inside_it()
    {
        var import = GeoJsonBoundaries.Read(Collection(Feature("320812002", Square(119.10, 33.50, 0.10))), Current);
        Assert.Empty(import.Errors);
        var boundary = Assert.Single(import.Boundaries);
        Assert.Equal("320812002", boundary.Code);
        Assert.Equal(33.55, boundary.Latitude, 1e-6);
        Assert.Equal(119.15, boundary.Longitude, 1e-6);
    }

    [Fact]
    public void Several_parts_are_taken()
    {
        const string TwoParts = """{"type":"MultiPolygon","coordinates":[[[[119.2,33.5],[119.3,33.5],[119.3,33.6],[119.2,33.5]]],[[[119.4,33.5],[119.5,33.5],[119.5,33.6],[119.4,33.5]]]]}""";
        Assert.Empty(GeoJsonBoundaries.Read(Collection(Feature("320812002", TwoParts)), Current).Errors);
    }

    [Fact]
    public void What_sticks_out_by_less_than_the_tolerance_is_taken() => Assert.Empty(
        GeoJsonBoundaries.Read(Collection(Feature("320812001002", Rectangle(119.05, 33.50, 0.05002, 0.10))), Current).Errors);

    public static TheoryData<string, string> Faults => new()
    {
        { "not json", "The file is not JSON" },
        { "[]", "The file is not a GeoJSON FeatureCollection." },
        { """{"type":"Feature"}""", "The file is not a GeoJSON FeatureCollection." },
        { Collection(), "The file has no features." },
        { Collection("7"), "Feature 0 has no properties.code (a string)." },
        { Collection("""{"type":"Feature","properties":{},"geometry":null}"""), "Feature 0 has no properties.code (a string)." },
        { Collection("""{"type":"Feature","properties":{"code":320812002},"geometry":null}"""), "Feature 0 has no properties.code (a string)." },
        { Collection("""{"type":"Feature","properties":{"code":"320812002"}}"""), "Feature 0 (320812002) has no geometry." },
        { Collection(Feature("320812009", Square(119.1, 33.5, 0.1))), "Feature 0 (320812009) is not the code of an area that is valid now." },
        { Collection(Feature("320812002", "null")), "Feature 0 (320812002) is unusable." },
        { Collection(Feature("320812002", """{"type":"Point","coordinates":[119,33]}""")), "Feature 0 (320812002) is unusable. The geometry is neither" },
        { Collection(Feature("320812002", """{"type":"Polygon","coordinates":[[[119,33],[119.1,33]]]}""")), "Feature 0 (320812002) is unusable." },
        { Collection(Feature("320812002", """{"type":"Polygon","coordinates":"here"}""")), "Feature 0 (320812002) is unusable." },
        { Collection(Feature("320812002", """{"type":"Polygon","coordinates":[]}""")), "Feature 0 (320812002) has an empty geometry." },
        { Collection(Feature("320812002", Square(33.5, 119.1, 0.1))), "Feature 0 (320812002) lies outside the country" },
        {
            Collection(Feature("320812002", """{"type":"Polygon","coordinates":[[[119.1,33.5],[119.2,33.6],[119.2,33.5],[119.1,33.6],[119.1,33.5]]]}""")),
            "Feature 0 (320812002) is not a valid polygon: Self-intersection at 119.15, 33.55."
        },
        {
            Collection(Feature("320812002", Square(119.1, 33.5, 0.1)), Feature("320812002", Square(119.1, 33.5, 0.1))),
            "Feature 1 (320812002) appears a second time."
        },
        {
            Collection(Feature("320812002", Square(119.05, 33.55, 0.1))),
            "overlaps its sibling"
        },
        {
            Collection(Feature("320812001002", Rectangle(119.05, 33.50, 0.06, 0.10))),
            "Feature 0 (320812001002) is not covered by its parent, the present 320812001."
        },
        {
            Collection(Feature("320812001", Square(119.00, 33.50, 0.08))),
            "the present 320812001002 is not covered by its parent, Feature 0 (320812001)."
        },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_told_in_a_sentence_and_nothing_is_taken(string json, string sentence)
    {
        var import = GeoJsonBoundaries.Read(json, Current);
        Assert.Contains(import.Errors, error => error.Contains(sentence, StringComparison.Ordinal));
        Assert.Empty(import.Boundaries);
    }

    private static string Collection(params string[] features) =>
        $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""";

    private static string Feature(string code, string geometry) =>
        $$$"""{"type":"Feature","properties":{"code":"{{{code}}}"},"geometry":{{{geometry}}}}""";

    private static string Square(double west, double south, double side) => Rectangle(west, south, side, side);

    private static string Rectangle(double west, double south, double width, double height) => FormattableString.Invariant(
        $$"""{"type":"Polygon","coordinates":[[[{{west}},{{south}}],[{{west + width}},{{south}}],[{{west + width}},{{south + height}}],[{{west}},{{south + height}}],[{{west}},{{south}}]]]}""");
}
