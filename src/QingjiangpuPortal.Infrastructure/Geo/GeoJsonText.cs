using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.IO.Converters;

namespace QingjiangpuPortal.Infrastructure.Geo;

/// <summary>A boundary as text (RFC 7946: WGS-84, longitude first) and as geometry.</summary>
internal static class GeoJsonText
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new GeoJsonConverterFactory() } };

    /// <exception cref="FormatException">The text is not a GeoJSON Polygon or MultiPolygon.</exception>
    public static Geometry Read(string geoJson)
    {
        Geometry? geometry;
        try
        {
            geometry = JsonSerializer.Deserialize<Geometry>(geoJson, Options);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new FormatException("The geometry cannot be read: " + e.Message, e);
        }
        return geometry is Polygon or MultiPolygon
            ? geometry
            : throw new FormatException("The geometry is neither a Polygon nor a MultiPolygon.");
    }

    public static string Write(Geometry geometry) => JsonSerializer.Serialize(geometry, Options);

    /// <summary>Each vertex for itself, so that neighbours' common vertices stay common.</summary>
    public static Geometry Round(Geometry geometry, int decimals) => new GeometryEditor().Edit(geometry, new Rounding(decimals));

    private sealed class Rounding(int decimals) : GeometryEditor.CoordinateOperation
    {
        public override Coordinate[] Edit(Coordinate[] coordinates, Geometry geometry)
        {
            var rounded = new CoordinateList(coordinates.Length);
            foreach (var c in coordinates)
            {
                rounded.Add(new Coordinate(Math.Round(c.X, decimals), Math.Round(c.Y, decimals)), allowRepeated: false);
            }

            // A ring that rounding would leave without area keeps its vertices: too fine is better than invalid.
            return rounded.Count >= 4 ? rounded.ToCoordinateArray() : coordinates;
        }
    }
}
