using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Npgsql;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.EmbeddedPostgres;

/// <summary>
/// A private PostgreSQL on loopback for the demo, the tests and the command line: created at the first start, reached
/// again at every later one, shared by all processes that name the same folder, and stopped by the last of them. The
/// README in this folder tells how it recovers from every way to die.
/// </summary>
public sealed class EmbeddedPostgresServer : IAsyncDisposable
{
    private const string AdminRole = "postgres";
    private const string OwnerRole = "portal";
    private const string AppRole = PortalRoles.App;
    private const string PortalDatabase = "portal";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    private readonly ServerFolder _folder;
    private readonly PostgresBinaries _binaries;
    private readonly ServerAccount _account;
    private readonly ILogger _logger;
    private FileStream? _use;

    private EmbeddedPostgresServer(
        ServerFolder folder, PostgresBinaries binaries, ServerAccount account, ILogger logger)
    {
        _folder = folder;
        _binaries = binaries;
        _account = account;
        _logger = logger;
    }

    /// <summary>For the running portal: the role <c>portal_app</c>, which owns nothing and may do what migrating granted it.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>For migrating and seeding: the role <c>portal</c>, which owns the database <c>portal</c> and is no superuser.</summary>
    public string OwnerConnectionString { get; private set; } = "";

    /// <summary>The superuser in the database <c>postgres</c>, for tests that clone template databases. Not for the portal.</summary>
    public string AdminConnectionString { get; private set; } = "";

    /// <summary>
    /// Whether a living server was found and adopted: another process runs it, or one that was killed left it behind.
    /// </summary>
    public bool WasAlreadyRunning { get; private set; }

    /// <summary>
    /// Makes the server of this folder ready, whatever state its last user left it in. Dispose the result to let go of it.
    /// </summary>
    /// <exception cref="EmbeddedPostgresException">It cannot serve; the message says why and what to do.</exception>
    public static async Task<EmbeddedPostgresServer> StartAsync(
        EmbeddedPostgresOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var folder = new ServerFolder(options.DataFolder);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.StartTimeout);
        try
        {
            Directory.CreateDirectory(folder.Root);
            return await StartLockedAsync(folder, options, logger, deadline.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EmbeddedPostgresException(
                $"PostgreSQL was not ready after {options.StartTimeout.TotalSeconds:0} seconds. Its log is {folder.Log}; " +
                "if it is still recovering, simply start again.",
                exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new EmbeddedPostgresException(
                $"The folder {folder.Root} belongs to another user ({exception.Message}) Start the portal as that user, " +
                "or set Portal__DataDirectory to another folder.",
                exception);
        }
        catch (PostgresException exception)
        {
            throw new EmbeddedPostgresException(
                $"The server of {folder.Root} runs but refuses to serve: {exception.MessageText}. Its log is {folder.Log}.",
                exception);
        }
    }

    private static async Task<EmbeddedPostgresServer> StartLockedAsync(
        ServerFolder folder, EmbeddedPostgresOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        EmbeddedPostgresServer? server = null;
        try
        {
            await using var startLock = await FileLock.AcquireAsync(folder.StartLock, cancellationToken);
            var binaries = await PostgresBinaries.ChooseAsync(folder.ClusterMajor(), cancellationToken);
            var account = await ServerAccount.ChooseAsync(binaries, folder.Root, cancellationToken);
            server = new EmbeddedPostgresServer(folder, binaries, account, logger);
            await server.BecomeReadyAsync(options, cancellationToken);
            return server;
        }
        catch when (server is not null)
        {
            // It may be up already: a Ctrl-C during the start must not leave it behind.
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets go of the server and stops it, unless another process still uses it. Never throws: it is called on the way out.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _use, null) is not { } use)
            return;

        using var deadline = new CancellationTokenSource(StopTimeout);
        try
        {
            await using var startLock = await FileLock.AcquireAsync(_folder.StartLock, deadline.Token);
            await use.DisposeAsync();
            await using var lastUse = FileLock.TryAcquire(_folder.UseLock);
            if (lastUse is null)
            {
                _logger.LogInformation("The embedded PostgreSQL keeps running: another process uses it.");
                return;
            }

            await StopAsync(deadline.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or UnauthorizedAccessException)
        {
            _logger.LogWarning(exception, "The embedded PostgreSQL did not stop in time; the next start finds it.");
        }
    }

    /// <summary>"fast" disconnects the clients and writes everything down, so the next start has nothing to recover.</summary>
    private async Task StopAsync(CancellationToken cancellationToken)
    {
        var result = await _account.RunAsync(
            _binaries.PgCtl, ["stop", "-D", _folder.Cluster, "-m", "fast", "-w", "-t", $"{StopTimeout.TotalSeconds:0}", "-s"],
            _folder.Root, cancellationToken);
        if (result.Succeeded)
            _logger.LogInformation("The embedded PostgreSQL is stopped.");
        else
            _logger.LogWarning("The embedded PostgreSQL did not stop: {Reason}", result.Output.Trim());
    }

    private async Task BecomeReadyAsync(EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        if (!_folder.HasCluster)
            await CreateClusterAsync(cancellationToken);
        _folder.DeleteUnfinishedFolders();

        var secrets = ReadCompleteSecrets();
        WasAlreadyRunning = await AdoptAsync(secrets, cancellationToken);
        if (!WasAlreadyRunning)
            secrets = await LaunchAsync(secrets, options, cancellationToken);

        _use = FileLock.Share(_folder.UseLock);
        await using (var admin = await ConnectPatientlyAsync(Admin(secrets), cancellationToken))
            await EnsurePortalDatabaseAsync(admin, secrets, cancellationToken);

        AdminConnectionString = Admin(secrets).ConnectionString;
        OwnerConnectionString = Connection(secrets.Port, OwnerRole, secrets.PortalPassword, PortalDatabase).ConnectionString;
        ConnectionString = Connection(secrets.Port, AppRole, secrets.AppPassword!, PortalDatabase).ConnectionString;
        _logger.LogInformation(
            "The embedded PostgreSQL {Version} {Action} on port {Port}, data in {Folder}.",
            _binaries.Major, WasAlreadyRunning ? "was already running" : "started", secrets.Port, _folder.Root);
    }

    /// <summary>A folder of before there were two roles has no password for the second; it gets one.</summary>
    private ServerSecrets ReadCompleteSecrets()
    {
        var secrets = _folder.ReadSecrets();
        if (secrets.AppPassword is not null) return secrets;
        secrets = secrets with { AppPassword = ServerSecrets.NewPassword() };
        _folder.WriteSecrets(secrets);
        return secrets;
    }

    private async Task CreateClusterAsync(CancellationToken cancellationToken)
    {
        _logger.LogInformation("Creating the embedded PostgreSQL {Version} in {Folder} …", _binaries.Major, _folder.Root);
        var secrets = ServerSecrets.Create(FreePort());
        _folder.WriteSecrets(secrets);

        var unfinished = _folder.NewUnfinishedFolder();
        var cluster = Directory.CreateDirectory(Path.Combine(unfinished, "cluster")).FullName;
        var passwordFile = Path.Combine(unfinished, "password");
        ServerFolder.WritePrivateFile(passwordFile, secrets.AdminPassword);
        await _account.TakeOverAsync(unfinished, cancellationToken);

        string[] arguments =
        [
            "-D", cluster, "-U", AdminRole, $"--pwfile={passwordFile}", "-A", "scram-sha-256", "-E", "UTF8",
            .. LocaleArguments(), "--no-instructions",
        ];
        var result = await _account.RunAsync(_binaries.InitDb, arguments, _folder.Root, cancellationToken);
        if (!result.Succeeded)
            throw new EmbeddedPostgresException($"PostgreSQL could not create its data folder {cluster}: {result.Output.Trim()}");

        await File.AppendAllTextAsync(
            Path.Combine(cluster, "postgresql.conf"), $"\ninclude_if_exists = '{ServerFolder.SettingsFileName}'\n", cancellationToken);
        _folder.Complete(cluster);
    }

    /// <summary>Chinese text needs Unicode character classes. Linux has them in C.UTF-8; elsewhere PostgreSQL's own serve.</summary>
    private static string[] LocaleArguments() =>
        OperatingSystem.IsLinux()
            ? ["--locale=C.UTF-8"]
            : ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];

