using System.ComponentModel.DataAnnotations;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Infrastructure.Protection;

namespace QingjiangpuPortal.Infrastructure;

/// <summary>The section <c>Portal</c> of the configuration; docs/operations.md explains every setting.</summary>
public sealed class PortalSettings
{
    public const string Section = "Portal";

    /// <summary>Demo accounts, developer outbox, migration and seeding at start; listens on loopback only.</summary>
    public bool Demo { get; set; }

    /// <summary>The algorithms of data keys that are made from now on; what is there is read by those it was sealed with.</summary>
    public CryptographicSuite Cryptography { get; set; } = CryptographicSuite.International;

    /// <summary>The file of the master keys; by default <c>keys/personal-data.json</c> in the data folder.</summary>
    public string? PersonalDataKeyFile { get; set; }

    /// <summary>Where the master keys are, as configured or by default.</summary>
    public string KeyFileIn(DataDirectory data) => PersonalDataKeyFile ?? Path.Combine(data.Keys, "personal-data.json");

    /// <summary>Addresses of the reverse proxies whose forwarded headers are believed.</summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <summary>How long the audit trail is kept, in days; whole months go.</summary>
    [Range(AuditPruning.LeastDays, 36_500, ErrorMessage = "Portal:AuditRetentionDays must be 180 at least: the audit trail is kept for half a year whatever else is set.")]
    public int AuditRetentionDays { get; set; } = 1095;
}
