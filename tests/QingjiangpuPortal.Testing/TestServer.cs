using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Infrastructure.EmbeddedPostgres;
using QingjiangpuPortal.Infrastructure.Persistence;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.District;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.Neighbourhood;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.Schools;

namespace QingjiangpuPortal.Testing;

/// <summary>
/// The PostgreSQL of all test processes of this repository: one embedded server in the temporary folder, adopted by
/// whoever comes second and stopped by whoever leaves last. In it waits a template database, migrated and with the whole
/// district; it stays for the next run until the product's assemblies change.
/// </summary>
public sealed class TestServer
{
    private const string Prefix = "test_";
    private static readonly Lazy<Task<TestServer>> Shared = new(StartAsync);
    private static int _databases;

    private readonly EmbeddedPostgresServer _server;

    private TestServer(EmbeddedPostgresServer server) => _server = server;

    /// <summary>Started by the first who asks; it lives as long as the process.</summary>
    public static Task<TestServer> SharedAsync() => Shared.Value;

    /// <summary>A database of its own, cloned from the template.</summary>
    public async Task<TestDatabase> CloneAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}");
        // Measured: copying the files takes about 55 ms, writing the same through the log 70.
        await ExecuteAsync(_server, $"CREATE DATABASE {name} OWNER portal TEMPLATE {TemplateName} STRATEGY FILE_COPY");
        return new(name, ConnectionString(_server.ConnectionString, name), ConnectionString(_server.OwnerConnectionString, name));
    }

    public Task DropAsync(TestDatabase database) => ExecuteAsync(_server, $"DROP DATABASE {database.Name} WITH (FORCE)");

    private static async Task<TestServer> StartAsync()
    {
        var server = await EmbeddedPostgresServer.StartAsync(
            new()
            {
                DataFolder = Folder(),
                // What protects data against a crash of the machine only costs time here.
                Settings = new Dictionary<string, string>
                {
                    ["fsync"] = "off",
                    ["synchronous_commit"] = "off",
                    ["full_page_writes"] = "off",
                    ["autovacuum"] = "off",
                    ["max_connections"] = "200",
                },
            },
            NullLogger.Instance,
            CancellationToken.None);
        // No fixture of xunit 2 outlives the last test of an assembly.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        await PrepareAsync(server);
        return new(server);
    }

    /// <summary>One process at a time sweeps up what killed runs left and makes the template.</summary>
    private static async Task PrepareAsync(EmbeddedPostgresServer server)
    {
        await using var admin = new NpgsqlConnection(server.AdminConnectionString);
        await admin.OpenAsync();
        await using (var wait = new NpgsqlCommand("SELECT pg_advisory_lock(1)", admin)) await wait.ExecuteNonQueryAsync();

        var databases = await DatabasesAsync(admin);
        foreach (var name in databases.Where(IsLeftOver)) await ExecuteAsync(server, $"DROP DATABASE {name} WITH (FORCE)");
        if (databases.Contains(TemplateName)) return;

        var unfinished = $"{TemplateName}_unfinished";
        await ExecuteAsync(server, $"DROP DATABASE IF EXISTS {unfinished} WITH (FORCE)");
        await ExecuteAsync(server, $"CREATE DATABASE {unfinished} OWNER portal");
        await SeedAsync(ConnectionString(server.OwnerConnectionString, unfinished));
        await ExecuteAsync(server, $"ALTER DATABASE {unfinished} RENAME TO {TemplateName}");
    }

    private static async Task SeedAsync(string connectionString)
    {
        var clock = new FakeTimeProvider(PortalFixture.Start);
        using var data = TestDataFolder.Create();
        await using var services = PortalFixture.Services(connectionString, data, clock);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await PortalDatabase.MigrateAsync(db, clock, CancellationToken.None);
        var district = DistrictSeed.Create();
        db.AddRange(district.Units);
        db.AddRange(district.Buildings);
        NeighbourhoodSeed.AddTo(db, district.Units, clock.GetUtcNow(), SeedPlan.DefaultSeed);
        SchoolSeed.AddTo(db, district.Units, clock.GetUtcNow(), SeedPlan.DefaultSeed);
        await db.SaveChangesAsync();
        await DemoAccounts.AddAsync(db, scope.ServiceProvider.GetRequiredService<IPersonalDataCipher>(), clock, CancellationToken.None);
        await db.Database.ExecuteSqlAsync($"ANALYZE");
    }

    private static async Task<List<string>> DatabasesAsync(NpgsqlConnection admin)
    {
        var names = new List<string>();
        await using var command = new NpgsqlCommand("SELECT datname FROM pg_database", admin);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) names.Add(reader.GetString(0));
        return names;
    }

    /// <summary>A clone whose process is gone, or the template of an earlier build.</summary>
    private static bool IsLeftOver(string database)
    {
        if (database.StartsWith("template_", StringComparison.Ordinal)) return database != TemplateName;
        return database.StartsWith(Prefix, StringComparison.Ordinal)
            && int.TryParse(database.Split('_')[1], CultureInfo.InvariantCulture, out var process) && !IsAlive(process);
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static async Task ExecuteAsync(EmbeddedPostgresServer server, string statement)
    {
        await using var connection = new NpgsqlConnection(server.AdminConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string ConnectionString(string ofServer, string database) =>
        new NpgsqlConnectionStringBuilder(ofServer) { Database = database, MaxPoolSize = 20 }.ConnectionString;

    /// <summary>A build makes the same template always; module ids are hashes of what the compiler made.</summary>
    private static string TemplateName { get; } = "template_" + Short(string.Join(' ',
        new[] { typeof(TestServer), typeof(PortalDbContext), typeof(PortalDb), typeof(Entity) }.Select(t => t.Module.ModuleVersionId)));

    /// <summary>One folder for each user and checkout, outside it: PostgreSQL may run as another user, who must get there.</summary>
    private static string Folder() =>
        Path.Combine(Path.GetTempPath(), "qingjiangpu-portal-tests-" + Short(Environment.UserName + AppContext.BaseDirectory.Split("/tests/")[0]));

    private static string Short(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
}

/// <summary>A database as the running portal's role reaches it, and as the role that owns it does.</summary>
public sealed record TestDatabase(string Name, string ConnectionString, string OwnerConnectionString)
{
    /// <summary>For a host.</summary>
    public (string Name, string Value)[] Settings => [("ConnectionStrings:Portal", ConnectionString), ("ConnectionStrings:PortalOwner", OwnerConnectionString)];
}
