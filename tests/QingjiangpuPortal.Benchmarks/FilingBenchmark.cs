using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;
using QingjiangpuPortal.Application.Common;

namespace QingjiangpuPortal.Benchmarks;

/// <summary>
/// Filings per second over HTTP, as a ratio to the floor: a bare Kestrel endpoint that reads the same form and does three
/// inserts (a report, its timeline, its numbers) in one transaction with Npgsql. Both in one run, round by round in turn,
/// with the same clients over the same database server.
/// </summary>
internal static class FilingBenchmark
{
    private const int Clients = 16;
    private const int WarmUpRounds = 10;
    private const int Rounds = 4;
    private static readonly TimeSpan RoundLength = TimeSpan.FromSeconds(6);

    public static async Task RunAsync(string[] arguments)
    {
        await using var portal = await BenchmarkPortal.StartAsync(reports: 1000, months: 3);
        await using var floor = await StartFloorAsync(portal.OwnerConnectionString);
        var floorAddress = new Uri(floor.Urls.First());

        var visitors = new List<(HttpClient Portal, string Token, HttpClient Floor)>();
        for (var i = 0; i < Clients; i++)
        {
            var visitor = portal.Visitor();
            visitors.Add((visitor, BenchmarkPortal.TokenOf(await visitor.GetStringAsync("/report")), new HttpClient { BaseAddress = floorAddress }));
        }

        // The first rounds warm up (just-in-time compilation in tiers, plans, caches) and are not counted.
        double portalRate = 0, floorRate = 0;
        for (var round = 1 - WarmUpRounds; round <= Rounds; round++)
        {
            var floorRound = await RateAsync(visitors, v => PostAsync(v.Floor, "/floor", token: "", HttpStatusCode.OK));
            var portalRound = await RateAsync(visitors, v => PostAsync(v.Portal, "/report?handler=Send", v.Token, HttpStatusCode.Redirect));
            if (round < 1) continue;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: floor {floorRound:0}/s, portal {portalRound:0}/s, ratio {portalRound / floorRound:0.00}"));
            (portalRate, floorRate) = (portalRate + portalRound / Rounds, floorRate + floorRound / Rounds);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"floor {floorRate:0}/s, portal {portalRate:0}/s, ratio {portalRate / floorRate:0.00}"));
    }

    private static async Task<double> RateAsync<T>(IReadOnlyList<T> clients, Func<T, Task> one)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(clients.Select(client => Task.Run(async () =>
        {
            var count = 0;
            while (Stopwatch.GetElapsedTime(started) < RoundLength)
            {
                await one(client);
                count++;
            }
            return count;
        })));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task PostAsync(HttpClient client, string path, string token, HttpStatusCode expected)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("SubmissionKey", SubmissionKey.New()),
            new("Latitude", "33.582941"), new("Longitude", "118.956780"),
            new("Address", "化工新村 3 栋"), new("CategoryCode", "04"),
            new("Description", "3 栋门口的下水道堵了，污水流到路上"),
            new("ContactPhone", "13812345678"),
            new("__RequestVerificationToken", token),
        ]);
        using var answer = await client.PostAsync(path, form);
        if (answer.StatusCode != expected) throw new InvalidOperationException($"{path} was answered with {answer.StatusCode}.");
    }

    private static async Task<WebApplication> StartFloorAsync(string connectionString)
    {
        var source = new NpgsqlDataSourceBuilder($"{connectionString};Maximum Pool Size=32;Max Auto Prepare=16").Build();
        await using (var create = source.CreateCommand("""
            CREATE TABLE floor_reports (id uuid PRIMARY KEY, description text, address text, category text, latitude float8, longitude float8, recorded_at timestamptz);
            CREATE TABLE floor_timeline (id uuid PRIMARY KEY, report_id uuid, verb int, recorded_at timestamptz);
            CREATE TABLE floor_deltas (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, day date, category text, filed int);
            """))
            await create.ExecuteNonQueryAsync();

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        app.MapPost("/floor", async context =>
        {
            var form = await context.Request.ReadFormAsync();
            var (id, now) = (Guid.CreateVersion7(), DateTime.UtcNow);
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using var batch = new NpgsqlBatch(connection, transaction)
            {
                BatchCommands =
                {
                    Command("INSERT INTO floor_reports VALUES ($1, $2, $3, $4, $5, $6, $7)", id, form["Description"].ToString(), form["Address"].ToString(),
                        form["CategoryCode"].ToString(), double.Parse(form["Latitude"]!, CultureInfo.InvariantCulture), double.Parse(form["Longitude"]!, CultureInfo.InvariantCulture), now),
                    Command("INSERT INTO floor_timeline VALUES ($1, $2, $3, $4)", Guid.CreateVersion7(), id, 1, now),
                    Command("INSERT INTO floor_deltas (day, category, filed) VALUES ($1, $2, $3)", DateOnly.FromDateTime(now), form["CategoryCode"].ToString(), 1),
                },
            };
            await batch.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        });
        app.Lifetime.ApplicationStopped.Register(source.Dispose);
        await app.StartAsync();
        return app;
    }

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
