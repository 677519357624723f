using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;

namespace QingjiangpuPortal.Benchmarks;

/// <summary>
/// Pages as their readers get them over HTTP, in portals with as many reports as the arguments say (default 10,000 and
/// 10,000,000): queues, lists, the search of two-character words, likely duplicates, the dashboard. All portals stand at once
/// and are asked in turn, so that what else the machine does meets them alike. Prints median and p99 in milliseconds, and the
/// ratio of the p99 to that of the first. With <c>--only NAME</c> one kind of page.
/// </summary>
internal static class PagesBenchmark
{
    private const int Requests = 300;
    private const int WarmUp = 30;

    /// <summary>An address, or what is sent to it; read as whom.</summary>
    private sealed record Asked(string Name, string? Role, string Path, Func<BenchmarkPortal, object>? Body = null);

    private static readonly Asked[] Pages =
    [
        new("first page", null, "/"),
        new("public list", null, "/reports"),
        new("public search 电梯", null, "/reports?q=电梯"),
        new("queue of a grid", "Grid worker", "/workbench"),
        new("queue of a street", "Street officer", "/workbench"),
        new("queue of the district", "District officer", "/workbench"),
        new("all reports of the district", "District officer", "/workbench/reports"),
        new("staff search 电梯", "District officer", "/workbench/reports?q=电梯"),
        new("staff search 垃圾", "District officer", "/workbench/reports?q=垃圾"),
        new("staff search 蟑螂", "District officer", "/workbench/reports?q=蟑螂"),
        new("duplicates", null, "/api/reports/similar", portal => new
        {
            latitude = double.Parse(portal.DemoPlace.Latitude, CultureInfo.InvariantCulture),
            longitude = double.Parse(portal.DemoPlace.Longitude, CultureInfo.InvariantCulture),
            categoryCode = "04001", text = "门口的路灯不亮，晚上看不清路",
        }),
        new("dashboard, month", "District officer", "/dashboard"),
        new("dashboard, half year", "District officer", "/dashboard?kind=halfyear"),
        new("dashboard of a street", "Street officer", "/dashboard"),
    ];

    public static async Task RunAsync(string[] arguments)
    {
        var only = arguments is [.., "--only", var name] ? name : null;
        var sizes = arguments.TakeWhile(a => a != "--only").Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToList();
        if (sizes.Count == 0) sizes = [10_000, 10_000_000];
        var portals = new List<BenchmarkPortal>();
        foreach (var size in sizes)
        {
            var seeding = Stopwatch.StartNew();
            portals.Add(await BenchmarkPortal.StartAsync(size, months: 24));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size} reports, seeded in {seeding.Elapsed.TotalSeconds:0} s"));
        }
        foreach (var asked in Pages.Where(p => only is null || p.Name.Contains(only, StringComparison.OrdinalIgnoreCase))) await MeasureAsync(asked, sizes, portals);
        foreach (var portal in portals) await portal.DisposeAsync();
    }

    private static async Task MeasureAsync(Asked asked, List<int> sizes, List<BenchmarkPortal> portals)
    {
        var readers = new List<(HttpClient Client, Func<Task> Ask, Timing Times)>();
        foreach (var portal in portals)
        {
            var client = asked.Role is { } role ? await portal.SignedInAsync(DemoAccounts.All.First(a => a.Role.EndsWith(role, StringComparison.Ordinal)).Phone) : portal.Visitor();
            var body = asked.Body?.Invoke(portal);
            readers.Add((client, () => AskAsync(client, asked.Path, body), new Timing()));
        }
        for (var i = -WarmUp; i < Requests; i++)
            foreach (var reader in readers)
                if (i < 0) await reader.Ask();
                else await reader.Times.MeasureAsync(reader.Ask);
        for (var i = 0; i < readers.Count; i++)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{asked.Name,-30} {sizes[i],10}   {readers[i].Times}   ratio of p99 {readers[i].Times.Quantile(0.99) / readers[0].Times.Quantile(0.99):0.00}"));
        foreach (var reader in readers) reader.Client.Dispose();
    }

    private static async Task AskAsync(HttpClient client, string path, object? body)
    {
        using var answer = body is null ? await client.GetAsync(path) : await client.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    }
}
