using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace QingjiangpuPortal.Application.Tests.Notifications;

/// <summary>
/// An HTTP server on a port of this machine that keeps the contract of a gateway (docs/operations.md): of one key it delivers once. It
/// fails, or takes a message and never answers, as a test tells it to. Below <c>/push/</c> it is a browser's push service.
/// </summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestGateway(WebApplication app) => _app = app;

    public sealed record Asked(string Path, string? Key, string Body, IReadOnlyDictionary<string, string> Headers);

    /// <summary>Instead of taking the next request: a status, and how long to wait before another.</summary>
    public sealed record Fault(int Status, int? RetryAfter = null);

    /// <summary>It is taken, and the answer never comes.</summary>
    public static readonly Fault TakenWithoutAnAnswer = new(0);

    public ConcurrentQueue<Asked> Requests { get; } = [];
    public ConcurrentQueue<Fault> Faults { get; } = [];

    /// <summary>What reached a phone, by key.</summary>
    public ConcurrentDictionary<string, string> Delivered { get; } = new(StringComparer.Ordinal);

    public string Address { get; private set; } = "";

    public static async Task<TestGateway> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gateway = new TestGateway(builder.Build());
        gateway._app.MapPost("/{**path}", gateway.AnswerAsync);
        await gateway._app.StartAsync();
        gateway.Address = gateway._app.Services.GetServerAddress();
        return gateway;
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, System.Text.Encoding.Latin1);
        var body = await reader.ReadToEndAsync();
        var key = http.Request.Headers["Idempotency-Key"].FirstOrDefault();
        Requests.Enqueue(new(http.Request.Path, key, body, http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        Faults.TryDequeue(out var fault);
        if (fault is null || fault == TakenWithoutAnAnswer) Delivered.TryAdd(key ?? Guid.NewGuid().ToString(), System.Text.Encoding.UTF8.GetString(System.Text.Encoding.Latin1.GetBytes(body)));
        if (fault == TakenWithoutAnAnswer) await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        if (fault?.RetryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        http.Response.StatusCode = fault is null || fault.Status == 0 ? (http.Request.Path.StartsWithSegments("/push", StringComparison.Ordinal) ? 201 : 202) : fault.Status;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}

internal static class ServerAddresses
{
    public static string GetServerAddress(this IServiceProvider services) =>
        ((Microsoft.AspNetCore.Hosting.Server.IServer)services.GetService(typeof(Microsoft.AspNetCore.Hosting.Server.IServer))!).Features.Get<IServerAddressesFeature>()!.Addresses.First();
}
