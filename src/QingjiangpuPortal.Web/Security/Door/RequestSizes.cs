using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace QingjiangpuPortal.Web.Security.Door;

/// <summary>How large and how slow a request may be.</summary>
internal static class RequestSizes
{
    /// <summary>Six photos of 10 MB and the words around them.</summary>
    public const int MegabytesOfUpload = 64;
    public const int BytesOfUpload = MegabytesOfUpload * Megabyte;
    private const int Megabyte = 1024 * 1024;

    /// <summary>Bytes of the body. An ordinary form holds some thousand characters.</summary>
    public static long MaxBodyOf(RouteClass routeClass) =>
        routeClass is RouteClass.Filing or RouteClass.Uploads ? BytesOfUpload : Megabyte / 4;

    public static void ConfigureKestrel(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = BytesOfUpload;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        // A phone in a stairwell is slow; who sends a byte now and then only holds a connection.
        kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(120);
    }

    public static void ConfigureForms(FormOptions forms)
    {
        forms.ValueCountLimit = 200;
        forms.KeyLengthLimit = 200;
        forms.ValueLengthLimit = 64 * 1024;
        forms.MultipartHeadersCountLimit = 8;
        forms.MultipartHeadersLengthLimit = 4 * 1024;
        forms.MultipartBodyLengthLimit = BytesOfUpload;
    }
}
