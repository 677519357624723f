using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using QingjiangpuPortal.Infrastructure.EmbeddedPostgres;

namespace QingjiangpuPortal.Application.Tests.EmbeddedPostgres;

/// <summary>What a server offers while it runs; one server for all of it.</summary>
public sealed class RunningEmbeddedPostgresTests(RunningEmbeddedPostgresTests.RunningServer running)
    : IClassFixture<RunningEmbeddedPostgresTests.RunningServer>
{
    [Fact]
    public async Task One_role_owns_the_database_the_portals_own_role_owns_nothing_and_neither_rules_the_server()
    {
        Assert.Equal("portal_app", await ReadAsync<string>("select current_user::text"));
        Assert.Equal(0L, await ReadAsync<long>("select count(*) from pg_shdepend where refobjid = current_user::regrole and deptype = 'o'"));
        Assert.False(await ReadAsync<bool>(
            "select bool_or(rolsuper or rolcreatedb or rolcreaterole) from pg_roles where rolname in ('portal', 'portal_app')"));
        Assert.Equal("portal", await ReadAsync<string>(
            "select pg_get_userbyid(datdba)::text from pg_database where datname = current_database()"));
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        var guess = new NpgsqlConnectionStringBuilder(running.Server.ConnectionString) { Password = "guess", Pooling = false };

        await using var connection = new NpgsqlConnection(guess.ConnectionString);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    [Fact]
    public void The_passwords_are_readable_by_nobody_else()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(running.Folder, "secrets.json")));
        }
        Assert.Equal(["secrets.json"], Directory.EnumerateFiles(running.Folder).Select(Path.GetFileName)
            .Where(name => name!.Contains("secret", StringComparison.Ordinal) || name.Contains("password", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_server_knows_Chinese_characters_as_letters()
    {
        Assert.Equal("UTF8", await ReadAsync<string>("show server_encoding"));
        Assert.True(await ReadAsync<bool>("select '阳台漏水' ~ '^[[:alpha:]]{4}$'"));
    }

    [Fact]
    public async Task Settings_reach_the_server()
    {
        Assert.Equal("off", await ReadAsync<string>("show fsync"));
        Assert.Equal("it's a test", await ReadAsync<string>("show application_name"));
    }

    [Fact]
    public void A_Ctrl_C_in_the_terminal_does_not_reach_the_server()
    {
        if (!OperatingSystem.IsLinux())
            return;

        // The terminal signals process groups of its own session; the server leads another one.
        var postmaster = File.ReadLines(Path.Combine(running.Folder, "cluster", "postmaster.pid")).First();
        Assert.NotEqual(SessionOf("self"), SessionOf(postmaster));
    }

    private async Task<T?> ReadAsync<T>(string query)
    {
        await using var source = NpgsqlDataSource.Create(running.Server.ConnectionString);
        await using var command = source.CreateCommand(query);
        return (T?)await command.ExecuteScalarAsync();
    }

    /// <summary>The sixth field of /proc/…/stat; the second is the name, in brackets.</summary>
    private static string SessionOf(string process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3];
    }

    public sealed class RunningServer : IAsyncLifetime
    {
        public string Folder { get; } =
            Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"embedded-postgres-{Path.GetRandomFileName()}")).FullName;

        public EmbeddedPostgresServer Server { get; private set; } = null!;

        public async Task InitializeAsync() =>
            Server = await EmbeddedPostgresServer.StartAsync(
                new EmbeddedPostgresOptions
                {
                    DataFolder = Folder,
                    Settings = new Dictionary<string, string> { ["fsync"] = "off", ["application_name"] = "it's a test" },
                },
                NullLogger.Instance,
                CancellationToken.None);

        public async Task DisposeAsync()
        {
            await Server.DisposeAsync();
            Directory.Delete(Folder, recursive: true);
        }
    }
}
