using System.Diagnostics;
using System.Globalization;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;

namespace QingjiangpuPortal.Benchmarks;

/// <summary>
/// Pages as their readers get them over HTTP, one request after another, with as many reports as the first argument says
/// (default 10,000): the queue of a street, of a grid and of the district, the public list, the dashboard. Prints median and p99
/// in milliseconds; compare two sizes.
/// </summary>
internal static class PagesBenchmark
{
    private const int Requests = 300;
    private const int WarmUp = 50;

    public static async Task RunAsync(string[] arguments)
    {
        var reports = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 10_000;
        var seeding = Stopwatch.StartNew();
        await using var portal = await BenchmarkPortal.StartAsync(reports, months: 24);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reports} reports, seeded in {seeding.Elapsed.TotalSeconds:0} s"));

        var visitor = portal.Visitor();
        await MeasureAsync("first page", visitor, "/");
        await MeasureAsync("public list", visitor, "/reports");
        await MeasureAsync("queue of a grid", await portal.SignedInAsync(PhoneOf("Grid worker")), "/workbench");
        await MeasureAsync("queue of a street", await portal.SignedInAsync(PhoneOf("Street officer")), "/workbench");
        var district = await portal.SignedInAsync(PhoneOf("District officer"));
        await MeasureAsync("queue of the district", district, "/workbench");
        await MeasureAsync("all reports of the district", district, "/workbench/reports");
        await MeasureAsync("dashboard", district, "/dashboard");
    }

    private static string PhoneOf(string role) => DemoAccounts.All.First(a => a.Role.EndsWith(role, StringComparison.Ordinal)).Phone;

    private static async Task MeasureAsync(string name, HttpClient client, string path)
    {
        var times = new double[Requests];
        for (var i = -WarmUp; i < Requests; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(path);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
            if (i >= 0) times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-30} median {times[Requests / 2],7:0.00} ms   p99 {times[Requests * 99 / 100],7:0.00} ms"));
    }
}
