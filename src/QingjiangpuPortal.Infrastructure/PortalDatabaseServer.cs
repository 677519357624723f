using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Infrastructure.EmbeddedPostgres;

namespace QingjiangpuPortal.Infrastructure;

/// <summary>
/// The database of this process: the one that <c>ConnectionStrings:Portal</c> names, or the embedded one, started when it
/// is not running and let go of on disposal.
/// </summary>
public sealed class PortalDatabaseServer : IAsyncDisposable
{
    private readonly EmbeddedPostgresServer? _embedded;

    private PortalDatabaseServer(string connectionString, string ownerConnectionString, EmbeddedPostgresServer? embedded)
    {
        ConnectionString = connectionString;
        OwnerConnectionString = ownerConnectionString;
        _embedded = embedded;
    }

    /// <summary>For the running portal: a role that owns nothing.</summary>
    public string ConnectionString { get; }

    /// <summary>For whoever migrates and seeds: <c>ConnectionStrings:PortalOwner</c>, or the same as the portal's where there is none.</summary>
    public string OwnerConnectionString { get; }

    /// <exception cref="EmbeddedPostgresException">The embedded server cannot serve; the message says why and what to do.</exception>
    public static async Task<PortalDatabaseServer> StartAsync(
        IConfiguration configuration, DataDirectory data, ILogger logger, CancellationToken cancellationToken)
    {
        if (configuration.GetConnectionString("Portal") is { Length: > 0 } configured)
            return new(configured, configuration.GetConnectionString("PortalOwner") is { Length: > 0 } owner ? owner : configured, embedded: null);
        var embedded = await EmbeddedPostgresServer.StartAsync(new() { DataFolder = data.Postgres }, logger, cancellationToken);
        return new(embedded.ConnectionString, embedded.OwnerConnectionString, embedded);
    }

    public ValueTask DisposeAsync() => _embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
}
