using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Infrastructure;
using QingjiangpuPortal.Infrastructure.EmbeddedPostgres;
using QingjiangpuPortal.Infrastructure.Persistence;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Benchmarks;

/// <summary>
/// The whole portal on Kestrel over a PostgreSQL of its own with its ordinary settings (fsync on), seeded with as many
/// reports as asked for; all of it is gone afterwards, unless <see cref="KeptIn"/> names a folder: seeded portals stay there
/// and serve the next benchmark, with what the last one left in them.
/// </summary>
internal sealed partial class BenchmarkPortal : WebApplicationFactory<Web.Resources.Texts>
{
    /// <summary>The folder for seeded portals that are to stay.</summary>
    private const string KeptIn = "PORTAL_BENCHMARK_DATA";

    private readonly EmbeddedPostgresServer _server;
    private readonly string _folder;
    private readonly bool _isKept;

    private BenchmarkPortal(EmbeddedPostgresServer server, string folder, bool isKept)
    {
        (_server, _folder, _isKept) = (server, folder, isKept);
        UseKestrel(0);
    }

    public string OwnerConnectionString => _server.OwnerConnectionString;

    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>More reports than these are copies of as many.</summary>
    private const int MostSeeded = 100_000;

    /// <param name="reports">Above <see cref="MostSeeded"/> a multiple of it.</param>
    public static async Task<BenchmarkPortal> StartAsync(int reports, int months)
    {
        var kept = Environment.GetEnvironmentVariable(KeptIn);
        var folder = kept is null ? Directory.CreateTempSubdirectory("portal-benchmark-").FullName
            : Directory.CreateDirectory(Path.Combine(kept, string.Create(CultureInfo.InvariantCulture, $"{reports}-reports-{months}-months"))).FullName;
        var seeded = Path.Combine(folder, "seeded");
        // PostgreSQL runs as another user where this runs as root.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        var data = new DataDirectory(folder);
        var server = await EmbeddedPostgresServer.StartAsync(new() { DataFolder = data.Postgres }, NullLogger.Instance, CancellationToken.None);
        var portal = new BenchmarkPortal(server, folder, isKept: kept is not null);
        if (!File.Exists(seeded))
        {
            await portal.SeedAsync(reports, months);
            await File.WriteAllTextAsync(seeded, "");
        }
        portal.StartServer();
        return portal;
    }

    private async Task SeedAsync(int reports, int months)
    {
        // The demo's own start migrates; the plan decides how many reports there are, before it would seed its own.
        await using (var provider = OwnerServices())
        await using (var scope = provider.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
            var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
            await PortalDatabase.MigrateAsync(db, clock, CancellationToken.None);
            await DistrictSeeder.SeedAsync(db, scope.ServiceProvider.GetRequiredService<IPersonalDataCipher>(), clock,
                SeedPlan.Demo with { Reports = Math.Min(reports, MostSeeded), Months = months }, new Progress<SeedProgress>(), CancellationToken.None);
        }
        if (reports > MostSeeded) await ReportMultiplier.MultiplyAsync(OwnerConnectionString, reports / MostSeeded);
    }

    /// <summary>Where the demo's people live, as a form sends it.</summary>
    public (string Latitude, string Longitude) DemoPlace
    {
        get
        {
            var places = Services.GetRequiredService<IPlaceDirectory>().CurrentAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
            var place = places.Find(DemoAccounts.MicroGrid)!;
            return (place.Latitude.ToString(CultureInfo.InvariantCulture), place.Longitude.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The id behind a number, which staff find in their queue.</summary>
    public async Task<Guid> IdOfAsync(string number)
    {
        if (!ReportNumber.TryParse(number, out var sequence)) throw new InvalidOperationException($"'{number}' is no number.");
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PortalDbContext>().GridReports.Where(r => r.Sequence == sequence).Select(r => r.Id).SingleAsync();
    }

    /// <summary>As the operator's command line has them, in the role that migrates and rotates keys.</summary>
    public ServiceProvider OwnerServices() => new ServiceCollection().AddLogging().AddAuthenticationCore()
        .AddInfrastructure(OwnerConnectionString, new DataDirectory(_folder), new PortalSettings { Demo = true }).BuildServiceProvider();

    /// <summary>A visitor with cookies of their own.</summary>
    public HttpClient Visitor() => new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = Address };

    public async Task<HttpClient> SignedInAsync(string phone)
    {
        var visitor = Visitor();
        var page = await visitor.GetStringAsync("/account/login");
        using var form = new FormUrlEncodedContent([new("Phone", phone), new("Password", DemoAccounts.Password), new("__RequestVerificationToken", TokenOf(page))]);
        using var answer = await visitor.PostAsync("/account/login", form);
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"Signing in was answered with {answer.StatusCode}.");
        return visitor;
    }

    /// <summary>The anti-forgery token of a page's main form.</summary>
    public static string TokenOf(string page) => Token().Matches(page)[^1].Groups["token"].Value;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _server.DisposeAsync();
        if (!_isKept) Directory.Delete(_folder, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseContentRoot(AppContext.BaseDirectory)
        .UseEnvironment("Demo")
        .UseSetting("ConnectionStrings:Portal", $"{_server.ConnectionString};Maximum Pool Size=64")
        .UseSetting("ConnectionStrings:PortalOwner", _server.OwnerConnectionString)
        .UseSetting(DataDirectory.SettingName, _folder)
        .WithoutLimits()
        .UseSetting("Serilog:MinimumLevel:Default", "Warning");

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
