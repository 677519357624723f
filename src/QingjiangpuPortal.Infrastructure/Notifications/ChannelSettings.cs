using System.ComponentModel.DataAnnotations;

namespace QingjiangpuPortal.Infrastructure.Notifications;

public enum SmtpTls
{
    /// <summary>Begins in clear and must change to TLS (port 587).</summary>
    StartTls,

    /// <summary>TLS from the first byte (port 465).</summary>
    Implicit,

    /// <summary>In clear, for a relay on this machine or the same network; never with a password beyond this machine.</summary>
    None,
}

/// <summary><c>Portal:Smtp</c>; without a host no mail is offered.</summary>
public sealed class SmtpSettings : IValidatableObject
{
    public string? Host { get; set; }
    public int Port { get; set; } = 587;
    public SmtpTls Tls { get; set; }
    public string? User { get; set; }
    public string? Password { get; set; }

    /// <summary>Instead of <see cref="Password"/>: a file with it.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Who the mail is from; one address.</summary>
    public string? From { get; set; }
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    public bool IsSet => Host is { Length: > 0 };

    public string? ReadPassword() => ChannelRules.Secret(Password, PasswordFile);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsSet) yield break;
        if (From is null || !MimeKit.MailboxAddress.TryParse(From, out var from) || !from.Address.Contains('@', StringComparison.Ordinal))
            yield return new("Portal:Smtp:From must be the address that mail comes from, for example portal@example.gov.cn.");
        if (Port is < 1 or > 65535) yield return new("Portal:Smtp:Port must be a port, for example 587.");
        if (PasswordFile is not null && !File.Exists(PasswordFile)) yield return new("Portal:Smtp:PasswordFile is missing.");
        if (User is not null && Tls == SmtpTls.None && !ChannelRules.IsThisMachine(Host!))
            yield return new("Portal:Smtp sends a password in clear: set Tls to StartTls or Implicit, or leave out User.");
        if (ChannelRules.BadTimeout(Timeout, "Portal:Smtp:Timeout") is { } bad) yield return bad;
    }
}

/// <summary><c>Portal:SmsGateway</c>; docs/operations.md has the contract. Without an address no short message is offered.</summary>
public sealed class SmsGatewaySettings : IValidatableObject
{
    public string? Url { get; set; }

    /// <summary>Sent as a bearer token.</summary>
    public string? Key { get; set; }

    /// <summary>Instead of <see cref="Key"/>: a file with it.</summary>
    public string? KeyFile { get; set; }
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    public bool IsSet => Url is { Length: > 0 };

    public string? ReadKey() => ChannelRules.Secret(Key, KeyFile);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsSet) yield break;
        if (!ChannelRules.IsSafe(Url, out _)) yield return new("Portal:SmsGateway:Url must be an https address (http only on this machine).");
        if (KeyFile is not null && !File.Exists(KeyFile)) yield return new("Portal:SmsGateway:KeyFile is missing.");
        else if (string.IsNullOrWhiteSpace(ReadKey())) yield return new("Portal:SmsGateway needs a Key or a KeyFile.");
        if (ChannelRules.BadTimeout(Timeout, "Portal:SmsGateway:Timeout") is { } bad) yield return bad;
    }
}

/// <summary><c>Portal:WebPush</c>; without a subject (and outside the demo) it is not offered.</summary>
public sealed class WebPushSettings : IValidatableObject
{
    /// <summary>Whom a push service turns to when something is wrong with what we send: <c>mailto:</c> or <c>https:</c> (RFC 8292).</summary>
    public string? Subject { get; set; }

    /// <summary>The pair of keys, base64url; both or none. Without them a pair is made in the folder of the keys.</summary>
    public string? PublicKey { get; set; }
    public string? PrivateKey { get; set; }

    /// <summary>The hosts that are sent to, each with what lies below it.</summary>
    public IReadOnlyList<string> Services { get; set; } = [];
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Those of the browsers in use, where the setting names none.</summary>
    public static readonly IReadOnlyList<string> KnownServices =
        ["fcm.googleapis.com", "push.services.mozilla.com", "notify.windows.com", "push.apple.com"];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Subject is not null && (!Uri.TryCreate(Subject, UriKind.Absolute, out var subject) || (subject.Scheme != Uri.UriSchemeMailto && subject.Scheme != Uri.UriSchemeHttps)))
            yield return new("Portal:WebPush:Subject must begin with mailto: or https:.");
        if (PublicKey is null != PrivateKey is null) yield return new("Portal:WebPush needs both keys, PublicKey and PrivateKey, or none of them.");
        else if (PublicKey is not null && !VapidKeys.IsPair(PublicKey, PrivateKey!)) yield return new("Portal:WebPush:PublicKey and PrivateKey are not a pair of P-256 keys in base64url.");
        if (ChannelRules.BadTimeout(Timeout, "Portal:WebPush:Timeout") is { } bad) yield return bad;
    }
}

internal static class ChannelRules
{
    /// <summary>Less than the lease of a claimed message (<see cref="OutboxDispatcher.Lease"/>), with much to spare.</summary>
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(1);

    public static string? Secret(string? value, string? file) => file is not null && File.Exists(file) ? File.ReadAllText(file).Trim() : value;

    public static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (System.Net.IPAddress.TryParse(host, out var ip) && System.Net.IPAddress.IsLoopback(ip));

    public static bool IsSafe(string? address, out Uri uri) =>
        Uri.TryCreate(address, UriKind.Absolute, out uri!) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    public static ValidationResult? BadTimeout(TimeSpan timeout, string name) =>
        timeout > TimeSpan.Zero && timeout <= LongestTimeout ? null : new($"{name} must lie between nothing and a minute, for example 00:00:10.");
}
