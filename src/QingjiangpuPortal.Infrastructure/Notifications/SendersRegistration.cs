using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QingjiangpuPortal.Application.Abstractions;

namespace QingjiangpuPortal.Infrastructure.Notifications;

/// <summary>Where the portal is reached from outside, for the links in messages; without it they have none.</summary>
public sealed record PublicAddress(string? Root)
{
    public string? Of(string? path) => Root is null || path is null ? null : Root.TrimEnd('/') + path;
}

internal static class SendersRegistration
{
    /// <summary>
    /// By which channels this deployment reaches people: what is not configured is not offered. In the demo profile mail and short
    /// messages do not leave the machine.
    /// </summary>
    public static IServiceCollection AddSenders(this IServiceCollection services, DataDirectory data, PortalSettings settings)
    {
        services.TryAddSingleton(new PublicAddress(null));
        services.AddScoped<DemoOutbox>();
        services.AddScoped<IDemoOutbox>(provider => provider.GetRequiredService<DemoOutbox>());
        if (settings.SmsGateway.IsSet) services.AddSingleton<ISmsSender>(provider => new HttpSmsGateway(settings.SmsGateway, HttpFailure.Client(), provider.GetRequiredService<TimeProvider>()));
        else if (settings.Demo) services.AddScoped<ISmsSender>(provider => provider.GetRequiredService<DemoOutbox>());
        else services.AddSingleton<ISmsSender, NoSmsSender>();
        if (settings.Smtp.IsSet) services.AddSingleton<IMailSender>(provider => new SmtpMailSender(settings.Smtp, provider.GetRequiredService<TimeProvider>()));
        else if (settings.Demo) services.AddScoped<IMailSender>(provider => provider.GetRequiredService<DemoOutbox>());
        else services.AddSingleton<IMailSender, NoMailSender>();
        services.AddSingleton<IPushSender>(provider => new WebPushSender(
            settings.WebPush, settings.WebPush.Subject ?? (settings.Demo ? "mailto:demo@localhost.invalid" : null), data.Keys, HttpFailure.Client(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<OutboxMeter>();
        services.AddScoped<NewsFanOut>();
        services.AddScoped<OutboxSender>();
        return services;
    }
}
