using System.Threading.RateLimiting;
using QingjiangpuPortal.Infrastructure;

namespace QingjiangpuPortal.Web.Security;

/// <summary>
/// How fast one address and one device may file. In memory, per instance: a restart forgives, and that is all right. Many
/// households share one address, so a device has a limit of its own below it.
/// </summary>
public sealed class FilingThrottle(FilingLimits limits) : IDisposable
{
    private const string DeviceCookie = "portal-device";
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context.Connection.RemoteIpAddress?.ToString() ?? "", limits.PerAddress)),
        PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(DeviceOf(context), limits.PerDevice)));

    /// <summary><c>null</c> when the request may go on; otherwise after how many minutes to try again.</summary>
    public int? Refuses(HttpContext context)
    {
        using var lease = _limiter.AttemptAcquire(context);
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalMinutes)) : (int)Window.TotalMinutes;
    }

    public void Dispose() => _limiter.Dispose();

    private static RateLimitPartition<string> Partition(string key, int permits) =>
        RateLimitPartition.GetSlidingWindowLimiter(key, _ => new() { PermitLimit = permits, Window = Window, SegmentsPerWindow = 5 });

    /// <summary>A random cookie; a device that throws it away still has its address's limit.</summary>
    private static string DeviceOf(HttpContext context)
    {
        if (context.Request.Cookies[DeviceCookie] is { Length: 32 } known) return known;
        var device = Guid.NewGuid().ToString("N");
        context.Response.Cookies.Append(DeviceCookie, device, new()
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = TimeSpan.FromDays(365),
        });
        return device;
    }
}
