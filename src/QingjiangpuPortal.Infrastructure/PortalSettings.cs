using System.ComponentModel.DataAnnotations;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Infrastructure.Notifications;
using QingjiangpuPortal.Infrastructure.Payments;
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

    /// <summary>Which share of each day's closed reports is called back, 0 to 1; in every street one at least, with 0 none.</summary>
    [Range(0, 1, ErrorMessage = "Portal:CallBackShare must lie between 0 (nobody is called back) and 1 (everybody).")]
    public double CallBackShare { get; set; } = 0.05;

    /// <summary>Whether posts can be used in sessions with a second factor only; by default everywhere but in the demo.</summary>
    public StaffSecondFactor? StaffSecondFactor { get; set; }

    /// <summary>Leaked passwords that nobody may choose: lines <c>SHA-1:count</c>, sorted.</summary>
    public string? BreachedPasswordFile { get; set; }

    [Required]
    public SessionSettings Sessions { get; set; } = new();

    public SmtpSettings Smtp { get; set; } = new();
    public SmsGatewaySettings SmsGateway { get; set; } = new();
    public WebPushSettings WebPush { get; set; } = new();
    public PaymentGatewaySettings PaymentGateway { get; set; } = new();
}

public enum StaffSecondFactor
{
    Required,
    Optional,
}

/// <summary>How long somebody stays signed in: without a request, and at all. Shorter for staff, who see what is not theirs.</summary>
public sealed class SessionSettings : IValidatableObject
{
    public TimeSpan StaffIdle { get; set; } = TimeSpan.FromHours(2);
    public TimeSpan StaffWhole { get; set; } = TimeSpan.FromHours(12);
    public TimeSpan ResidentIdle { get; set; } = TimeSpan.FromHours(24);
    public TimeSpan ResidentWhole { get; set; } = TimeSpan.FromDays(30);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // The notice comes ten minutes before the end.
        if (new[] { StaffIdle, StaffWhole, ResidentIdle, ResidentWhole }.Any(life => life < TimeSpan.FromMinutes(15) || life > TimeSpan.FromDays(365)))
            yield return new("Every time of Portal:Sessions must lie between 15 minutes and a year, for example StaffIdle=02:00:00.");
        if (StaffIdle > StaffWhole || ResidentIdle > ResidentWhole)
            yield return new("A session cannot be idle for longer than it lives: StaffIdle ≤ StaffWhole and ResidentIdle ≤ ResidentWhole in Portal:Sessions.");
    }
}
