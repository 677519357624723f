using System.Diagnostics;
using System.Globalization;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Geo;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.District;

namespace QingjiangpuPortal.Benchmarks;

/// <summary>
/// Position → micro-grid over the whole demo district: random positions, timed in batches because a single look-up is too
/// short for the clock. Goal: median of at most 5 µs.
/// </summary>
internal static class PlaceLookupBenchmark
{
    private const int BatchSize = 100;
    private const int BatchCount = 10_000;

    public static Task RunAsync(string[] args)
    {
        var microGrids = DistrictSeed.Create().Units.Where(u => u is { Kind: OrgUnitKind.Area, Level: OrgLevel.MicroGrid }).ToList();
        var build = Stopwatch.StartNew();
        var index = new PlaceIndex(microGrids.Select(u => (u.Code, u.Boundary!)));
        build.Stop();

        var positions = RandomPositions(index, microGrids);
        Measure(index, positions); // so that what counts is optimized code
        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        var nanoseconds = Measure(index, positions);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore - BatchCount * sizeof(double);
        Array.Sort(nanoseconds);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"places: {microGrids.Count} micro-grids, n = {BatchCount * BatchSize:N0} look-ups in batches of {BatchSize}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"median {nanoseconds[BatchCount / 2] / 1000:0.000} µs, p99 {nanoseconds[BatchCount * 99 / 100] / 1000:0.000} µs per look-up"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Math.Max(0, allocated) / (double)(BatchCount * BatchSize):0.0} bytes allocated per look-up, index built in {build.Elapsed.TotalMilliseconds:0} ms"));
        return Task.CompletedTask;
    }

    /// <summary>Half spread evenly over the area, half where people live: around the pins of micro-grids.</summary>
    private static (double Latitude, double Longitude)[] RandomPositions(PlaceIndex index, List<OrgUnit> microGrids)
    {
        var random = new Random(1);
        var (south, north) = (microGrids.Min(u => u.Latitude!.Value), microGrids.Max(u => u.Latitude!.Value));
        var (west, east) = (microGrids.Min(u => u.Longitude!.Value), microGrids.Max(u => u.Longitude!.Value));
        var positions = new (double Latitude, double Longitude)[BatchCount * BatchSize];
        for (var i = 0; i < positions.Length;)
        {
            var pin = microGrids[random.Next(microGrids.Count)];
            var position = i % 2 == 0
                ? (south + (north - south) * random.NextDouble(), west + (east - west) * random.NextDouble())
                : (pin.Latitude!.Value + 0.002 * (random.NextDouble() - 0.5), pin.Longitude!.Value + 0.002 * (random.NextDouble() - 0.5));
            if (index.MicroGridAt(position.Item1, position.Item2) is not null) positions[i++] = position;
        }
        return positions;
    }

    /// <summary>Nanoseconds per look-up, a figure for each batch.</summary>
    private static double[] Measure(PlaceIndex index, (double Latitude, double Longitude)[] positions)
    {
        var nanoseconds = new double[BatchCount];
        for (var batch = 0; batch < BatchCount; batch++)
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var (latitude, longitude) in positions.AsSpan(batch * BatchSize, BatchSize))
            {
                if (index.MicroGridAt(latitude, longitude) is null) throw new InvalidOperationException("A position of the district was not found.");
            }
            nanoseconds[batch] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / BatchSize;
        }
        return nanoseconds;
    }
}
