using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;

namespace QingjiangpuPortal.Benchmarks;

/// <summary>
/// Whole lives over HTTP (file, accept, assign, start, resolve, verify, rate; each step with the page that its user sees
/// before), in portals with as many reports as the arguments say (default 0, 1,000,000 and 10,000,000). All stand at once and
/// take turns round by round, so that what else the machine does meets them alike; the figure is the ratio to the first.
/// </summary>
internal static partial class LifecycleBenchmark
{
    private const int Clients = 4;
    private const int WarmUpRounds = 2;
    private const int Rounds = 5;
    private static readonly TimeSpan RoundLength = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(string[] arguments)
    {
        var sizes = arguments.Length > 0 ? [.. arguments.Select(a => int.Parse(a, CultureInfo.InvariantCulture))] : new[] { 0, 1_000_000, 10_000_000 };
        var scenes = new List<Scene>();
        foreach (var size in sizes)
        {
            var seeding = Stopwatch.StartNew();
            scenes.Add(await Scene.SetAsync(await BenchmarkPortal.StartAsync(size, months: 24)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size} reports, seeded in {seeding.Elapsed.TotalSeconds:0} s"));
        }

        for (var round = 1 - WarmUpRounds; round <= Rounds; round++)
            foreach (var scene in scenes)
                await scene.LiveAsync(counted: round >= 1);

        for (var i = 0; i < sizes.Length; i++)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{sizes[i],10} reports: {scenes[i].Rate,6:0.0} lives/s   {scenes[i].Lives}   ratio {scenes[i].Rate / scenes[0].Rate:0.00}"));
        foreach (var scene in scenes) await scene.DisposeAsync();
    }

    /// <summary>A portal and the people of its demo micro-grid.</summary>
    private sealed class Scene(BenchmarkPortal portal) : IAsyncDisposable
    {
        private readonly List<(HttpClient Resident, HttpClient Worker, HttpClient Leader)> _people = [];
        private double _seconds;

        public Timing Lives { get; } = new();

        public double Rate => Lives.Count / _seconds;

        public static async Task<Scene> SetAsync(BenchmarkPortal portal)
        {
            var scene = new Scene(portal);
            for (var i = 0; i < Clients; i++)
                scene._people.Add((portal.Visitor(), await portal.SignedInAsync(PhoneOf("Grid worker")), await portal.SignedInAsync(PhoneOf("Micro-grid leader"))));
            return scene;
        }

        public async Task LiveAsync(bool counted)
        {
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(_people.Select(people => Task.Run(async () =>
            {
                while (Stopwatch.GetElapsedTime(started) < RoundLength)
                    if (counted) await Lives.MeasureAsync(() => OneAsync(people.Resident, people.Worker, people.Leader));
                    else await OneAsync(people.Resident, people.Worker, people.Leader);
            })));
            if (counted) _seconds += Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        public ValueTask DisposeAsync() => portal.DisposeAsync();

        private async Task OneAsync(HttpClient resident, HttpClient worker, HttpClient leader)
        {
            var form = await resident.GetStringAsync("/report");
            await PostAsync(resident, "/report?handler=Send", form,
                new("SubmissionKey", SubmissionKey.New()), new("Latitude", portal.DemoPlace.Latitude), new("Longitude", portal.DemoPlace.Longitude),
                new("Address", "3 栋门口"), new("CategoryCode", "04001"), new("Description", "3 栋门口的路灯不亮，晚上看不清路"));
            var receipt = await resident.GetStringAsync("/report/receipt");
            var link = PrivateLink().Match(receipt).Value;
            var id = await portal.IdOfAsync(Number().Match(receipt).Value);

            await StepAsync(worker, id, "accept");
            await StepAsync(worker, id, "assign", page => [new("Assignee", Leader().Match(page).Groups["id"].Value)]);
            await StepAsync(leader, id, "start");
            await StepAsync(leader, id, "resolve", _ => [new("Outcome", nameof(ReportOutcome.Solved)), new("Note", "灯泡已更换")]);
            await StepAsync(worker, id, "verify");
            var mine = await resident.GetStringAsync(link);
            await PostAsync(resident, link + "?handler=Rate", mine, new("Version", VersionOf(mine)), new("Satisfaction", nameof(Satisfaction.Satisfied)), new("Solution", nameof(Solution.Solved)));
        }

        private static async Task StepAsync(HttpClient client, Guid id, string step, Func<string, KeyValuePair<string, string>[]>? fields = null)
        {
            var path = $"/workbench/reports/{id}/{step}";
            var page = await client.GetStringAsync(path);
            await PostAsync(client, path, page, [new("Version", VersionOf(page)), .. fields?.Invoke(page) ?? []]);
        }

        private static async Task PostAsync(HttpClient client, string path, string page, params KeyValuePair<string, string>[] fields)
        {
            using var form = new FormUrlEncodedContent([.. fields, new("__RequestVerificationToken", BenchmarkPortal.TokenOf(page))]);
            using var answer = await client.PostAsync(path, form);
            if (answer.StatusCode != HttpStatusCode.Redirect)
                throw new InvalidOperationException($"{path} was answered with {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }

        private static string VersionOf(string page) => Version().Match(page).Groups["version"].Value;
    }

    private static string PhoneOf(string role) => DemoAccounts.All.First(a => a.Role.EndsWith(role, StringComparison.Ordinal)).Phone;

    [GeneratedRegex("""R\d{2}-\d{7,}-\d""", RegexOptions.None, 1000)]
    private static partial Regex Number();

    [GeneratedRegex("""(?<=href=")[^"]*/my/r/[^"]+""", RegexOptions.None, 1000)]
    private static partial Regex PrivateLink();

    [GeneratedRegex("""name="Version"[^>]*value="(?<version>\d+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();

    [GeneratedRegex("""<option value="(?<id>[0-9a-f-]{36})">[^<]*微格长""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Leader();
}
