using System.Diagnostics;
using System.Globalization;

namespace QingjiangpuPortal.Benchmarks;

/// <summary>How long single acts took, in milliseconds.</summary>
internal sealed class Timing
{
    private readonly List<double> _times = [];
    private readonly Lock _lock = new();

    public int Count => _times.Count;

    public async Task MeasureAsync(Func<Task> act)
    {
        var started = Stopwatch.GetTimestamp();
        await act();
        var time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        lock (_lock) _times.Add(time);
    }

    public double Quantile(double share)
    {
        var sorted = _times.Order().ToList();
        return sorted[Math.Min((int)(sorted.Count * share), sorted.Count - 1)];
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"p50 {Quantile(0.5),8:0.00} ms   p99 {Quantile(0.99),8:0.00} ms");
}
