using System.Reflection;
using System.Text.RegularExpressions;
using NetArchTest.Rules;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Architecture.Tests;

public sealed partial class LayersTests
{
    private static readonly Assembly Domain = typeof(Entity).Assembly;
    private static readonly Assembly Application = typeof(PortalDb).Assembly;
    private static readonly Assembly Infrastructure = typeof(PortalDbContext).Assembly;
    private static readonly Assembly Web = typeof(Program).Assembly;

    [Fact]
    public void Layers_depend_inward_only()
    {
        Assert.DoesNotContain(ReferencesOf(Domain), IsOurs);
        Assert.Equal(["QingjiangpuPortal.Domain"], ReferencesOf(Application).Where(IsOurs));
        Assert.Equal(["QingjiangpuPortal.Application", "QingjiangpuPortal.Domain"], ReferencesOf(Infrastructure).Where(IsOurs));
        Assert.DoesNotContain("QingjiangpuPortal.Admin", ReferencesOf(Web));
    }

    [Fact]
    public void Domain_stands_on_the_runtime_and_ErrorOr_alone() =>
        Assert.Equal(["ErrorOr"], ReferencesOf(Domain).Where(name => !name.StartsWith("System.", StringComparison.Ordinal)));

    [Fact]
    public void Application_knows_neither_the_web_nor_PostgreSQL() => Assert.DoesNotContain(ReferencesOf(Application), name =>
        name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Npgsql", StringComparison.Ordinal));

    /// <summary>
    /// Pages and endpoints send requests. Only the host's own parts (readiness, the demo's start) see the database, and the
    /// cache of the maps' shapes, which is nobody's request.
    /// </summary>
    [Fact]
    public void No_page_and_no_endpoint_touches_the_database()
    {
        var touching = Types.InAssembly(Web)
            .That().DoNotResideInNamespace("QingjiangpuPortal.Web.Hosting")
            .Should().NotHaveDependencyOnAny(
                typeof(PortalDb).FullName!, typeof(PortalDbContext).FullName!, "Npgsql", "Microsoft.EntityFrameworkCore")
            .GetResult();
        Assert.Empty(touching.FailingTypeNames ?? []);
    }

    /// <summary>What it made of a database yesterday it makes of one tomorrow: whatever the features become, a migration says the same.</summary>
    [Fact]
    public void A_migration_calls_no_code_of_a_feature()
    {
        var calling = Types.InAssembly(Infrastructure)
            .That().ResideInNamespace("QingjiangpuPortal.Infrastructure.Persistence.Migrations")
            .Should().NotHaveDependencyOnAny(
                "QingjiangpuPortal.Domain", "QingjiangpuPortal.Application",
                "QingjiangpuPortal.Infrastructure.Persistence.Statistics", "QingjiangpuPortal.Infrastructure.BackgroundWork")
            .GetResult();
        Assert.Empty(calling.FailingTypeNames ?? []);
    }

    [Fact]
    public void Nobody_reads_a_clock_but_the_TimeProvider()
    {
        var readings =
            from file in Directory.EnumerateFiles(Path.Combine(Repository(), "src"), "*.cs", SearchOption.AllDirectories)
            where !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
                && !file.Contains("/node_modules/", StringComparison.Ordinal)
            from line in File.ReadLines(file)
            where Clock().IsMatch(line)
            select $"{Path.GetFileName(file)}: {line.Trim()}";
        Assert.Empty(readings);
    }

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b")]
    private static partial Regex Clock();

    private static bool IsOurs(string name) => name.StartsWith("QingjiangpuPortal.", StringComparison.Ordinal);

    private static IEnumerable<string> ReferencesOf(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(a => a.Name!).Order(StringComparer.Ordinal);

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "QingjiangpuPortal.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
