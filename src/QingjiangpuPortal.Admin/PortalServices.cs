using System.ComponentModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using QingjiangpuPortal.Application;
using QingjiangpuPortal.Infrastructure;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Infrastructure.Protection;
using Spectre.Console.Cli;

namespace QingjiangpuPortal.Admin;

/// <summary>Options of every command that needs the portal's data.</summary>
internal class PortalOptions : CommandSettings
{
    [CommandOption("--data <FOLDER>")]
    [Description("The data folder; by default that of the portal (Portal__DataDirectory, else .data in the repository). The database is the one of ConnectionStrings__PortalOwner with ConnectionStrings__Portal, else the embedded one in that folder.")]
    public string? DataFolder { get; init; }

    /// <summary>What the portal is configured with: the environment, and above it these options.</summary>
    internal IConfiguration Configuration()
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables();
        if (DataFolder is not null) configuration.AddInMemoryCollection([new(DataDirectory.SettingName, DataFolder)]);
        return configuration.Build();
    }
}

/// <summary>The portal's services over its database, which is started when it does not run, for one command.</summary>
internal sealed class PortalServices : IAsyncDisposable
{
    private readonly PortalDatabaseServer _server;
    private readonly ServiceProvider _provider;
    private readonly AsyncServiceScope _scope;

    private PortalServices(PortalDatabaseServer server, ServiceProvider provider)
    {
        _server = server;
        _provider = provider;
        _scope = provider.CreateAsyncScope();
        // Whoever may run this command line may read the database and the keys: it acts as the portal itself.
        Get<CurrentUser>().ActAsSystem();
    }

    public static async Task<PortalServices> StartAsync(PortalOptions options, CancellationToken cancellationToken)
    {
        var configuration = options.Configuration();
        var data = DataDirectory.Locate(configuration, Environment.CurrentDirectory);
        var server = await PortalDatabaseServer.StartAsync(configuration, data, NullLogger.Instance, cancellationToken);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
        // Identity's sign-in manager asks for the schemes, although nobody signs in here.
        services.AddAuthenticationCore();
        services.AddApplication().AddInfrastructure(server.OwnerConnectionString, data, SettingsOf(configuration));
        return new(server, services.BuildServiceProvider());
    }

    /// <summary>
    /// As the portal reads them. Without a configured database it is the demo's embedded one, and so the demo, unless told
    /// otherwise.
    /// </summary>
    public static PortalSettings SettingsOf(IConfiguration configuration)
    {
        var settings = new PortalSettings { Demo = configuration.GetConnectionString("Portal") is null or "" };
        configuration.GetSection(PortalSettings.Section).Bind(settings);
        return settings;
    }

    /// <summary>The key file as the portal finds it; needs no database.</summary>
    public static KeyFile KeyFileOf(IConfiguration configuration) =>
        KeyFile.Read(SettingsOf(configuration).KeyFileIn(DataDirectory.Locate(configuration, Environment.CurrentDirectory)));

    public T Get<T>() where T : notnull => _scope.ServiceProvider.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _provider.DisposeAsync();
        await _server.DisposeAsync();
    }
}
