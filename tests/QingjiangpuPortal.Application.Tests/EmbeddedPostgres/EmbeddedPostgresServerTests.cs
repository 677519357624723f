using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using QingjiangpuPortal.Infrastructure.EmbeddedPostgres;

namespace QingjiangpuPortal.Application.Tests.EmbeddedPostgres;

public sealed class EmbeddedPostgresServerTests(EmbeddedPostgresServerTests.FirstStart firstStart)
    : IClassFixture<EmbeddedPostgresServerTests.FirstStart>, IDisposable
{
    private readonly string _folder = NewFolder();

    private string Cluster => Path.Combine(_folder, "cluster");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_later_start_keeps_the_data_and_the_address()
    {
        string first;
        await using (var server = await StartAsync())
        {
            Assert.False(server.WasAlreadyRunning);
            await ExecuteAsync(server, "create table note (text text); insert into note values ('阳台漏水')");
            first = server.ConnectionString;
        }

        await using var later = await StartAsync();
        Assert.False(later.WasAlreadyRunning);
        Assert.Equal(first, later.ConnectionString);
        Assert.Equal("阳台漏水", await ReadAsync<string>(later, "select text from note"));
    }

    [Fact]
    public async Task The_server_stops_with_its_only_user()
    {
        firstStart.CopyTo(_folder);
        var server = await StartAsync();
        await server.DisposeAsync();

        Assert.False(File.Exists(Path.Combine(Cluster, "postmaster.pid")));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ReadAsync<int>(server, "select 1"));
    }

    [Fact]
    public async Task A_folder_that_only_its_owner_may_enter_serves_too()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        await using var server = await StartAsync();
        Assert.Equal(1, await ReadAsync<int>(server, "select 1"));
    }

    [Fact]
    public async Task A_setting_that_PostgreSQL_does_not_know_fails_the_start_with_its_own_words()
    {
        firstStart.CopyTo(_folder);
        var failure = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => StartAsync(new() { ["fsink"] = "off" }));

        Assert.Contains("unrecognized configuration parameter \"fsink\"", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Committed_rows_survive_the_kill_of_the_server()
    {
        firstStart.CopyTo(_folder);
        await using var killed = await StartAsync();
        await ExecuteAsync(killed, "create table note (text text); insert into note values ('井盖松动')");
        await KillAsync(PostmasterProcess());

        await using var next = await StartAsync();
        Assert.False(next.WasAlreadyRunning);
        Assert.Equal("井盖松动", await ReadAsync<string>(next, "select text from note"));
    }

    [Fact]
    public async Task The_server_of_a_killed_portal_is_adopted_and_stopped_by_the_next()
    {
        firstStart.CopyTo(_folder);
        using var portal = await KillableStarter.StartAsync(_folder);
        using var postmaster = PostmasterProcess();
        await KillAsync(portal);
        Assert.False(postmaster.HasExited);

        await using (var next = await StartAsync())
        {
            Assert.True(next.WasAlreadyRunning);
            Assert.Equal(postmaster.Id, PostmasterProcess().Id);
            Assert.Equal(1, await ReadAsync<int>(next, "select 1"));
        }

        await postmaster.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task After_the_kill_of_portal_and_server_the_next_start_recovers()
    {
        firstStart.CopyTo(_folder);
        using var portal = await KillableStarter.StartAsync(_folder);
        await KillAsync(portal);
        await KillAsync(PostmasterProcess());

        await using var next = await StartAsync();
        Assert.False(next.WasAlreadyRunning);
        Assert.Equal(1, await ReadAsync<int>(next, "select 1"));
    }

    [Fact]
    public async Task A_start_that_is_cancelled_leaves_no_server_behind()
    {
        firstStart.CopyTo(_folder);
        using var cancellation = new CancellationTokenSource();
        var options = new EmbeddedPostgresOptions { DataFolder = _folder };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EmbeddedPostgresServer.StartAsync(
            options, new CallbackLogger("Starting PostgreSQL", cancellation.Cancel), cancellation.Token));

        Assert.False(File.Exists(Path.Combine(Cluster, "postmaster.pid")));
        await using var next = await StartAsync();
        Assert.False(next.WasAlreadyRunning);
    }

    [Fact]
    public async Task Two_starters_at_once_share_one_server_and_the_last_to_leave_stops_it()
    {
        firstStart.CopyTo(_folder);
        var both = await Task.WhenAll(StartAsync(), StartAsync());
        Assert.Single(both, server => server.WasAlreadyRunning);
        Assert.Equal(both[0].ConnectionString, both[1].ConnectionString);

        var starter = both.Single(server => !server.WasAlreadyRunning);
        var adopter = both.Single(server => server.WasAlreadyRunning);
        await starter.DisposeAsync();
        Assert.Equal(1, await ReadAsync<int>(adopter, "select 1"));

        await adopter.DisposeAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ReadAsync<int>(adopter, "select 1"));
    }

    [Fact]
    public async Task A_first_start_that_was_cut_short_is_made_anew()
    {
        var half = Directory.CreateDirectory(Path.Combine(_folder, "unfinished-half", "cluster"));
        await File.WriteAllTextAsync(Path.Combine(half.FullName, "PG_VERSION"), "18");

        await using var server = await StartAsync();
        Assert.Equal(1, await ReadAsync<int>(server, "select 1"));
        Assert.Empty(Directory.EnumerateDirectories(_folder, "unfinished-*"));
    }

    [Fact]
    public async Task A_first_start_that_ended_before_the_database_was_made_is_completed()
    {
        firstStart.CopyTo(_folder);
        await using (var server = await StartAsync())
            await ExecuteAsync(server.AdminConnectionString, "drop database portal; drop role portal; drop role portal_app");

        await using var next = await StartAsync();
        Assert.Equal("portal", await ReadAsync<string>(next, "select current_user::text"));
        Assert.Equal("portal_app", await ReadAsync<string>(next.ConnectionString, "select current_user::text"));
    }

    [Fact]
    public async Task A_folder_of_before_the_portal_had_a_role_of_its_own_gets_one()
    {
        firstStart.CopyTo(_folder);
        var secrets = Path.Combine(_folder, "secrets.json");
        await using (var server = await StartAsync()) await ExecuteAsync(server.AdminConnectionString, "drop role portal_app");
        var kept = JsonNode.Parse(await File.ReadAllTextAsync(secrets))!.AsObject();
        Assert.True(kept.Remove("AppPassword"));
        await File.WriteAllTextAsync(secrets, kept.ToJsonString());

        for (var start = 0; start < 2; start++)
        {
            await using var next = await StartAsync();
            Assert.Equal("portal_app", await ReadAsync<string>(next.ConnectionString, "select current_user::text"));
        }
    }

    [Fact]
    public async Task A_port_that_another_program_took_is_left_to_it()
    {
        firstStart.CopyTo(_folder);
        var server = await StartAsync();
        var port = new NpgsqlConnectionStringBuilder(server.ConnectionString).Port;
        await server.DisposeAsync();

        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, port);
        other.Start();
        await using var next = await StartAsync();
        Assert.NotEqual(port, new NpgsqlConnectionStringBuilder(next.ConnectionString).Port);
        Assert.Equal(1, await ReadAsync<int>(next, "select 1"));
    }

    [Fact]
    public async Task A_process_that_got_the_number_of_the_dead_server_does_not_block_the_start()
    {
        firstStart.CopyTo(_folder);
        await using (await StartAsync())
            File.Copy(Path.Combine(Cluster, "postmaster.pid"), Path.Combine(_folder, "postmaster.pid"));
        var lines = await File.ReadAllLinesAsync(Path.Combine(_folder, "postmaster.pid"));
        lines[0] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(Path.Combine(Cluster, "postmaster.pid"), lines);

        await using var next = await StartAsync();
        Assert.False(next.WasAlreadyRunning);
        Assert.Equal(1, await ReadAsync<int>(next, "select 1"));
    }

    [Fact]
    public async Task A_cluster_of_a_version_that_is_not_installed_is_refused_with_a_sentence()
    {
        firstStart.CopyTo(_folder);
        await using (await StartAsync())
        {
        }

        await File.WriteAllTextAsync(Path.Combine(Cluster, "PG_VERSION"), "99\n");

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => StartAsync());
        Assert.Contains("created by PostgreSQL 99", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Install PostgreSQL 99", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_made_of_a_running_server_does_not_take_the_original_for_its_own()
    {
        firstStart.CopyTo(_folder);
        await using var original = await StartAsync();
        var copied = NewFolder();
        try
        {
            firstStart.CopyTo(copied);
            foreach (var file in (string[])["secrets.json", Path.Combine("cluster", "postmaster.pid")])
                File.Copy(Path.Combine(_folder, file), Path.Combine(copied, file), overwrite: true);

            var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => StartAsync(copied));
            Assert.Contains($"serves {Cluster}", refusal.Message, StringComparison.Ordinal);
            Assert.Equal(1, await ReadAsync<int>(original, "select 1"));
        }
        finally
        {
            Directory.Delete(copied, recursive: true);
        }
    }

    [Fact]
    public async Task Lost_passwords_are_named_and_the_data_stays()
    {
        firstStart.CopyTo(_folder);
        await using (await StartAsync())
        {
        }

        File.Delete(Path.Combine(_folder, "secrets.json"));

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => StartAsync());
        Assert.Contains("secrets.json is missing", refusal.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Cluster, "PG_VERSION")));
    }

    // Not CreateTempSubdirectory: nobody else may enter its folder, which is a case of its own when root runs the tests.
    private static string NewFolder() =>
        Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"embedded-postgres-{Path.GetRandomFileName()}")).FullName;

    private Task<EmbeddedPostgresServer> StartAsync(Dictionary<string, string>? settings = null) =>
        StartAsync(_folder, settings);

    private static Task<EmbeddedPostgresServer> StartAsync(string folder, Dictionary<string, string>? settings = null) =>
        EmbeddedPostgresServer.StartAsync(
            new EmbeddedPostgresOptions { DataFolder = folder, Settings = settings ?? [] },
            NullLogger.Instance,
            CancellationToken.None);

    private static Task ExecuteAsync(EmbeddedPostgresServer server, string statements) =>
        ExecuteAsync(server.OwnerConnectionString, statements);

    private static async Task ExecuteAsync(string connectionString, string statements)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        foreach (var statement in statements.Split(';'))
        {
            await using var command = source.CreateCommand(statement);
            await command.ExecuteNonQueryAsync();
        }
    }

    private static Task<T?> ReadAsync<T>(EmbeddedPostgresServer server, string query) => ReadAsync<T>(server.OwnerConnectionString, query);

    private static async Task<T?> ReadAsync<T>(string connectionString, string query)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(query);
        return (T?)await command.ExecuteScalarAsync();
    }

    private Process PostmasterProcess() =>
        Process.GetProcessById(int.Parse(File.ReadLines(Path.Combine(Cluster, "postmaster.pid")).First(), CultureInfo.InvariantCulture));

    private static async Task KillAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Acts in the moment that the code under test announces.</summary>
    private sealed class CallbackLogger(string message, Action callback) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (formatter(state, exception).StartsWith(message, StringComparison.Ordinal))
                callback();
        }
    }

    /// <summary>A folder whose server was started once and stopped: most tests begin there, and a copy is quicker than a first start.</summary>
    public sealed class FirstStart : IAsyncLifetime
    {
        private readonly string _folder = NewFolder();

        public async Task InitializeAsync() => await (await StartAsync(_folder)).DisposeAsync();

        public void CopyTo(string target)
        {
            foreach (var source in Directory.EnumerateDirectories(_folder, "*", SearchOption.AllDirectories))
            {
                var copy = Directory.CreateDirectory(Path.Combine(target, Path.GetRelativePath(_folder, source)));
                if (!OperatingSystem.IsWindows())
                    copy.UnixFileMode = File.GetUnixFileMode(source);
            }

            foreach (var source in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
                File.Copy(source, Path.Combine(target, Path.GetRelativePath(_folder, source)));
        }

        public Task DisposeAsync()
        {
            Directory.Delete(_folder, recursive: true);
            return Task.CompletedTask;
        }
    }
}
