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

    private PortalDatabaseServer(string connectionString, EmbeddedPostgresServer? embedded)
    {
        ConnectionString = connectionString;
        _embedded = embedded;
    }

    public string ConnectionString { get; }

    /// <exception cref="EmbeddedPostgresException">The embedded server cannot serve; the message says why and what to do.</exception>
    public static async Task<PortalDatabaseServer> StartAsync(
        IConfiguration configuration, DataDirectory data, ILogger logger, CancellationToken cancellationToken)
    {
        if (configuration.GetConnectionString("Portal") is { Length: > 0 } configured) return new(configured, embedded: null);
        var embedded = await EmbeddedPostgresServer.StartAsync(new() { DataFolder = data.Postgres }, logger, cancellationToken);
        return new(embedded.ConnectionString, embedded);
    }

    public ValueTask DisposeAsync() => _embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
}
