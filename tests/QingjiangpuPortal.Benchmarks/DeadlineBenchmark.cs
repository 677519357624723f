using System.Diagnostics;
using System.Globalization;
using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.Calendar;

namespace QingjiangpuPortal.Benchmarks;

/// <summary>What a due time and a share of a limit cost, a thread at work; a filing reckons two due times and three signals.</summary>
internal static class DeadlineBenchmark
{
    private const int Times = 200_000;

    public static Task RunAsync(string[] args)
    {
        var calendar = new WorkCalendar(CalendarDays.Shipped());
        var start = new DateTimeOffset(2026, 2, 13, 16, 0, 0, TimeSpan.FromHours(8));
        foreach (var text in (string[])["24h", "7wh", "5wd", "20wd"])
        {
            var limit = TimeLimit.Parse(text);
            var (due, share) = (Measure(i => calendar.DueAt(start.AddMinutes(i % 10_000), limit)), Measure(i => calendar.ShareAt(start.AddMinutes(i % 10_000), limit, 0.8)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{text,5}: due time {due:0} ns, share {share:0} ns"));
        }
        return Task.CompletedTask;
    }

    private static double Measure(Func<int, DateTimeOffset> reckon)
    {
        var sum = 0L;
        for (var i = 0; i < Times / 10; i++) sum += reckon(i).Ticks;
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Times; i++) sum += reckon(i).Ticks;
        var elapsed = Stopwatch.GetElapsedTime(started);
        // Used, so that nothing is left out as dead.
        return sum == 0 ? 0 : elapsed.TotalNanoseconds / Times;
    }
}
