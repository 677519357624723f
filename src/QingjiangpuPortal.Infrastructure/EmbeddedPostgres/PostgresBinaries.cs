using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace QingjiangpuPortal.Infrastructure.EmbeddedPostgres;

/// <summary>The programs of one PostgreSQL: <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> in one folder.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    private const int OldestMajor = 15;

    public string InitDb => Path.Combine(Folder, Executable("initdb"));

    public string PgCtl => Path.Combine(Folder, Executable("pg_ctl"));

    public string Postgres => Path.Combine(Folder, Executable("postgres"));

    /// <summary>
    /// The PostgreSQL to use: npm's, else an installed one. A cluster can only be opened by the major version that made
    /// it, so an existing one decides.
    /// </summary>
    /// <exception cref="EmbeddedPostgresException">None fits; the message says which version is wanted.</exception>
    public static async Task<PostgresBinaries> ChooseAsync(int? clusterMajor, CancellationToken cancellationToken)
    {
        var found = new List<int>();
        foreach (var folder in Folders().Distinct(StringComparer.Ordinal))
        {
            if (await MajorOfAsync(folder, cancellationToken) is not { } major)
                continue;

            if (clusterMajor is null ? major >= OldestMajor : major == clusterMajor)
                return new PostgresBinaries(folder, major);

            found.Add(major);
        }

        var seen = found.Count == 0 ? "none was found" : $"only version {string.Join(", ", found.Distinct())} was found";
        throw new EmbeddedPostgresException(clusterMajor is { } wanted
            ? $"The database was created by PostgreSQL {wanted}, and only that version can open it, but {seen}. " +
              $"Install PostgreSQL {wanted} (the build brings npm's), or set Portal__DataDirectory to a new folder and load a dump into it."
            : $"A PostgreSQL of version {OldestMajor} or newer is needed, but {seen}. Run `npm ci` in " +
              "src/QingjiangpuPortal.Infrastructure/EmbeddedPostgres and build again, install PostgreSQL, or name a " +
              "database in ConnectionStrings__Portal.");
    }

    private static IEnumerable<string> Folders()
    {
        if (DataDirectory.BuildMetadata("EmbeddedPostgresPackages") is { } packages)
            yield return Path.Combine(packages, "@embedded-postgres", NpmPlatform(), "native", "bin");

        // Debian and Ubuntu keep each version's programs out of the PATH; the newest comes first.
        const string debian = "/usr/lib/postgresql";
        if (Directory.Exists(debian))
        {
            foreach (var version in Directory.EnumerateDirectories(debian)
                         .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var major) ? major : 0))
                yield return Path.Combine(version, "bin");
        }

        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            if (Path.IsPathRooted(folder))
                yield return folder;
        }
    }

    private static string NpmPlatform()
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        return RuntimeInformation.OSArchitecture == Architecture.Arm64 ? $"{system}-arm64" : $"{system}-x64";
    }

    /// <summary>Asks the program itself: one that does not run on this machine is as good as none.</summary>
    private static async Task<int?> MajorOfAsync(string folder, CancellationToken cancellationToken)
    {
        var binaries = new PostgresBinaries(folder, Major: 0);
        if (!File.Exists(binaries.Postgres) || !File.Exists(binaries.PgCtl) || !File.Exists(binaries.InitDb))
            return null;

        var version = await ServerAccount.Own.RunAsync(binaries.Postgres, ["--version"], folder, cancellationToken);
        return VersionPattern().Match(version.Output) is { Success: true } match
            ? int.Parse(match.Groups["major"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)
            : null;
    }

    private static string Executable(string name) => OperatingSystem.IsWindows() ? $"{name}.exe" : name;

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionPattern();
}
