using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;
using QingjiangpuPortal.Application.Abstractions;

namespace QingjiangpuPortal.Infrastructure.Geo;

/// <summary>
/// The micro-grids' polygons in memory. Immutable, so every thread may read it; changed boundaries make a new index.
/// </summary>
/// <remarks>
/// Positions and vertices are whole multiples of 1e-7°, so that every "left or right of this edge?" is answered in integers
/// and therefore exactly, the same for both neighbours of an edge. With the half-open crossing rule (an edge counts from its
/// lower end up to, not including, its upper end; a point on it lies to its right) a tiling without gap gives every
/// position to exactly one polygon, vertices and edges included. Only on the district's own border the rule can answer
/// "none": there the first polygon by code that touches the position takes it.
/// The candidates come from a uniform grid of buckets rather than from an STR tree: one array read, no allocation and no
/// descent, and the micro-grids are small against a bucket's list.
/// </remarks>
public sealed class PlaceIndex : IPlaceIndex
{
    private const double UnitsPerDegree = 1e7;
    private const int BucketsPerPolygon = 8;

    private readonly Area[] _areas;
    private readonly Edge[] _edges;
    private readonly Box _bounds = Box.Empty;
    private readonly int _columns;
    private readonly long _bucketWidth;
    private readonly long _bucketHeight;

    /// <summary>Bucket b holds the areas <c>_bucketAreas[_bucketStarts[b].._bucketStarts[b + 1]]</c>, by code.</summary>
    private readonly int[] _bucketStarts;
    private readonly int[] _bucketAreas;

    /// <summary>Takes the rows of the micro-grids that are valid now.</summary>
    /// <exception cref="FormatException">A boundary is not a GeoJSON Polygon or MultiPolygon.</exception>
    public PlaceIndex(IEnumerable<(string Code, string GeoJson)> microGrids)
    {
        var areas = new List<Area>();
        var edges = new List<Edge>();
        foreach (var (code, geoJson) in microGrids.OrderBy(row => row.Code, StringComparer.Ordinal))
        {
            var start = edges.Count;
            AddEdges(GeoJsonText.Read(geoJson), edges);
            var box = Box.Of(CollectionsMarshal.AsSpan(edges)[start..]);
            _bounds = _bounds.With(box);
            areas.Add(new Area(code, box, start, edges.Count));
        }
        _areas = [.. areas];
        _edges = [.. edges];

        _columns = Math.Max(1, (int)Math.Sqrt((double)_areas.Length * BucketsPerPolygon));
        _bucketWidth = _bounds.Width / _columns + 1;
        _bucketHeight = _bounds.Height / _columns + 1;
        (_bucketStarts, _bucketAreas) = FillBuckets();
    }

    public string? MicroGridAt(double latitude, double longitude)
    {
        var x = Math.Round(longitude * UnitsPerDegree);
        var y = Math.Round(latitude * UnitsPerDegree);

        // Also refuses NaN, and everything that would not fit the integers below.
        if (!(x >= _bounds.MinX && x <= _bounds.MaxX && y >= _bounds.MinY && y <= _bounds.MaxY)) return null;
        return MicroGridAt((int)x, (int)y);
    }

    private string? MicroGridAt(int x, int y)
    {
        var bucket = BucketOf(x, y);
        var candidates = _bucketAreas.AsSpan(_bucketStarts[bucket].._bucketStarts[bucket + 1]);
        foreach (var candidate in candidates)
        {
            ref readonly var area = ref _areas[candidate];
            if (area.Box.Contains(x, y) && IsInside(EdgesOf(in area), x, y)) return area.Code;
        }
        foreach (var candidate in candidates)
        {
            ref readonly var area = ref _areas[candidate];
            if (area.Box.Contains(x, y) && IsOnBorder(EdgesOf(in area), x, y)) return area.Code;
        }
        return null;
    }

    private ReadOnlySpan<Edge> EdgesOf(in Area area) => _edges.AsSpan(area.FirstEdge..area.EndEdge);

