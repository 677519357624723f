using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace QingjiangpuPortal.Web.Hosting;

internal static class PortalTelemetry
{
    /// <summary>
    /// Traces and metrics of requests and database; sent by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, and scraped at
    /// <c>/metrics</c>.
    /// </summary>
    public static IServiceCollection AddPortalTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var sends = !string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("qingjiangpu-portal"))
            .WithMetrics(metrics =>
            {
                metrics.AddAspNetCoreInstrumentation().AddMeter("System.Runtime", "Npgsql", "QingjiangpuPortal.Outbox", "QingjiangpuPortal.Deadlines").AddPrometheusExporter();
                if (sends) metrics.AddOtlpExporter();
            })
            .WithTracing(tracing =>
            {
                // Without an exporter no trace is collected, and a request costs nothing more.
                if (sends) tracing.AddAspNetCoreInstrumentation(o => o.EnrichWithHttpRequest = HideAddress).AddNpgsql().AddOtlpExporter();
            });
        return services;
    }

    /// <summary>Paths can hold private links: the route's template, which the span's name has, must do.</summary>
    private static void HideAddress(System.Diagnostics.Activity activity, HttpRequest request)
    {
        activity.SetTag("url.path", null);
        activity.SetTag("url.query", null);
    }
}
