using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace QingjiangpuPortal.Infrastructure.EmbeddedPostgres;

/// <summary>What must outlive the process to reach the server again: its port and the passwords of its roles.</summary>
/// <param name="PortalPassword">Of the role that owns the database.</param>
/// <param name="AppPassword">Of the running portal's; not in files of before there was that role.</param>
internal sealed record ServerSecrets(int Port, string AdminPassword, string PortalPassword, string? AppPassword)
{
    public static ServerSecrets Create(int port) => new(port, NewPassword(), NewPassword(), NewPassword());

    // Hexadecimal, so that it stands unquoted in SQL and in a connection string.
    public static string NewPassword() => RandomNumberGenerator.GetHexString(48, lowercase: true);
}

/// <summary>The process that a cluster's postmaster.pid names.</summary>
internal enum Postmaster
{
    Gone,
    Alive,
    NumberReused,
}

/// <summary>The files of one embedded server.</summary>
internal sealed class ServerFolder(string root)
{
    private const string UnfinishedPrefix = "unfinished-";

    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>PostgreSQL's own data folder. It appears under this name only when it is complete.</summary>
    public string Cluster => Path.Combine(Root, "cluster");

    /// <summary>The settings that the portal gives the server, included by its postgresql.conf.</summary>
    public string Settings => Path.Combine(Cluster, SettingsFileName);

    public string Log => Path.Combine(Root, "server.log");

    public string PreviousLog => Path.Combine(Root, "server.previous.log");

    /// <summary>Held by whoever starts or stops the server.</summary>
    public string StartLock => Path.Combine(Root, "start.lock");

    /// <summary>Shared by all who use the server; the last one stops it.</summary>
    public string UseLock => Path.Combine(Root, "use.lock");

    public static string SettingsFileName => "portal.conf";

    private string Secrets => Path.Combine(Root, "secrets.json");

    private string PostmasterFile => Path.Combine(Cluster, "postmaster.pid");

    public bool HasCluster => Directory.Exists(Cluster);

    /// <summary>The major version that made the cluster; <c>null</c> without one.</summary>
    public int? ClusterMajor()
    {
        var file = Path.Combine(Cluster, "PG_VERSION");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var major) ? major : null;
    }

    /// <summary>An empty folder in which a cluster may grow, aside until it is whole.</summary>
    public string NewUnfinishedFolder() =>
        Directory.CreateDirectory(Path.Combine(Root, UnfinishedPrefix + Path.GetRandomFileName())).FullName;

    /// <summary>Makes a grown cluster the cluster, in one step that either happened or not.</summary>
    public void Complete(string grownCluster) => Directory.Move(grownCluster, Cluster);

    /// <summary>Removes what first starts that were cut short have left.</summary>
    public void DeleteUnfinishedFolders()
    {
        foreach (var leftover in Directory.EnumerateDirectories(Root, UnfinishedPrefix + "*"))
        {
            try
            {
                Directory.Delete(leftover, recursive: true);
            }
            catch (IOException)
            {
                // The initdb of a killed portal may still be writing here. A later start removes it.
            }
        }
    }

    public ServerSecrets ReadSecrets()
    {
        try
        {
            return JsonSerializer.Deserialize<ServerSecrets>(File.ReadAllText(Secrets)) ?? throw new JsonException("It is empty.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or JsonException)
        {
            throw new EmbeddedPostgresException(
                $"The passwords of the database are lost: {Secrets} is missing or damaged. Restore it from a back-up, or move {Root} away to start with an empty database.",
                exception);
        }
    }

    /// <summary>Written aside and renamed, so that a crash leaves the old file or the new one.</summary>
    public void WriteSecrets(ServerSecrets secrets)
    {
        var written = Secrets + ".new";
        WritePrivateFile(written, JsonSerializer.Serialize(secrets));
        File.Move(written, Secrets, overwrite: true);
    }

    /// <summary>A file on the disk, not only in memory, that nobody but its owner ever could read.</summary>
    public static void WritePrivateFile(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        File.Delete(path);
        using var stream = new FileStream(path, options);
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>
    /// What became of the process that postmaster.pid names. After a reboot its number may belong to something else, and
    /// in a container without an init process a dead server stays as a zombie, hence the look at what the process is.
    /// </summary>
    public Postmaster FindPostmaster()
    {
        if (!File.Exists(PostmasterFile)
            || !int.TryParse(File.ReadLines(PostmasterFile).FirstOrDefault(), CultureInfo.InvariantCulture, out var id))
            return Postmaster.Gone;

        try
        {
            using var process = Process.GetProcessById(id);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal) && !IsZombie(id)
                ? Postmaster.Alive
                : Postmaster.NumberReused;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return Postmaster.Gone;
        }
    }

    /// <summary>
    /// PostgreSQL itself sees through the file of a process that is gone, and uses it to notice children that are not;
    /// but it takes any process with the number for a living server and would refuse to start.
    /// </summary>
    public void DeleteMisleadingPostmasterFile()
    {
        if (FindPostmaster() is Postmaster.NumberReused)
            File.Delete(PostmasterFile);
    }

    /// <summary>An empty log; the one before is kept, since after a crash it tells why.</summary>
    public void RotateLog()
    {
        if (File.Exists(Log))
            File.Move(Log, PreviousLog, overwrite: true);
        ClearLog();
    }

    public void ClearLog() => File.WriteAllText(Log, "");

    private static bool IsZombie(int id)
    {
        var status = $"/proc/{id.ToString(CultureInfo.InvariantCulture)}/status";
        return File.Exists(status) && File.ReadLines(status).Any(line => line.StartsWith("State:\tZ", StringComparison.Ordinal));
    }
}
