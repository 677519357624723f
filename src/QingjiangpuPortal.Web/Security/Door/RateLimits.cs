using System.Collections.Frozen;
using System.Threading.RateLimiting;

namespace QingjiangpuPortal.Web.Security.Door;

/// <summary>
/// Counts what each source does, by class of route. In memory, per instance: a restart forgives, and that is all right.
/// </summary>
internal sealed class RateLimits : IDisposable
{
    private readonly FrozenDictionary<RouteClass, PartitionedRateLimiter<HttpContext>> _requests;
    private readonly FrozenDictionary<RouteClass, PartitionedRateLimiter<HttpContext>> _beforeChallenge;
    private readonly PartitionedRateLimiter<HttpContext> _megabytes;
    private readonly PartitionedRateLimiter<HttpContext> _failures;

    public RateLimits(DoorSettings settings)
    {
        _requests = new Dictionary<RouteClass, PartitionedRateLimiter<HttpContext>>
        {
            [RouteClass.Pages] = PerSource(settings.Pages),
            [RouteClass.Search] = PerSource(settings.Search),
            [RouteClass.Forms] = PerSource(settings.Forms),
            [RouteClass.SignIn] = PerSource(settings.SignIn),
            [RouteClass.Filing] = PerSource(settings.Filing),
            [RouteClass.Uploads] = PerSource(settings.Uploads),
            [RouteClass.Exports] = PerSource(settings.Exports),
        }.ToFrozenDictionary();
        _beforeChallenge = new Dictionary<RouteClass, PartitionedRateLimiter<HttpContext>>
        {
            [RouteClass.Filing] = PerSource(settings.FilingsBeforeChallenge),
            [RouteClass.SignIn] = PerSource(settings.SignInsBeforeChallenge),
        }.ToFrozenDictionary();
        _megabytes = PerSource(settings.UploadMegabytes);
        _failures = PartitionedRateLimiter.Create<HttpContext, string>(context => Sliding(RequestSource.Address(context), settings.FailuresUntilBlocked));
    }

    /// <summary>Counts the request; <c>null</c> when it may go on, otherwise how long to wait.</summary>
    public TimeSpan? Refuses(HttpContext context, RouteClass routeClass)
    {
        if (routeClass == RouteClass.Exempt) return null;
        // The device's cookie is given with the first form: a page that was only read leaves no trace.
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)) RequestSource.Device(context);
        return Refuses(_requests[routeClass], context, 1)
            ?? (context.Request.ContentLength is { } bytes && RequestSizes.MaxBodyOf(routeClass) > bytes
                ? Refuses(_megabytes, context, (int)(bytes / (1024 * 1024)))
                : null);
    }

    /// <summary>Whether this source has done so much of it that the next one asks for a challenge.</summary>
    public bool IsSuspicious(HttpContext context, RouteClass routeClass)
    {
        using var lease = _beforeChallenge[routeClass].AttemptAcquire(context, permitCount: 0);
        return !lease.IsAcquired;
    }

    /// <summary>Counts one that came through, towards <see cref="IsSuspicious"/>.</summary>
    public void CountTowardsChallenge(HttpContext context, RouteClass routeClass) => _beforeChallenge[routeClass].AttemptAcquire(context).Dispose();

    /// <summary>Counts a failure of this address; true when there were too many.</summary>
    public bool FailedTooOften(HttpContext context)
    {
        using var lease = _failures.AttemptAcquire(context);
        return !lease.IsAcquired;
    }

    public void Dispose()
    {
        foreach (var limiter in _requests.Values.Concat(_beforeChallenge.Values).Append(_megabytes).Append(_failures)) limiter.Dispose();
    }

    private static TimeSpan? Refuses(PartitionedRateLimiter<HttpContext> limiter, HttpContext context, int permits)
    {
        using var lease = limiter.AttemptAcquire(context, permits);
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : DoorSettings.Window;
    }

    /// <summary>The narrow limits first: a device that is refused uses up nothing of the address it shares.</summary>
    private static PartitionedRateLimiter<HttpContext> PerSource(SourceLimits limits) => PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HttpContext, string>(context => Sliding(RequestSource.KnownDevice(context), limits.PerDevice)),
        PartitionedRateLimiter.Create<HttpContext, string>(context => Sliding(RequestSource.Account(context), limits.PerAccount)),
        PartitionedRateLimiter.Create<HttpContext, string>(context => Sliding(RequestSource.Address(context), limits.PerAddress)));

    private static RateLimitPartition<string> Sliding(string? key, int permits) => key is null
        ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.GetSlidingWindowLimiter(key, _ => new() { PermitLimit = permits, Window = DoorSettings.Window, SegmentsPerWindow = 5 });
}
