using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.EndToEnd.Tests.Hosting;

/// <summary>The whole portal in this process, in the demo profile, on a free port of this machine.</summary>
internal sealed class PortalOnKestrel : WebApplicationFactory<Program>
{
    private readonly string _dataDirectory;
    private readonly string _connectionString;
    private readonly string _ownerConnectionString;

    private PortalOnKestrel(string dataDirectory, string connectionString, string ownerConnectionString) =>
        (_dataDirectory, _connectionString, _ownerConnectionString) = (dataDirectory, connectionString, ownerConnectionString);

    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>Returns when the portal answers.</summary>
    /// <param name="dataDirectory">For files and keys.</param>
    /// <param name="connectionString">The database; an empty one is given the demo district, which takes some seconds.</param>
    /// <param name="ownerConnectionString">The same database as its owner reaches it.</param>
    public static PortalOnKestrel Start(string dataDirectory, string connectionString, string ownerConnectionString)
    {
        var portal = new PortalOnKestrel(dataDirectory, connectionString, ownerConnectionString);
        portal.UseKestrel(0);
        portal.StartServer();
        return portal;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Demo");
        // Beside its assembly are its settings; where the sources are, only a test runner knows.
        builder.UseContentRoot(AppContext.BaseDirectory);
        builder.UseSetting("Portal:DataDirectory", _dataDirectory);
        builder.UseSetting("ConnectionStrings:Portal", _connectionString);
        builder.UseSetting("ConnectionStrings:PortalOwner", _ownerConnectionString);
        builder.WithoutSharedLimits();
    }
}
