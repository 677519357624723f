using System.ComponentModel.DataAnnotations;

namespace QingjiangpuPortal.Web.Security.OpenId;

/// <summary>A provider of OpenID Connect (one entry of the configuration list <c>Portal:OpenId</c>); docs/operations.md explains every setting.</summary>
public sealed class OpenIdProvider : IValidatableObject
{
    public const string Section = "Portal:OpenId";

    /// <summary>Stands in addresses and beside every link: never change it.</summary>
    [Required, RegularExpression("^[a-z0-9-]{1,32}$", ErrorMessage = "Portal:OpenId has a Name that is not 1 to 32 of a-z, 0-9 and -.")]
    public string Name { get; init; } = "";

    [Required]
    public string ChineseName { get; init; } = "";

    [Required]
    public string EnglishName { get; init; } = "";

    [Required]
    public string Authority { get; init; } = "";

    [Required]
    public string ClientId { get; init; } = "";
    public string? ClientSecret { get; init; }

    /// <summary>Instead of <see cref="ClientSecret"/>: a file with the secret in it.</summary>
    public string? ClientSecretFile { get; init; }

    /// <summary>Beside <c>openid</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The claim that stays with a person for ever.</summary>
    [Required]
    public string SubjectClaim { get; init; } = "sub";

    /// <summary>The claim with a mobile number; believed only while <see cref="PhoneVerifiedClaim"/> is <c>true</c>.</summary>
    public string? PhoneClaim { get; init; }
    public string PhoneVerifiedClaim { get; init; } = "phone_number_verified";
    public string? NameClaim { get; init; }

    /// <summary>The name of its authentication scheme.</summary>
    public string Scheme => "openid-" + Name;

    public string DisplayName => System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? ChineseName : EnglishName;

    public string Origin => new Uri(Authority).GetLeftPart(UriPartial.Authority);

    /// <summary>Without TLS only on this machine, for a try.</summary>
    public bool IsOnThisMachine => Uri.TryCreate(Authority, UriKind.Absolute, out var address) && address.IsLoopback;

    public string? ReadSecret() => ClientSecretFile is null ? ClientSecret : File.ReadAllText(ClientSecretFile).Trim();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !IsOnThisMachine))
            yield return new($"{Section}: the Authority of '{Name}' is not an https address.");
        if (ClientSecretFile is not null && !File.Exists(ClientSecretFile))
            yield return new($"{Section}: the ClientSecretFile of '{Name}' is missing.");
    }
}