    /// <summary>Even or odd: holes and several parts need no case of their own.</summary>
    private static bool IsInside(ReadOnlySpan<Edge> edges, int x, int y)
    {
        var inside = false;
        foreach (ref readonly var edge in edges)
        {
            if (edge.LowY <= y && y < edge.HighY && edge.SideOf(x, y) > 0) inside = !inside;
        }
        return inside;
    }

    private static bool IsOnBorder(ReadOnlySpan<Edge> edges, int x, int y)
    {
        foreach (ref readonly var edge in edges)
        {
            if (edge.Box.Contains(x, y) && edge.SideOf(x, y) == 0) return true;
        }
        return false;
    }

    private static void AddEdges(Geometry geometry, List<Edge> edges)
    {
        for (var part = 0; part < geometry.NumGeometries; part++)
        {
            var polygon = (Polygon)geometry.GetGeometryN(part);
            AddEdges(polygon.ExteriorRing, edges);
            foreach (var hole in polygon.InteriorRings) AddEdges(hole, edges);
        }
    }

    private static void AddEdges(LineString ring, List<Edge> edges)
    {
        for (var i = 1; i < ring.NumPoints; i++)
        {
            edges.Add(Edge.Between(ring.GetCoordinateN(i - 1), ring.GetCoordinateN(i)));
        }
    }

    private (int[] Starts, int[] Areas) FillBuckets()
    {
        var buckets = new List<int>?[_columns * _columns];
        for (var i = 0; i < _areas.Length; i++)
        {
            var box = _areas[i].Box;
            var (first, last) = (BucketOf(box.MinX, box.MinY), BucketOf(box.MaxX, box.MaxY));
            for (var row = first / _columns; row <= last / _columns; row++)
            {
                for (var column = first % _columns; column <= last % _columns; column++)
                {
                    (buckets[row * _columns + column] ??= []).Add(i);
                }
            }
        }

        var starts = new int[buckets.Length + 1];
        for (var i = 0; i < buckets.Length; i++) starts[i + 1] = starts[i] + (buckets[i]?.Count ?? 0);
        return (starts, [.. buckets.SelectMany(areas => areas ?? [])]);
    }

    private int BucketOf(int x, int y) =>
        (int)(((long)y - _bounds.MinY) / _bucketHeight) * _columns + (int)(((long)x - _bounds.MinX) / _bucketWidth);

    private readonly record struct Area(string Code, Box Box, int FirstEdge, int EndEdge);

    /// <summary>An edge from its lower to its upper end, in units of 1e-7°.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Edge(int LowX, int LowY, int HighX, int HighY)
    {
        public Box Box => new(Math.Min(LowX, HighX), LowY, Math.Max(LowX, HighX), HighY);

        public static Edge Between(Coordinate a, Coordinate b)
        {
            var (ax, ay, bx, by) = (Units(a.X), Units(a.Y), Units(b.X), Units(b.Y));
            return ay <= by ? new Edge(ax, ay, bx, by) : new Edge(bx, by, ax, ay);
        }

        /// <summary>Above zero left of the edge, below zero right of it, zero on its line.</summary>
        public long SideOf(int x, int y) =>
            ((long)HighX - LowX) * ((long)y - LowY) - ((long)HighY - LowY) * ((long)x - LowX);

        private static int Units(double degrees) => (int)Math.Round(degrees * UnitsPerDegree);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Box(int MinX, int MinY, int MaxX, int MaxY)
    {
        public static Box Empty { get; } = new(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);

        public long Width => Math.Max(0, (long)MaxX - MinX);
        public long Height => Math.Max(0, (long)MaxY - MinY);

        public static Box Of(ReadOnlySpan<Edge> edges)
        {
            var box = Empty;
            foreach (ref readonly var edge in edges) box = box.With(edge.Box);
            return box;
        }

        public Box With(Box other) => new(
            Math.Min(MinX, other.MinX), Math.Min(MinY, other.MinY), Math.Max(MaxX, other.MaxX), Math.Max(MaxY, other.MaxY));

        public bool Contains(int x, int y) => x >= MinX && x <= MaxX && y >= MinY && y <= MaxY;
    }
}
