using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Infrastructure;
using QingjiangpuPortal.Infrastructure.EmbeddedPostgres;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Infrastructure.Persistence;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;

namespace QingjiangpuPortal.Application.Tests.Seeding;

[CollectionDefinition(nameof(SeedingTests))]
public sealed class SeedingTests : ICollectionFixture<SeedingFixture>;

/// <summary>
/// A server of its own, because these tests need databases that are empty, or hold the district and its staff and nothing
/// else: templates that each test copies.
/// </summary>
public sealed class SeedingFixture : IAsyncLifetime
{
    /// <summary>A Monday morning in China.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    private const string Empty = "empty";
    private const string District = "district";
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"seeding-{Path.GetRandomFileName()}")).FullName;
    private EmbeddedPostgresServer _server = null!;
    private int _databases;

    public async Task InitializeAsync()
    {
        _server = await EmbeddedPostgresServer.StartAsync(
            new() { DataFolder = Path.Combine(_folder, "postgres"), Settings = new Dictionary<string, string> { ["fsync"] = "off" } },
            NullLogger.Instance, CancellationToken.None);

        await using (var empty = await CreateAsync(Empty, template: "template1"))
            await PortalDatabase.MigrateAsync(empty.Db, empty.Clock, CancellationToken.None);
        await using (var district = await CreateAsync(District, Empty))
            Assert.True(await district.SeedAsync(new(DemoAccounts: false, Reports: 0, Months: 1)));
    }

    public Task<SeededDatabase> EmptyAsync() => NextAsync(Empty);

    /// <summary>With units, buildings and staff.</summary>
    public Task<SeededDatabase> DistrictAsync() => NextAsync(District);

    public Task<int> TerminateConnectionsAsync(string database) =>
        ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'");

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<SeededDatabase> NextAsync(string template) => CreateAsync($"copy_{Interlocked.Increment(ref _databases)}", template);

    private async Task<SeededDatabase> CreateAsync(string name, string template)
    {
        await ExecuteAsync($"CREATE DATABASE {name} OWNER portal TEMPLATE {template}");
        // Without a pool: a database with connections to it cannot be copied.
        return new(name, new NpgsqlConnectionStringBuilder(_server.OwnerConnectionString) { Database = name, Pooling = false }.ConnectionString, new(_folder));
    }

    private async Task<int> ExecuteAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(_server.AdminConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteNonQueryAsync();
    }
}

/// <summary>A database and the portal's services over it, at a time that stands still.</summary>
public sealed class SeededDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _provider;
    private readonly AsyncServiceScope _scope;
    private readonly string _connectionString;
    private readonly DataDirectory _data;

    public SeededDatabase(string name, string connectionString, DataDirectory data)
    {
        (Name, _connectionString, _data) = (name, connectionString, data);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddAuthenticationCore();
        services.AddApplication().AddInfrastructure(connectionString, data, new() { Demo = true });
        _provider = services.BuildServiceProvider();
        _scope = _provider.CreateAsyncScope();
        Db = Get<PortalDbContext>();
    }

    public string Name { get; }

    /// <summary>The same database for a second process.</summary>
    public SeededDatabase Again() => new(Name, _connectionString, _data);

    public FakeTimeProvider Clock { get; } = new(SeedingFixture.Now);
    public PortalDbContext Db { get; }
    public IPersonalDataCipher Cipher => Get<IPersonalDataCipher>();

    public T Get<T>() where T : notnull => _scope.ServiceProvider.GetRequiredService<T>();

    public Task<bool> SeedAsync(SeedPlan plan, Action<SeedProgress>? onProgress = null) =>
        DistrictSeeder.SeedAsync(Db, Cipher, Clock, plan, new Progress(onProgress), CancellationToken.None);

    /// <summary>Sends a request as somebody, or as a visitor, in a scope of its own.</summary>
    public async Task<TResponse> SendAsync<TResponse>(IRequest<TResponse> request, Guid? by = null)
    {
        await using var scope = _provider.CreateAsyncScope();
        if (by is { } person) await scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAsAsync(person, CancellationToken.None);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _provider.DisposeAsync();
    }

    private sealed class Progress(Action<SeedProgress>? onProgress) : IProgress<SeedProgress>
    {
        public void Report(SeedProgress value) => onProgress?.Invoke(value);
    }
}
