using QingjiangpuPortal.Infrastructure;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Compact;

namespace QingjiangpuPortal.Web.Hosting;

/// <summary>
/// Logs without personal data: JSON lines to the console (the container's log), readable lines in the demo. A request is one
/// line with its route's template, never its address: an address can hold a private link.
/// </summary>
internal static class PortalLogging
{
    /// <summary>For what happens before the host is built.</summary>
    public static Microsoft.Extensions.Logging.ILogger StartLogger => new SerilogLoggerFactory(Log.Logger).CreateLogger("Start");

    public static void AddPortalLogging(this WebApplicationBuilder builder, PortalSettings settings)
    {
        var configuration = new LoggerConfiguration().ReadFrom.Configuration(builder.Configuration).Enrich.FromLogContext();
        Log.Logger = (settings.Demo
            ? configuration.WriteTo.Console(outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}", formatProvider: System.Globalization.CultureInfo.InvariantCulture)
            : configuration.WriteTo.Console(new RenderedCompactJsonFormatter())).CreateLogger();
        builder.Services.AddSerilog(Log.Logger);
    }

    public static void UsePortalRequestLog(this WebApplication app) => app.UseSerilogRequestLogging(options =>
    {
        options.MessageTemplate = "{RequestMethod} {Route} answered {StatusCode} in {Elapsed:0} ms";
        options.IncludeQueryInRequestPath = false;
        options.GetMessageTemplateProperties = (context, _, elapsed, status) =>
        [
            new("RequestMethod", new ScalarValue(context.Request.Method)),
            new("Route", new ScalarValue((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)")),
            new("StatusCode", new ScalarValue(status)),
            new("Elapsed", new ScalarValue(elapsed)),
        ];
        options.GetLevel = (context, _, exception) =>
            exception is not null || context.Response.StatusCode >= 500 ? LogEventLevel.Error : LogEventLevel.Debug;
    });
}
