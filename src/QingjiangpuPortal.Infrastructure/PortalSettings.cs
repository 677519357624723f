namespace QingjiangpuPortal.Infrastructure;

/// <summary>The section <c>Portal</c> of the configuration; docs/operations.md explains every setting.</summary>
public sealed class PortalSettings
{
    public const string Section = "Portal";

    /// <summary>Demo accounts, developer outbox, migration and seeding at start; listens on loopback only.</summary>
    public bool Demo { get; set; }

    /// <summary>The file of the keys for personal data; by default <c>keys/personal-data.json</c> in the data folder.</summary>
    public string? PersonalDataKeyFile { get; set; }

    /// <summary>Where the keys for personal data are, as configured or by default.</summary>
    public string KeyFileIn(DataDirectory data) => PersonalDataKeyFile ?? Path.Combine(data.Keys, "personal-data.json");

    /// <summary>Addresses of the reverse proxies whose forwarded headers are believed.</summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];
}
