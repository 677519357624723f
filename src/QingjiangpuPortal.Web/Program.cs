using QingjiangpuPortal.Application;
using QingjiangpuPortal.Infrastructure;
using QingjiangpuPortal.Infrastructure.EmbeddedPostgres;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Infrastructure.Protection;
using QingjiangpuPortal.Web.Api;
using QingjiangpuPortal.Web.Hosting;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Navigation;
using QingjiangpuPortal.Web.Preferences;
using QingjiangpuPortal.Web.Security;
using Serilog;

try
{
    // Settings are read once: watching them for changes would watch all that is written below the content root, the database too.
    var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
    var settings = builder.AddPortalSettings();
    builder.AddPortalLogging(settings);
    var data = DataDirectory.Locate(builder.Configuration, builder.Environment.ContentRootPath);
    await using var database = await PortalDatabaseServer.StartAsync(builder.Configuration, data, PortalLogging.StartLogger, CancellationToken.None);

    builder.Services.AddApplication()
        .AddInfrastructure(database.ConnectionString, data, settings)
        .AddBackgroundWork()
        .AddPortalSecurity(builder.AddOpenIdProviders())
        .AddPortalTelemetry(builder.Configuration)
        .AddPortalHealth()
        .AddPortalLocalization()
        .AddPortalApi()
        .AddPortalPages();

    await using var app = builder.Build();
    app.Services.GetRequiredService<KeyFileSource>().Read();
    app.UsePortalPipeline(settings);
    app.MapStaticAssets();
    app.MapPreferences();
    app.MapPortalApi();
    app.MapWellKnown();
    app.MapAccountEndpoints();
    app.MapPortalHealth();
    app.MapRazorPages().WithStaticAssets();

    if (settings.Demo) await app.Services.PrepareDemoAsync(database.OwnerConnectionString);
    else await app.Services.RefuseUnsafeRoleAsync();
    app.Services.OpenKeys();
    await app.StartAsync();
    if (settings.Demo) DemoStart.Announce(app);
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception e) when (e is InvalidPortalSettingsException or InvalidKeyFileException or InvalidPasswordFileException or EmbeddedPostgresException or IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException })
{
    // A sentence for the operator says more than a stack trace.
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
finally
{
    await Log.CloseAndFlushAsync();
}

/// <summary>Named for the tests' host.</summary>
public sealed partial class Program;
