namespace QingjiangpuPortal.Infrastructure.EmbeddedPostgres;

/// <summary>How <see cref="EmbeddedPostgresServer"/> is started.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>The folder of this server alone, usually <see cref="DataDirectory.Postgres"/>. Created when missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// Settings of PostgreSQL beyond its defaults, by name (tests switch <c>fsync</c> off). They take effect when the
    /// server starts; a server that already runs keeps those it was started with.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// How long the start may take in all: waiting for another starter, creating the cluster, recovering after a crash.
    /// Generous, because the recovery of a large database is slow but must not be given up half-way.
    /// </summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
