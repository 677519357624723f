using NetTopologySuite.Geometries;
using NetTopologySuite.Triangulate;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.District;

/// <summary>
/// The smallest pieces of the schematic map: cells that tile an irregular outline, small in the old city and large in the
/// countryside. Neighbours share their vertices exactly, so any union of cells tiles as well.
/// </summary>
/// <remarks>
/// The cells are the Voronoi cells of points on a sunflower spiral, which spaces points evenly at any density, jittered and
/// then relaxed (each point moves to the middle of its cell) so that no spiral is seen. Points beyond the outline only
/// bound the outermost cells: nothing is clipped, the outline is made of cells' own edges.
/// </remarks>
internal sealed class SchematicCells
{
    /// <summary>About a metre: it makes common vertices equal, and the map's rounding leaves the boundaries untouched.</summary>
    public const int Decimals = 5;

    private const double CityLongitude = 119.030, CityLatitude = 33.595;
    private const double MiddleLongitude = 119.010, MiddleLatitude = 33.570;
    private const double HalfWidth = 0.118, HalfHeight = 0.102;
    private const double ShareBeyondOutline = 0.15;
    private const double Jitter = 0.4;
    private const int Relaxations = 3;
    private static readonly double GoldenAngle = Math.PI * (3 - Math.Sqrt(5));

    /// <summary>A degree of longitude against one of latitude here: cells are drawn in a plane where both are equally long.</summary>
    private static readonly double LongitudeScale = Math.Cos(CityLatitude * Math.PI / 180);
    private static readonly GeometryFactory Factory = new();

    private SchematicCells(Polygon[] polygons)
    {
        Polygons = polygons;
        Centres = [.. polygons.Select(p => ToPlane(p.Centroid.Coordinate))];
        Neighbours = FindNeighbours(polygons);
    }

    /// <summary>WGS-84, longitude first.</summary>
    public IReadOnlyList<Polygon> Polygons { get; }

    /// <summary>The cells' middles in the plane of <see cref="ToPlane"/>.</summary>
    public IReadOnlyList<Coordinate> Centres { get; }

    /// <summary>For each cell those it has an edge with, and how long the edge is.</summary>
    public IReadOnlyList<(int Cell, double Length)[]> Neighbours { get; }

    public static SchematicCells Draw(int count, Random random)
    {
        var sites = ScatterSites(count, random);
        var relaxed = (count + sites.Length) / 2; // the outermost cells reach into the void: their middles say nothing
        for (var i = 0; i < Relaxations; i++)
        {
            var cells = VoronoiCells(sites);
            for (var site = 0; site < relaxed; site++) sites[site] = cells[sites[site]].Centroid.Coordinate;
        }
        var last = VoronoiCells(sites);
        return new SchematicCells([.. sites.Take(count).Select(site => ToDegrees(last[site]))]);
    }

    /// <summary>Longitude and latitude to a plane around the city whose unit is a degree of latitude.</summary>
    public static Coordinate ToPlane(Coordinate degrees) =>
        new((degrees.X - CityLongitude) * LongitudeScale, degrees.Y - CityLatitude);

    private static Coordinate[] ScatterSites(int count, Random random)
    {
        var outline = new Outline(random);
        var sites = new Coordinate[(int)(count * (1 + ShareBeyondOutline))];
        for (var i = 0; i < sites.Length; i++)
        {
            var share = (i + 0.5) / count;
            var angle = i * GoldenAngle;
            var reach = outline.DistanceAt(angle);
            var radius = reach * Spread(share);
            var spacing = reach * Math.Sqrt(2 * Math.PI * Spread(share) * SpreadSlope(share) / count);
            sites[i] = new Coordinate(
                radius * Math.Cos(angle) + (random.NextDouble() - 0.5) * 2 * Jitter * spacing,
                radius * Math.Sin(angle) + (random.NextDouble() - 0.5) * 2 * Jitter * spacing);
        }
        return sites;
    }

    /// <summary>
    /// How far out, as a share of the way to the outline, the given share of all points lies: the root alone would be an
    /// even density, the power pushes the last tenths out into the countryside. Evenly on beyond the outline.
    /// </summary>
    private static double Spread(double share) => share < 1
        ? 0.65 * Math.Sqrt(share) + 0.35 * Math.Pow(share, 6)
        : 1 + (share - 1) * SpreadSlope(1);

    private static double SpreadSlope(double share) => share < 1
        ? 0.325 / Math.Sqrt(share) + 2.1 * Math.Pow(share, 5)
        : 0.325 + 2.1;

    private static Dictionary<Coordinate, Polygon> VoronoiCells(Coordinate[] sites)
    {
        var builder = new VoronoiDiagramBuilder();
        builder.SetSites(sites);
        return builder.GetDiagram(Factory).Geometries.Cast<Polygon>().ToDictionary(cell => (Coordinate)cell.UserData);
    }

    private static Polygon ToDegrees(Polygon cell)
    {
        var ring = new CoordinateList();
        foreach (var vertex in cell.ExteriorRing.Coordinates)
        {
            ring.Add(
                new Coordinate(
                    Math.Round(vertex.X / LongitudeScale + CityLongitude, Decimals),
                    Math.Round(vertex.Y + CityLatitude, Decimals)),
                allowRepeated: false);
        }
        return Factory.CreatePolygon(ring.ToCoordinateArray());
    }

    private static (int Cell, double Length)[][] FindNeighbours(Polygon[] polygons)
    {
        var neighbours = polygons.Select(_ => new List<(int, double)>()).ToArray();
        var waiting = new Dictionary<(Coordinate, Coordinate), int>();
        for (var cell = 0; cell < polygons.Length; cell++)
        {
            var ring = polygons[cell].ExteriorRing.Coordinates;
            for (var i = 1; i < ring.Length; i++)
            {
                var (a, b) = (ring[i - 1], ring[i]);
                var edge = a.CompareTo(b) < 0 ? (a, b) : (b, a);
                if (!waiting.Remove(edge, out var other))
                {
                    waiting.Add(edge, cell);
                    continue;
                }
                var length = ToPlane(a).Distance(ToPlane(b));
                neighbours[cell].Add((other, length));
                neighbours[other].Add((cell, length));
            }
        }
        return [.. neighbours.Select(list => list.ToArray())];
    }

    /// <summary>An ellipse with a few soft bays and capes, seen from the old city, which lies off its middle.</summary>
    private sealed class Outline
    {
        private readonly (int Frequency, double Height, double Phase)[] _waves;

        public Outline(Random random) => _waves =
            [.. new[] { (3, 0.05), (5, 0.05), (8, 0.035), (13, 0.02) }.Select(w => (w.Item1, w.Item2, random.NextDouble() * 2 * Math.PI))];

        /// <summary>From the city in that direction (radians, counter-clockwise from east), in the plane's unit.</summary>
        public double DistanceAt(double angle)
        {
            // The ray (cos, sin)·t from the city meets the ellipse where a·t² + 2·b·t + c = 0.
            var middle = ToPlane(new Coordinate(MiddleLongitude, MiddleLatitude));
            var (dx, dy) = (Math.Cos(angle) / HalfWidth, Math.Sin(angle) / HalfHeight);
            var (ox, oy) = (-middle.X / HalfWidth, -middle.Y / HalfHeight);
            var (a, b, c) = (dx * dx + dy * dy, dx * ox + dy * oy, ox * ox + oy * oy - 1);
            var distance = (-b + Math.Sqrt(b * b - a * c)) / a;
            return distance * (1 + _waves.Sum(w => w.Height * Math.Sin(w.Frequency * angle + w.Phase)));
        }
    }
}
