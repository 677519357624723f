namespace QingjiangpuPortal.Application.Abstractions;

/// <summary>Sends short messages. In the demo profile they land in the developer outbox.</summary>
public interface ISmsSender
{
    /// <summary>Whether this deployment can send at all; without it pages do not offer one-time codes.</summary>
    bool IsAvailable { get; }

    /// <param name="key">The same for a repetition of one message, by which the gateway sends it once.</param>
    /// <exception cref="DeliveryFailedException">It was not taken, or nobody knows whether it was.</exception>
    Task SendAsync(string mobileNumber, string text, Guid key, CancellationToken cancellationToken);
}

public static class SmsSenderExtensions
{
    /// <summary>At once, for what cannot wait in the outbox: a code that somebody waits for, or word of a change to the number that was replaced.</summary>
    /// <returns>Whether the gateway took it. What caused the message is done either way.</returns>
    public static async Task<bool> TrySendAsync(this ISmsSender sms, string mobileNumber, string text, CancellationToken cancellationToken)
    {
        try
        {
            await sms.SendAsync(mobileNumber, text, Guid.CreateVersion7(), cancellationToken);
            return true;
        }
        catch (DeliveryFailedException)
        {
            return false;
        }
    }
}

/// <summary>Sends mail. In the demo profile it lands in the developer outbox.</summary>
public interface IMailSender
{
    /// <summary>Whether this deployment can send at all; without it pages do not ask for an address.</summary>
    bool IsAvailable { get; }

    /// <exception cref="DeliveryFailedException">It was not taken, or nobody knows whether it was.</exception>
    Task SendAsync(Mail mail, CancellationToken cancellationToken);
}

/// <param name="Key">The same for a repetition of one mail; its Message-ID is made of it.</param>
public sealed record Mail(Guid Key, string To, string Subject, string Text);

/// <summary>Sends to browsers (RFC 8030).</summary>
public interface IPushSender
{
    /// <summary>Whether this deployment can send at all; without it pages do not offer it.</summary>
    bool IsAvailable { get; }

    /// <summary>The portal's own key, by which a push service knows it (RFC 8292); base64url. <c>null</c> where none can send.</summary>
    string? PublicKey { get; }

    /// <summary>Whether an address is a push service's that the portal sends to: it comes from a browser, and could lead anywhere.</summary>
    bool Serves(Uri endpoint);

    /// <exception cref="DeliveryFailedException">It was not taken; <see cref="DeliveryFailedException.IsGone"/> when the subscription is no more.</exception>
    Task SendAsync(PushMessage message, CancellationToken cancellationToken);
}

/// <param name="Key">The same for a repetition of one message, which a browser shows in the first's place.</param>
/// <param name="Content">JSON for the service worker.</param>
public sealed record PushMessage(Guid Key, string Endpoint, string P256dh, string Auth, string Content, bool IsUrgent);

/// <summary>A message did not go out. The code is short and names nobody; what a server wrote may name an address, and is dropped.</summary>
/// <param name="isPermanent">No repetition mends it.</param>
public sealed class DeliveryFailedException(string code, bool isPermanent = false, bool isGone = false, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception($"Delivery failed: {code}", inner)
{
    public string Code { get; } = code;
    public bool IsPermanent { get; } = isPermanent;

    /// <summary>The address is no more.</summary>
    public bool IsGone { get; } = isGone;
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
