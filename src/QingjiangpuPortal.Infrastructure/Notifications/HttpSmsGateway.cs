using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using QingjiangpuPortal.Application.Abstractions;

namespace QingjiangpuPortal.Infrastructure.Notifications;

/// <summary>Short messages by HTTP; the contract that a gateway (or the adapter in front of one) keeps is in docs/operations.md.</summary>
internal sealed class HttpSmsGateway(SmsGatewaySettings settings, HttpClient http, TimeProvider clock) : ISmsSender
{
    /// <summary>Of all numbers here: those of mainland China.</summary>
    private const string CountryCode = "+86";

    public bool IsAvailable => true;

    public async Task SendAsync(string mobileNumber, string text, Guid key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url)
        {
            Content = JsonContent.Create(new { id = key, to = CountryCode + mobileNumber, text }),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", settings.ReadKey()) },
        };
        request.Headers.Add("Idempotency-Key", key.ToString());
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(settings.Timeout);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (!answer.IsSuccessStatusCode) throw HttpFailure.Of("sms", answer.StatusCode, answer.Headers.RetryAfter, clock);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody knows whether it was taken: the repetition carries the same key.
            throw new DeliveryFailedException("timeout", inner: e);
        }
        catch (HttpRequestException e)
        {
            throw new DeliveryFailedException("sms-unreachable", inner: e);
        }
    }
}

internal static class HttpFailure
{
    /// <summary>What the other side can never take is permanent; a wrong key (401, 403), too much and its own troubles are not.</summary>
    public static DeliveryFailedException Of(string channel, HttpStatusCode status, RetryConditionHeaderValue? retryAfter, TimeProvider clock) => new(
        string.Create(CultureInfo.InvariantCulture, $"{channel}-{(int)status}"),
        isPermanent: status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity,
        isGone: status is HttpStatusCode.Gone,
        retryAfter: retryAfter?.Delta ?? (retryAfter?.Date - clock.GetUtcNow()));

    /// <summary>Redirects are not followed: they would take the key elsewhere.</summary>
    public static HttpClient Client() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    { Timeout = Timeout.InfiniteTimeSpan };
}
