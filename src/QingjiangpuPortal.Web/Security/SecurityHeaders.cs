using Microsoft.Extensions.Options;
using QingjiangpuPortal.Web.Navigation;

namespace QingjiangpuPortal.Web.Security;

internal static class SecurityHeaders
{
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
                p.AddMicrophone().None();
                p.AddPayment().None();
                p.AddUsb().None();
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
                csp.AddFormAction().Self();
                csp.AddBaseUri().None();
                csp.AddFrameAncestors().None();
            });
        app.UsePrivateLinkHeaders();
        app.UseSecurityHeaders(policy);
    }

    /// <summary>
    /// The address of a private link is its secret: no other page and no index may learn it. Callbacks run in reverse, so
    /// this one, which comes before the policy, has the last word.
    /// </summary>
    private static void UsePrivateLinkHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(Pages.My.ReportModel.PrivatePath, StringComparison.OrdinalIgnoreCase))
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["Referrer-Policy"] = "no-referrer";
                context.Response.Headers["X-Robots-Tag"] = "noindex";
                return Task.CompletedTask;
            });
        return next(context);
    });
}
