using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace QingjiangpuPortal.Infrastructure;

/// <summary>
/// The folder that holds everything the portal keeps on this machine: the embedded database, uploaded files, keys.
/// One folder, so that a back-up, a move or a fresh start concerns one place.
/// </summary>
/// <param name="Root">Its absolute path. It need not exist yet: whoever writes below it creates what it needs.</param>
public sealed record DataDirectory(string Root)
{
    /// <summary>The setting that moves the folder (<c>Portal__DataDirectory</c> in the environment).</summary>
    public const string SettingName = "Portal:DataDirectory";

    /// <summary>The embedded PostgreSQL: its cluster, log and passwords.</summary>
    public string Postgres => Path.Combine(Root, "postgres");

    /// <summary>Uploaded pictures and papers, by content hash.</summary>
    public string Files => Path.Combine(Root, "files");

    /// <summary>The keys that protect personal data; kept apart from the database that they open.</summary>
    public string Keys => Path.Combine(Root, "keys");

    /// <summary>
    /// Finds the folder: the setting if there is one (a relative path counts from the current directory), else
    /// <c>.data</c> in the repository that this assembly was built from, so that the portal and the command line agree
    /// wherever they are started; else <c>data</c> below the content root, as for a published portal.
    /// </summary>
    public static DataDirectory Locate(IConfiguration configuration, string contentRoot) =>
        configuration[SettingName] is { Length: > 0 } configured ? new(Path.GetFullPath(configured))
        : BuildMetadata("RepositoryRoot") is { } repository && Directory.Exists(repository) ? new(Path.Combine(repository, ".data"))
        : new(Path.GetFullPath(Path.Combine(contentRoot, "data")));

    /// <summary>What the build wrote into this assembly under that name; <c>null</c> when it was built without.</summary>
    internal static string? BuildMetadata(string key) =>
        typeof(DataDirectory).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(attribute => string.Equals(attribute.Key, key, StringComparison.Ordinal))?.Value;
}
