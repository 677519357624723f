using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Valid;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Infrastructure.Geo;

/// <summary>A boundary that passed every check, and a point inside it (WGS-84 degrees): the arguments of <see cref="OrgUnit.Redraw"/>.</summary>
public sealed record ImportedBoundary(string Code, string GeoJson, double Latitude, double Longitude);

/// <summary>Either all boundaries of a file, or what is wrong with it, a sentence each.</summary>
public sealed record BoundaryImport(IReadOnlyList<ImportedBoundary> Boundaries, IReadOnlyList<string> Errors);

/// <summary>
/// Reads real boundaries from a GeoJSON FeatureCollection (RFC 7946: WGS-84, longitude first; Polygon or MultiPolygon; the
/// unit's code in <c>properties.code</c>). What counts is the tree as it would be afterwards, boundaries that the file leaves
/// alone included: a file with new streets but without their communities is refused unless the old ones still fit.
/// </summary>
public static class GeoJsonBoundaries
{
    /// <summary>As fine as the look-up reads positions.</summary>
    private const int Decimals = 7;

    /// <summary>
    /// Boundaries of two levels or of two neighbours, digitized apart, never meet exactly: this share of the smaller area may
    /// stick out or overlap.
    /// </summary>
    private const double Tolerance = 0.005;

    /// <summary>The country's extent: latitude and longitude the wrong way round fall outside it.</summary>
    private static readonly Envelope Country = new(73, 136, 3, 54);

    /// <param name="json">The file's content.</param>
    /// <param name="current">The areas that are valid now: code and present boundary (GeoJSON), if they have one.</param>
    public static BoundaryImport Read(string json, IReadOnlyDictionary<string, string?> current)
    {
        var errors = new List<string>();
        var imported = ReadFeatures(json, current, errors);
        if (errors.Count == 0) errors.AddRange(Misfits(imported, current));
        return errors.Count > 0
            ? new BoundaryImport([], errors)
            : new BoundaryImport([.. imported.Values.Select(ToBoundary)], []);
    }

    private static Dictionary<string, Feature> ReadFeatures(
        string json, IReadOnlyDictionary<string, string?> current, List<string> errors)
    {
        var features = new Dictionary<string, Feature>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(json);
            if (Text(document.RootElement, "type") != "FeatureCollection"
                || !document.RootElement.TryGetProperty("features", out var array) || array.ValueKind != JsonValueKind.Array)
            {
                errors.Add("The file is not a GeoJSON FeatureCollection.");
                return features;
            }
            foreach (var (index, element) in array.EnumerateArray().Index())
            {
                if (ReadFeature(index, element, current) is var (feature, error) && feature is null) errors.Add(error!);
                else if (!features.TryAdd(feature.Code, feature)) errors.Add($"{feature} appears a second time.");
            }
        }
        catch (JsonException e)
        {
            errors.Add("The file is not JSON: " + e.Message);
        }
        if (errors.Count == 0 && features.Count == 0) errors.Add("The file has no features.");
        return features;
    }

    private static (Feature? Feature, string? Error) ReadFeature(
        int index, JsonElement element, IReadOnlyDictionary<string, string?> current)
    {
        if (element.ValueKind != JsonValueKind.Object
            || !element.TryGetProperty("properties", out var properties) || Text(properties, "code") is not { } code)
        {
            return (null, $"Feature {index} has no properties.code (a string).");
        }
        var name = $"Feature {index} ({code})";
        if (!current.ContainsKey(code)) return (null, $"{name} is not the code of an area that is valid now.");
        if (!element.TryGetProperty("geometry", out var json)) return (null, $"{name} has no geometry.");

        Geometry geometry;
        try
        {
            geometry = GeoJsonText.Round(GeoJsonText.Read(json.GetRawText()), Decimals);
        }
        catch (FormatException e)
        {
            return (null, $"{name} is unusable. {e.Message}");
        }
        if (geometry.IsEmpty) return (null, $"{name} has an empty geometry.");
        if (!Country.Contains(geometry.EnvelopeInternal))
        {
            return (null, $"{name} lies outside the country: coordinates are WGS-84 degrees, longitude first.");
        }
        if (new IsValidOp(geometry).ValidationError is { } flaw)
        {
            return (null, string.Create(CultureInfo.InvariantCulture,
                $"{name} is not a valid polygon: {flaw.Message} at {flaw.Coordinate.X}, {flaw.Coordinate.Y}."));
        }
        return (new Feature(index, code, geometry), null);
    }

    /// <summary>Children that stick out of their parent and siblings that overlap, where the file changes one of the two.</summary>
    private static IEnumerable<string> Misfits(
        Dictionary<string, Feature> imported, IReadOnlyDictionary<string, string?> current)
    {
        var families = current.Keys
            .Select(code => imported.GetValueOrDefault(code) ?? Feature.Present(code, current[code]))
            .OfType<Feature>()
            .GroupBy(feature => OrgCode.ParentOf(feature.Code) ?? "", StringComparer.Ordinal)
            .ToDictionary(family => family.Key, family => family.ToList(), StringComparer.Ordinal);
        var all = families.Values.SelectMany(family => family).ToDictionary(feature => feature.Code, StringComparer.Ordinal);

        foreach (var (parentCode, family) in families)
        {
            if (all.TryGetValue(parentCode, out var parent))
            {
                var prepared = PreparedGeometryFactory.Prepare(parent.Geometry);
                foreach (var child in family.Where(child => child.IsImported || parent.IsImported))
                {
                    if (!prepared.Covers(child.Geometry) && child.SticksOutOf(parent))
                        yield return $"{child} is not covered by its parent, {parent}.";
                }
            }
            for (var i = 0; i < family.Count; i++)
            {
                foreach (var other in family.Skip(i + 1).Where(other => other.IsImported || family[i].IsImported))
                {
                    if (family[i].Overlaps(other)) yield return $"{family[i]} overlaps its sibling, {other}.";
                }
            }
        }
    }

    private static ImportedBoundary ToBoundary(Feature feature)
    {
        var pin = Pins.Inside(feature.Geometry);
        return new ImportedBoundary(feature.Code, GeoJsonText.Write(feature.Geometry), pin.Y, pin.X);
    }

    private static string? Text(JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <param name="Index">Where it stands in the file; <c>null</c> for a present boundary that the file leaves alone.</param>
    private sealed record Feature(int? Index, string Code, Geometry Geometry)
    {
        public bool IsImported => Index is not null;

        public static Feature? Present(string code, string? boundary) =>
            boundary is null ? null : new Feature(null, code, GeoJsonText.Read(boundary));

        public bool SticksOutOf(Feature parent) =>
            OverlayNGRobust.Overlay(Geometry, parent.Geometry, SpatialFunction.Difference).Area > Tolerance * Geometry.Area;

        public bool Overlaps(Feature other) =>
            Geometry.EnvelopeInternal.Intersects(other.Geometry.EnvelopeInternal)
            && OverlayNGRobust.Overlay(Geometry, other.Geometry, SpatialFunction.Intersection).Area
                > Tolerance * Math.Min(Geometry.Area, other.Geometry.Area);

        public override string ToString() => Index is null ? $"the present {Code}" : $"Feature {Index} ({Code})";
    }
}