    /// <summary>
    /// Connects to the server that already runs on this folder, waiting while it starts or recovers; <c>false</c> when
    /// there is none, or when it was about to stop and is gone.
    /// </summary>
    private async Task<bool> AdoptAsync(ServerSecrets secrets, CancellationToken cancellationToken)
    {
        while (_folder.FindPostmaster() is Postmaster.Alive)
        {
            try
            {
                await using var connection = new NpgsqlConnection(Admin(secrets).ConnectionString);
                await connection.OpenAsync(cancellationToken);
                await RefuseAnotherFoldersServerAsync(connection, cancellationToken);
                return true;
            }
            catch (NpgsqlException exception) when (IsNotReady(exception))
            {
                await Task.Delay(PollInterval, cancellationToken);
            }
        }

        return false;
    }

    /// <summary>A copy of a data folder carries the original's postmaster.pid, port and password.</summary>
    private async Task RefuseAnotherFoldersServerAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("show data_directory", connection);
        var served = (string?)await command.ExecuteScalarAsync(cancellationToken) ?? "";
        if (!string.Equals(Path.GetFullPath(served), _folder.Cluster, StringComparison.Ordinal))
        {
            throw new EmbeddedPostgresException(
                $"The server that {_folder.Cluster} names as its own serves {served}. If this folder is a copy, delete " +
                "postmaster.pid in it; if it is the same folder under another name, use one name.");
        }
    }

    /// <summary>Starts the server, in a session of its own so that a Ctrl-C in the terminal reaches the portal alone.</summary>
    /// <returns>The secrets with the port it really got.</returns>
    private async Task<ServerSecrets> LaunchAsync(
        ServerSecrets secrets, EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        _folder.DeleteMisleadingPostmasterFile();
        _folder.RotateLog();
        await _account.TakeOverAsync(_folder.Log, cancellationToken);
        await _account.TakeOverAsync(_folder.Cluster, cancellationToken);

        while (true)
        {
            if (!IsFree(secrets.Port))
            {
                secrets = secrets with { Port = FreePort() };
                _folder.WriteSecrets(secrets);
            }

            await WriteSettingsAsync(secrets.Port, options, cancellationToken);
            _folder.ClearLog();
            _logger.LogDebug("Starting PostgreSQL from {Folder} …", _binaries.Folder);
            // Not cancelled half-way: that would leave a server behind that nobody stops. A Ctrl-C reaches pg_ctl itself.
            var result = await _account.RunAsync(
                _binaries.PgCtl,
                ["start", "-D", _folder.Cluster, "-l", _folder.Log, "-w", "-t", $"{options.StartTimeout.TotalSeconds:0}", "-s"],
                _folder.Root, CancellationToken.None, leavesServer: true);
            if (result.Succeeded)
                return secrets;

            cancellationToken.ThrowIfCancellationRequested();
            var log = await File.ReadAllTextAsync(_folder.Log, cancellationToken);
            if (!IsWorthAnotherTry(log))
                throw new EmbeddedPostgresException($"PostgreSQL did not start. Its log {_folder.Log} says: {log.Trim()}");

            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    /// <summary>
    /// The children of a killed server need a moment to notice and leave; and another program may take the port between
    /// the look and the start.
    /// </summary>
    private static bool IsWorthAnotherTry(string log) =>
        log.Contains("is still in use", StringComparison.Ordinal)
        || log.Contains("could not create any TCP/IP sockets", StringComparison.Ordinal);

    private async Task WriteSettingsAsync(int port, EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string>(options.Settings, StringComparer.Ordinal)
        {
            // Without the details of an error, which quote values of the row: personal data has no place in a log.
            ["log_error_verbosity"] = "terse",
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = $"{port}",
            ["unix_socket_directories"] = "",
        };
        var lines = settings.Select(setting =>
            $"{setting.Key} = '{setting.Value.Replace("'", "''", StringComparison.Ordinal)}'");
        await File.WriteAllLinesAsync(
            _folder.Settings, ["# Written by the portal at every start.", .. lines], cancellationToken);
        await _account.TakeOverAsync(_folder.Settings, cancellationToken);
    }

    /// <summary>Only a real connection counts as ready: pg_ctl can take a dying server for a running one.</summary>
    private static async Task<NpgsqlConnection> ConnectPatientlyAsync(
        NpgsqlConnectionStringBuilder target, CancellationToken cancellationToken)
    {
        while (true)
        {
            var connection = new NpgsqlConnection(target.ConnectionString);
            try
            {
                await connection.OpenAsync(cancellationToken);
                return connection;
            }
            catch (NpgsqlException exception) when (IsNotReady(exception))
            {
                await connection.DisposeAsync();
                await Task.Delay(PollInterval, cancellationToken);
            }
        }
    }

    /// <summary>Not listening yet (or no more), or 57P03: starting up, recovering, shutting down.</summary>
    private static bool IsNotReady(NpgsqlException exception) =>
        exception is not PostgresException { SqlState: not PostgresErrorCodes.CannotConnectNow };

    /// <summary>Checked at every start: the first may have been cut short after the cluster was complete.</summary>
    private static async Task EnsurePortalDatabaseAsync(
        NpgsqlConnection admin, ServerSecrets secrets, CancellationToken cancellationToken)
    {
        if (!await ExistsAsync($"select from pg_roles where rolname = '{OwnerRole}'"))
        {
            await ExecuteAsync(
                $"create role {OwnerRole} login nosuperuser nocreatedb nocreaterole password '{secrets.PortalPassword}'");
        }

        if (!await ExistsAsync($"select from pg_roles where rolname = '{AppRole}'"))
            await ExecuteAsync($"create role {AppRole} login nosuperuser nocreatedb nocreaterole");
        // Always: the file or the cluster may be older than the other.
        await ExecuteAsync($"alter role {AppRole} password '{secrets.AppPassword}'");

        if (!await ExistsAsync($"select from pg_database where datname = '{PortalDatabase}'"))
            await ExecuteAsync($"create database {PortalDatabase} owner {OwnerRole}");

        async Task<bool> ExistsAsync(string query)
        {
            await using var command = new NpgsqlCommand($"select exists ({query})", admin);
            return await command.ExecuteScalarAsync(cancellationToken) is true;
        }

        async Task ExecuteAsync(string statement)
        {
            await using var command = new NpgsqlCommand(statement, admin);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Without a pool, so that a connection of the superuser is closed when it is disposed.</summary>
    private static NpgsqlConnectionStringBuilder Admin(ServerSecrets secrets)
    {
        var connection = Connection(secrets.Port, AdminRole, secrets.AdminPassword, database: "postgres");
        connection.Pooling = false;
        return connection;
    }

    /// <summary>Neither TLS nor GSS on loopback, so neither is asked for.</summary>
    private static NpgsqlConnectionStringBuilder Connection(int port, string role, string password, string database) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        Username = role,
        Password = password,
        Database = database,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
