using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using QingjiangpuPortal.Application.Abstractions;

namespace QingjiangpuPortal.Infrastructure.Payments;

/// <summary><c>Portal:PaymentGateway</c>; docs/operations.md has the contract. Without an address and a key nobody can pay here, but in the demo.</summary>
public sealed class PaymentGatewaySettings : IValidatableObject
{
    private const int LeastKeyBytes = 32;

    /// <summary>Where payers are sent; <c>payment</c>, <c>amount</c> and <c>signature</c> are added to it.</summary>
    public string? Address { get; set; }

    /// <summary>Base64: what both sides sign with.</summary>
    public string? Key { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Address is null && Key is null) yield break;
        if (!Uri.TryCreate(Address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
            yield return new("Portal:PaymentGateway:Address must be the https address of the gateway's page; with a Key it cannot be left out.");
        if (!Convert.TryFromBase64String(Key ?? "", new byte[(Key ?? "").Length], out var length) || length < LeastKeyBytes)
            yield return new("Portal:PaymentGateway:Key must be 32 bytes or more in base64; with an Address it cannot be left out.");
    }
}

/// <summary>
/// The gateway by a shared key (HMAC-SHA256): the order that the payer carries there and the call-back are signed with it. In the demo, without a key of its own,
/// one is made for as long as the process runs, and the gateway is <c>/dev/gateway</c>.
/// </summary>
public sealed class PaymentGateway(PortalSettings settings) : IPaymentGateway
{
    public const string DemoAddress = "/dev/gateway";

    private readonly byte[]? _key = settings.PaymentGateway.Key is { } key ? Convert.FromBase64String(key) : settings.Demo ? RandomNumberGenerator.GetBytes(32) : null;

    public bool IsAvailable => _key is not null;

    public string AddressOf(Guid paymentId, long amountFen)
    {
        var address = settings.PaymentGateway.Address ?? DemoAddress;
        return string.Create(CultureInfo.InvariantCulture,
            $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}payment={paymentId:D}&amount={amountFen}&signature={Sign(Order(paymentId, amountFen))}");
    }

    public bool IsGenuine(PaymentNotice notice, string? signature) => IsGenuine(notice.Text, signature);

    /// <summary>Whether the portal itself sent the payer; for the gateway's side.</summary>
    public bool IsOrder(Guid paymentId, long amountFen, string? signature) => IsGenuine(Order(paymentId, amountFen), signature);

    /// <summary>What the gateway signs; for its side in the demo, and for tests.</summary>
    public string Sign(PaymentNotice notice) => Sign(notice.Text);

    private static string Order(Guid paymentId, long amountFen) => string.Create(CultureInfo.InvariantCulture, $"order\n{paymentId:D}\n{amountFen}");

    private bool IsGenuine(string text, string? signature) =>
        _key is not null && signature is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(text)), Encoding.UTF8.GetBytes(signature));

    private string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_key!, Encoding.UTF8.GetBytes(text)));
}
