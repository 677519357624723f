using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application.Abstractions;

namespace QingjiangpuPortal.Infrastructure.Notifications;

internal static class SendersRegistration
{
    /// <summary>By which channels this deployment reaches people: in the demo profile none leaves the machine.</summary>
    public static IServiceCollection AddSenders(this IServiceCollection services, DataDirectory data, PortalSettings settings)
    {
        services.AddScoped<DemoOutbox>();
        services.AddScoped<IDemoOutbox>(provider => provider.GetRequiredService<DemoOutbox>());
        if (settings.Demo)
        {
            services.AddScoped<ISmsSender>(provider => provider.GetRequiredService<DemoOutbox>());
            services.AddScoped<IMailSender>(provider => provider.GetRequiredService<DemoOutbox>());
            return services;
        }
        services.AddSingleton<ISmsSender, NoSmsSender>();
        services.AddSingleton<IMailSender, NoMailSender>();
        return services;
    }
}
