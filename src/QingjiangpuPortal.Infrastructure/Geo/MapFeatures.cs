using System.Text;
using System.Text.Json;
using NetTopologySuite.Coverage;
using NetTopologySuite.Geometries;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Infrastructure.Geo;

/// <summary>A unit as a map draws it; the boundary is GeoJSON, WGS-84.</summary>
public sealed record MapUnit(string Code, string Name, OrgLevel Level, string Boundary);

/// <summary>Boundaries made small enough to send to a map.</summary>
public static class MapFeatures
{
    /// <summary>About a metre: less than a pixel until far beyond the scale at which a whole unit is seen.</summary>
    private const int Decimals = 5;

    /// <summary>
    /// A GeoJSON FeatureCollection with <c>code</c>, <c>name</c> and <c>level</c> (1 district to 5 micro-grid) as properties.
    /// </summary>
    /// <param name="units">In the order in which they are to be drawn.</param>
    /// <param name="tolerance">
    /// Bends that enclose less than the square of this (degrees) are straightened, 0 for none. Neighbours of one level keep
    /// their common border.
    /// </param>
    public static string ToGeoJson(IReadOnlyList<MapUnit> units, double tolerance = 0)
    {
        var shapes = units.Select(unit => GeoJsonText.Read(unit.Boundary)).ToArray();
        if (tolerance > 0) Simplify(units, shapes, tolerance);

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "FeatureCollection");
            writer.WriteStartArray("features");
            for (var i = 0; i < shapes.Length; i++) WriteFeature(writer, units[i], shapes[i]);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Simplify(IReadOnlyList<MapUnit> units, Geometry[] shapes, double tolerance)
    {
        foreach (var level in Enumerable.Range(0, shapes.Length).GroupBy(i => units[i].Level))
        {
            int[] indexes = [.. level];
            var simplified = CoverageSimplifier.Simplify([.. indexes.Select(i => shapes[i])], tolerance);
            for (var i = 0; i < indexes.Length; i++) shapes[indexes[i]] = simplified[i];
        }
    }

    private static void WriteFeature(Utf8JsonWriter writer, MapUnit unit, Geometry shape)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Feature");
        writer.WriteStartObject("properties");
        writer.WriteString("code", unit.Code);
        writer.WriteString("name", unit.Name);
        writer.WriteNumber("level", (int)unit.Level);
        writer.WriteEndObject();
        writer.WritePropertyName("geometry");
        writer.WriteRawValue(GeoJsonText.Write(GeoJsonText.Round(shape, Decimals)), skipInputValidation: true);
        writer.WriteEndObject();
    }
}
