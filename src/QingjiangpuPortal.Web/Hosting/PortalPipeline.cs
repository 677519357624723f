using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using QingjiangpuPortal.Infrastructure;
using QingjiangpuPortal.Web.Security;
using QingjiangpuPortal.Web.Security.Door;

namespace QingjiangpuPortal.Web.Hosting;

internal static class PortalPipeline
{
    /// <summary>What every request goes through, in this order.</summary>
    public static void UsePortalPipeline(this WebApplication app, PortalSettings settings)
    {
        if (settings.TrustedProxies.Count > 0) app.UseForwardedHeaders(ForwardedFrom(settings.TrustedProxies));
        app.UsePortalRequestLog();
        app.UseExceptionHandler("/error/500");
        app.UsePortalSecurityHeaders();
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseRequestLocalization();
        app.UseRouting();
        // The door asks for accounts too, so it stands behind the queries that know them; a request without a session costs none.
        app.UseMiddleware<CurrentUserMiddleware>();
        app.UseMiddleware<DoorMiddleware>();
        // Answers whoever comes back from another provider.
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    /// <summary>Forwarded headers are believed from these addresses only; from anywhere else they are ignored.</summary>
    private static ForwardedHeadersOptions ForwardedFrom(IEnumerable<string> proxies)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            ForwardLimit = 2,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            if (IPAddress.TryParse(proxy, out var address)) options.KnownProxies.Add(address);
            else options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        return options;
    }
}
