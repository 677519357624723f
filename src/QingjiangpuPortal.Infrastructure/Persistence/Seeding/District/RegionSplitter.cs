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
    private const int Directions = 24;

    /// <summary>How much longer a cut may be to spare a degree by which parts miss their positions.</summary>
    private const double MisplacementWeight = 2;

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
        var inside = region.ToHashSet();
        var done = new HashSet<int>(region.Length);
        var frontier = new PriorityQueue<int, double>();
        var lowest = region.MinBy(height);
        var seen = new HashSet<int>(region.Length) { lowest };
        frontier.Enqueue(lowest, height(lowest));

        var grown = new int[region.Length];
        var cutLengths = new double[region.Length + 1];
        for (var count = 0; frontier.TryDequeue(out var cell, out _); count++)
        {
            grown[count] = cell;
            done.Add(cell);
            cutLengths[count + 1] = cutLengths[count];
            foreach (var (neighbour, length) in cells.Neighbours[cell])
            {
                if (!inside.Contains(neighbour)) continue;
                cutLengths[count + 1] += done.Contains(neighbour) ? -length : length;
                if (seen.Add(neighbour)) frontier.Enqueue(neighbour, height(neighbour));
            }
        }
        return (grown, cutLengths);
    }

    private bool IsConnected(int[] region)
    {
        var unseen = region.ToHashSet();
        var queue = new Queue<int>([region[0]]);
        unseen.Remove(region[0]);
        while (queue.TryDequeue(out var cell))
        {
            foreach (var (neighbour, _) in cells.Neighbours[cell])
            {
                if (unseen.Remove(neighbour)) queue.Enqueue(neighbour);
            }
        }
        return unseen.Count == 0;
    }

    private sealed record Cut(int[] Left, int[] Right, int[] LeftParts, int[] RightParts, double Cost);
}
