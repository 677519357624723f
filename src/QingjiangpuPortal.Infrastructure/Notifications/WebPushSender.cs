using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;
using QingjiangpuPortal.Application.Abstractions;
using PushMessage = QingjiangpuPortal.Application.Abstractions.PushMessage;

namespace QingjiangpuPortal.Infrastructure.Notifications;

/// <summary>Sends to browsers' push services (RFC 8030), sealed so that the service cannot read it (RFC 8291).</summary>
internal sealed class WebPushSender : IPushSender, IDisposable
{
    /// <summary>How long a service keeps it for a browser that is off.</summary>
    private const int DayInSeconds = 24 * 60 * 60;

    private readonly VapidAuthentication? _keys;
    private readonly PushServiceClient _client;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private readonly IReadOnlyList<string> _services;

    public WebPushSender(WebPushSettings settings, string? subject, string keyFolder, HttpClient http, TimeProvider clock)
    {
        (_clock, _timeout, _services) = (clock, settings.Timeout, settings.Services.Count > 0 ? settings.Services : WebPushSettings.KnownServices);
        if (subject is not null && VapidKeys.Find(settings, keyFolder) is { } keys)
            _keys = new(keys.PublicKey, keys.PrivateKey) { Subject = subject };
        _client = new(http) { AutoRetryAfter = false };
    }

    public bool IsAvailable => _keys is not null;

    public string? PublicKey => _keys?.PublicKey;

    public bool Serves(Uri endpoint) =>
        (endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback))
        && endpoint.UserInfo.Length == 0
        && _services.Any(s => endpoint.Host.Equals(s, StringComparison.OrdinalIgnoreCase) || endpoint.Host.EndsWith("." + s, StringComparison.OrdinalIgnoreCase));

    public async Task SendAsync(PushMessage message, CancellationToken cancellationToken)
    {
        // Again, although it was asked when it was saved: the setting may have changed.
        if (!Uri.TryCreate(message.Endpoint, UriKind.Absolute, out var endpoint) || !Serves(endpoint)) throw new DeliveryFailedException("push-service", isPermanent: true);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        try
        {
            var subscription = new PushSubscription { Endpoint = message.Endpoint };
            subscription.SetKey(PushEncryptionKeyName.P256DH, message.P256dh);
            subscription.SetKey(PushEncryptionKeyName.Auth, message.Auth);
            await _client.RequestPushMessageDeliveryAsync(
                subscription,
                // What waits at the service under one topic is replaced, not doubled (at most 32 letters).
                new(message.Content) { Topic = message.Key.ToString("N"), TimeToLive = DayInSeconds, Urgency = message.IsUrgent ? PushMessageUrgency.High : PushMessageUrgency.Normal },
                _keys, limit.Token);
        }
        catch (PushServiceClientException e)
        {
            throw e.StatusCode == System.Net.HttpStatusCode.NotFound
                ? new DeliveryFailedException("push-404", isPermanent: true, isGone: true)
                : HttpFailure.Of("push", e.StatusCode, e.Headers?.RetryAfter, _clock);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DeliveryFailedException("timeout", inner: e);
        }
        catch (HttpRequestException e)
        {
            throw new DeliveryFailedException("push-unreachable", inner: e);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or System.Security.Cryptography.CryptographicException)
        {
            throw new DeliveryFailedException("push-key", isPermanent: true, inner: e);
        }
    }

    public void Dispose() => _keys?.Dispose();
}
