using NetTopologySuite.Geometries;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.District;

/// <summary>A part that a region is to be split into: how many cells, and where it should lie if that matters (degrees).</summary>
internal sealed record RegionPart(int CellCount, Coordinate? Position = null);

/// <summary>
/// Splits a connected region of cells into connected parts of given sizes: it cuts the region in two, and those again, each
/// time across the direction in which the cut is shortest and the two are nearly halves, which keeps the parts compact.
/// </summary>
internal sealed class RegionSplitter(SchematicCells cells)
{
    private const int Directions = 16;

    /// <summary>How much longer a cut may be to spare a degree by which parts miss their positions.</summary>
    private const double MisplacementWeight = 2;

    /// <summary>Of all cells, while a region is walked through; all outside between two walks.</summary>
    private readonly CellState[] _states = new CellState[cells.Polygons.Count];

    /// <summary>The parts' cells, in the order of the parts.</summary>
    /// <exception cref="InvalidOperationException">There is no such split among the cuts that are tried.</exception>
    public int[][] Split(int[] region, IReadOnlyList<RegionPart> parts)
    {
        var split = new int[parts.Count][];
        return TrySplit(region, [.. Enumerable.Range(0, parts.Count)], parts, split)
            ? split
            : throw new InvalidOperationException($"A region of {region.Length} cells cannot be split into {parts.Count} connected parts.");
    }

    /// <summary>Goes back to the next best cut where the best leads to pieces that cannot be cut further.</summary>
    private bool TrySplit(int[] region, int[] indexes, IReadOnlyList<RegionPart> parts, int[][] split)
    {
        if (indexes.Length == 1)
        {
            split[indexes[0]] = region;
            return true;
        }
        foreach (var cut in Cuts(region, indexes, parts).OrderBy(cut => cut.Cost))
        {
            if (IsConnected(cut.Right)
                && TrySplit(cut.Left, cut.LeftParts, parts, split)
                && TrySplit(cut.Right, cut.RightParts, parts, split)) return true;
        }
        return false;
    }

    /// <summary>Along every direction, and after every part; the cost prefers halves.</summary>
    private IEnumerable<Cut> Cuts(int[] region, int[] indexes, IReadOnlyList<RegionPart> parts)
    {
        for (var direction = 0; direction < Directions; direction++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * direction / Directions);
            double Along(Coordinate place) => place.X * cos + place.Y * sin;
            double PartAlong(int index) => Along(SchematicCells.ToPlane(parts[index].Position!));

            var positioned = parts[indexes[0]].Position is not null;
            var order = positioned ? [.. indexes.OrderBy(PartAlong)] : indexes;
            var (grown, cutLengths) = Grow(region, cell => Along(cells.Centres[cell]));
            var cellCount = 0;
            for (var partCount = 1; partCount < order.Length; partCount++)
            {
                cellCount += parts[order[partCount - 1]].CellCount;
                var cost = cutLengths[cellCount] * ImbalanceFactor(cellCount, region.Length);
                if (positioned)
                {
                    var border = Along(cells.Centres[grown[cellCount]]);
                    cost += MisplacementWeight * order.Select((part, i) =>
                        Math.Max(0, i < partCount ? PartAlong(part) - border : border - PartAlong(part))).Sum();
                }
                yield return new Cut(grown[..cellCount], grown[cellCount..], order[..partCount], order[partCount..], cost);
            }
        }
    }

    /// <summary>1 for halves, 2 for a tenth: a short cut that only takes a corner off leaves the rest as hard to split as before.</summary>
    private static double ImbalanceFactor(int part, int whole)
    {
        var share = (double)part / whole;
        return Math.Pow(4 * share * (1 - share), -0.7);
    }

    /// <summary>
    /// The region in an order whose every beginning is connected (always the reachable cell that lies lowest), and after how
    /// many cells the border between them and the rest is how long.
    /// </summary>
    private (int[] Grown, double[] CutLengths) Grow(int[] region, Func<int, double> height)
    {
        foreach (var cell in region) _states[cell] = CellState.Waiting;
        var frontier = new PriorityQueue<int, double>();
        Reach(region.MinBy(height));

        var grown = new int[region.Length];
        var cutLengths = new double[region.Length + 1];
        for (var count = 0; frontier.TryDequeue(out var cell, out _); count++)
        {
            grown[count] = cell;
            _states[cell] = CellState.Grown;
            cutLengths[count + 1] = cutLengths[count];
            foreach (var (neighbour, length) in cells.Neighbours[cell])
            {
                if (_states[neighbour] == CellState.Outside) continue;
                cutLengths[count + 1] += _states[neighbour] == CellState.Grown ? -length : length;
                if (_states[neighbour] == CellState.Waiting) Reach(neighbour);
            }
        }
        foreach (var cell in region) _states[cell] = CellState.Outside;
        return (grown, cutLengths);

        void Reach(int cell)
        {
            _states[cell] = CellState.Reached;
            frontier.Enqueue(cell, height(cell));
        }
    }

    private bool IsConnected(int[] region)
    {
        foreach (var cell in region) _states[cell] = CellState.Waiting;
        var reached = new Queue<int>([region[0]]);
        _states[region[0]] = CellState.Reached;
        var count = 0;
        for (; reached.TryDequeue(out var cell); count++)
        {
            foreach (var (neighbour, _) in cells.Neighbours[cell])
            {
                if (_states[neighbour] != CellState.Waiting) continue;
                _states[neighbour] = CellState.Reached;
                reached.Enqueue(neighbour);
            }
        }
        foreach (var cell in region) _states[cell] = CellState.Outside;
        return count == region.Length;
    }

    private enum CellState : byte
    {
        Outside,
        Waiting,
        Reached,
        Grown,
    }

    private sealed record Cut(int[] Left, int[] Right, int[] LeftParts, int[] RightParts, double Cost);
}
