using Microsoft.Extensions.Options;
using QingjiangpuPortal.Web.Navigation;
using QingjiangpuPortal.Web.Security.Door;
using QingjiangpuPortal.Web.Security.OpenId;

namespace QingjiangpuPortal.Web.Security;

internal static class SecurityHeaders
{
    /// <summary>Whatever of a device no page uses.</summary>
    private static readonly string[] Unused =
    [
        "accelerometer", "bluetooth", "display-capture", "encrypted-media", "gyroscope", "hid", "idle-detection", "magnetometer",
        "microphone", "midi", "payment", "serial", "sync-xhr", "usb", "xr-spatial-tracking",
    ];

    /// <summary>
    /// On every answer: nothing inline, nothing from another host, no framing, no sniffing; pages are not cached by anybody
    /// in between. (HSTS is added behind TLS only, as the header's definition wants it.)
    /// </summary>
    public static void UsePortalSecurityHeaders(this WebApplication app)
    {
        var tiles = app.Services.GetRequiredService<IOptions<MapOptions>>().Value.TilesOrigin;
        var policy = new HeaderPolicyCollection()
            .AddFrameOptionsDeny()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicySameOrigin()
            .AddCrossOriginOpenerPolicy(o => o.SameOrigin())
            .AddCrossOriginResourcePolicy(r => r.SameOrigin())
            .AddStrictTransportSecurityMaxAgeIncludeSubDomains(maxAgeInSeconds: 60 * 60 * 24 * 365)
            .RemoveServerHeader()
            .AddPermissionsPolicy(p =>
            {
                p.AddGeolocation().Self();
                p.AddCamera().Self();
                foreach (var feature in Unused) p.AddCustomFeature(feature).None();
            })
            .AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().None();
                csp.AddScriptSrc().Self();
                csp.AddStyleSrc().Self();
                var images = csp.AddImgSrc().Self().Data().Blob();
                if (!string.IsNullOrEmpty(tiles)) images.From(tiles);
                csp.AddFontSrc().Self();
                csp.AddConnectSrc().Self();
                csp.AddManifestSrc().Self();
                csp.AddWorkerSrc().Self();
                // A form that leads to a provider and back is followed by browsers only where this says so.
                var forms = csp.AddFormAction().Self();
                foreach (var provider in app.Services.GetRequiredService<IReadOnlyList<OpenIdProvider>>()) forms.From(provider.Origin);
                csp.AddBaseUri().None();
                csp.AddFrameAncestors().None();
            });
        app.UseOwnHeaders();
        app.UseSecurityHeaders(policy);
    }

    /// <summary>
    /// The address of a private link is its secret: no other page and no index may learn it. Callbacks run in reverse, so
    /// this one, which comes before the policy, has the last word.
    /// </summary>
    private static void UseOwnHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var isPrivateLink = context.Request.Path.StartsWithSegments(Pages.My.ReportModel.PrivatePath, StringComparison.OrdinalIgnoreCase);
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            if (isPrivateLink)
            {
                headers["Referrer-Policy"] = "no-referrer";
                headers["X-Robots-Tag"] = "noindex";
            }
            // What somebody saw signed in is not there for the next one at the same computer. Files say themselves how long they keep.
            if (headers.CacheControl.Count == 0 && RouteClasses.Of(context) != RouteClass.Exempt)
                headers.CacheControl = isPrivateLink || context.User.Identity is { IsAuthenticated: true } ? "no-store" : "no-cache";
            return Task.CompletedTask;
        });
        return next(context);
    });
}
