using System.ComponentModel.DataAnnotations;
using System.Net;
using QingjiangpuPortal.Infrastructure;
using QingjiangpuPortal.Infrastructure.Notifications;
using QingjiangpuPortal.Infrastructure.Payments;
using QingjiangpuPortal.Web.Navigation;
using QingjiangpuPortal.Web.Security.Door;
using QingjiangpuPortal.Web.Security.OpenId;

namespace QingjiangpuPortal.Web.Hosting;

/// <summary>A setting is wrong: the message names it, and the start stops.</summary>
public sealed class InvalidPortalSettingsException(string message) : Exception(message);

public static class PortalSettingsRegistration
{
    private const string DefaultAddress = "http://127.0.0.1:5080";

    /// <summary>Reads and checks the section <c>Portal</c>, and the addresses to listen on.</summary>
    /// <exception cref="InvalidPortalSettingsException">A setting is wrong.</exception>
    public static PortalSettings AddPortalSettings(this WebApplicationBuilder builder)
    {
        var settings = Read<PortalSettings>(builder.Configuration, PortalSettings.Section);
        Read<SessionSettings>(builder.Configuration, PortalSettings.Section + ":Sessions");
        Read<SmtpSettings>(builder.Configuration, PortalSettings.Section + ":Smtp");
        Read<SmsGatewaySettings>(builder.Configuration, PortalSettings.Section + ":SmsGateway");
        Read<WebPushSettings>(builder.Configuration, PortalSettings.Section + ":WebPush");
        Read<PaymentGatewaySettings>(builder.Configuration, PortalSettings.Section + ":PaymentGateway");
        builder.Services.AddSingleton(Read<DoorSettings>(builder.Configuration, DoorSettings.Section));
        if (settings.TrustedProxies.FirstOrDefault(p => !IPNetwork.TryParse(p, out _) && !IPAddress.TryParse(p, out _)) is { } proxy)
            throw new InvalidPortalSettingsException($"Portal:TrustedProxies holds '{proxy}', which is neither an IP address nor a network like 10.0.0.0/8.");

        // Not in appsettings, where it would win over ASPNETCORE_URLS.
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
            builder.WebHost.UseUrls(DefaultAddress);
        if (settings.Demo)
        {
            RefuseToListenBeyondLoopback(builder);
            // Run from the build, not only in the environment called Development.
            builder.WebHost.UseStaticWebAssets();
        }

        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(new PublicAddress(AddressFromOutside(builder, settings)));
        builder.WebHost.ConfigureKestrel(RequestSizes.ConfigureKestrel);
        builder.Host.ConfigureHostOptions(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        return settings;
    }

    /// <summary>The providers of OpenID Connect, from the list <c>Portal:OpenId</c>.</summary>
    /// <exception cref="InvalidPortalSettingsException">A setting is wrong.</exception>
    public static IReadOnlyList<OpenIdProvider> AddOpenIdProviders(this WebApplicationBuilder builder)
    {
        OpenIdProvider[] providers = [.. builder.Configuration.GetSection(OpenIdProvider.Section).GetChildren()
            .Select(entry => Read<OpenIdProvider>(builder.Configuration, entry.Path))];
        return providers.DistinctBy(p => p.Name, StringComparer.Ordinal).Count() == providers.Length ? providers
            : throw new InvalidPortalSettingsException($"{OpenIdProvider.Section} has two providers of one Name.");
    }

    private static T Read<T>(ConfigurationManager configuration, string section) where T : class, new()
    {
        try
        {
            var settings = configuration.GetSection(section).Get<T>() ?? new T();
            var failures = new List<ValidationResult>();
            return Validator.TryValidateObject(settings, new ValidationContext(settings), failures, validateAllProperties: true) ? settings
                : throw new InvalidPortalSettingsException($"A setting of the section {section} is wrong: {failures[0].ErrorMessage}");
        }
        catch (InvalidOperationException e)
        {
            // A word where a number belongs: the binder's message names the setting.
            throw new InvalidPortalSettingsException(e.Message);
        }
    }

    /// <summary>As configured, for the links in messages; in the demo, where it is this machine's, where it listens.</summary>
    private static string? AddressFromOutside(WebApplicationBuilder builder, PortalSettings settings)
    {
        if (builder.Configuration[SiteOptions.Section + ":Address"] is not { Length: > 0 } address)
            return settings.Demo ? builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey)?.Split(';')[0] : null;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) ? address
            : throw new InvalidPortalSettingsException($"Site:Address is '{address}', which is not an https address.");
    }

    private static void RefuseToListenBeyondLoopback(WebApplicationBuilder builder)
    {
        var ports = builder.Configuration["http_ports"];
        var addresses = builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey)?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [];
        foreach (var address in addresses)
            if (!BindingAddress.Parse(address).Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                && !(IPAddress.TryParse(BindingAddress.Parse(address).Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)))
                throw new InvalidPortalSettingsException(
                    $"The demo profile has accounts that everybody knows, so it listens on this machine only; '{address}' is not a loopback address. Set ASPNETCORE_URLS to http://127.0.0.1:<port>, or leave the demo profile (Portal__Demo=false).");
        if (addresses.Length == 0 && !string.IsNullOrEmpty(ports))
            throw new InvalidPortalSettingsException("The demo profile listens on this machine only: use ASPNETCORE_URLS=http://127.0.0.1:<port> instead of HTTP_PORTS.");
    }
}
