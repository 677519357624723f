using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace QingjiangpuPortal.EndToEnd.Tests.Hosting;

/// <summary>The whole portal in this process, in the demo profile, on a free port of this machine.</summary>
internal sealed class PortalOnKestrel : WebApplicationFactory<Program>
{
    private readonly string _dataDirectory;
    private readonly string? _connectionString;

    private PortalOnKestrel(string dataDirectory, string? connectionString) => (_dataDirectory, _connectionString) = (dataDirectory, connectionString);

    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>Returns when the portal answers.</summary>
    /// <param name="dataDirectory">Files and keys; without a connection string the embedded database too.</param>
    /// <param name="connectionString">The database; <c>null</c> starts as a newcomer's portal does, with a database of its own.</param>
    public static PortalOnKestrel Start(string dataDirectory, string? connectionString)
    {
        var portal = new PortalOnKestrel(dataDirectory, connectionString);
        portal.UseKestrel(0);
        portal.StartServer();
        return portal;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Demo");
        builder.UseSetting("Portal:DataDirectory", _dataDirectory);
        if (_connectionString is not null) builder.UseSetting("ConnectionStrings:Portal", _connectionString);
        // All visitors of the tests come from one address.
        builder.UseSetting("Portal:FilingLimits:PerAddress", "1000");
        builder.UseSetting("Serilog:MinimumLevel:Default", "Error");
    }
}
