using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Infrastructure.Access;
using QingjiangpuPortal.Infrastructure.BackgroundWork;
using QingjiangpuPortal.Infrastructure.Deadlines;
using QingjiangpuPortal.Infrastructure.Files;
using QingjiangpuPortal.Infrastructure.Geo;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Infrastructure.Notifications;
using QingjiangpuPortal.Infrastructure.Payments;
using QingjiangpuPortal.Infrastructure.Persistence;
using QingjiangpuPortal.Infrastructure.Protection;

namespace QingjiangpuPortal.Infrastructure;

public static class DependencyInjection
{
    /// <summary>Everything that Application asks for, over one database and one data folder.</summary>
    public static IServiceCollection AddInfrastructure(
        this IServiceCollection services, string connectionString, DataDirectory data, PortalSettings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(data);
        services.AddSingleton(_ => PortalNpgsql.DataSource(connectionString));
        services.AddDbContextPool<PortalDbContext>((provider, options) => options.UsePortalNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            .AddInterceptors(provider.GetRequiredService<NameCharacterKeeper>()));
        services.AddScoped<PortalDb>(provider => provider.GetRequiredService<PortalDbContext>());

        services.AddProtection(data, settings);
        services.AddSingleton<IPictureStore>(_ => new PictureStore(data.Files));
        services.AddSingleton<IPlaceDirectory, PlaceDirectory>();
        services.AddSingleton(provider =>
        {
            var calendars = ActivatorUtilities.CreateInstance<WorkCalendars>(provider);
            if (provider.GetService<IMeterFactory>() is { } meters) calendars.Measure(meters);
            return calendars;
        });
        services.AddSingleton<IWorkCalendars>(provider => provider.GetRequiredService<WorkCalendars>());
        services.AddSingleton<AreaShapes>();
        services.AddSingleton<IAreaOutlines, OutlineDrawings>();
        services.AddSingleton(new CallBackRules(settings.CallBackShare));
        services.AddSingleton<WorkerRounds>();
        services.AddScoped<IInstanceState>(provider => ActivatorUtilities.CreateInstance<InstanceState>(provider, settings));
        services.AddSingleton<BlockList>();
        services.AddScoped<SpentChallenges>();
        services.AddScoped<CurrentUser>();
        services.AddScoped<ICurrentUser>(provider => provider.GetRequiredService<CurrentUser>());
        services.AddSingleton(new PaymentGateway(settings));
        services.AddSingleton<IPaymentGateway>(provider => provider.GetRequiredService<PaymentGateway>());
        services.AddSenders(data, settings);

        services.AddOptions<KeyManagementOptions>().Configure<DataKeys>((options, keys) => options.XmlEncryptor = new CookieKeyEncryptor(keys));
        services.AddDataProtection().SetApplicationName("QingjiangpuPortal").PersistKeysToDbContext<PortalDbContext>()
            // Every form is sealed and opened: GCM is several times as fast as the default, CBC with an HMAC.
            .UseCryptographicAlgorithms(new() { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        return services.AddPortalIdentity(settings);
    }

    /// <summary>The work that a running portal does by itself.</summary>
    public static IServiceCollection AddBackgroundWork(this IServiceCollection services) =>
        services.AddHostedService<StatisticsFolder>()
            .AddHostedService<CallBackDrawer>()
            .AddHostedService<UnansweredCloser>()
            .AddHostedService<DeadlineWatcher>()
            .AddHostedService<SuspensionEnder>()
            .AddHostedService<DeadlineReckoner>()
            .AddHostedService<UploadCleaner>()
            .AddHostedService<NameCharactersFiller>()
            .AddHostedService<PartitionKeeper>()
            .AddHostedService<AuditSealer>()
            .AddHostedService<AuditPruner>()
            .AddHostedService<HandOverKeeper>()
            .AddHostedService<AccountDeleter>()
            .AddHostedService<SessionCleaner>()
            .AddHostedService<NewsTeller>()
            .AddHostedService<NewReportsTeller>()
            .AddHostedService<OutboxDispatcher>()
            .AddHostedService<OutboxKeeper>()
            .AddHostedService<BulkActRunner>()
            .AddHostedService<LedgerImportRunner>()
            .AddHostedService<CalendarAnnouncer>()
            .AddHostedService<PatrolCloser>()
            .AddHostedService<CareRequestActor>()
            .AddHostedService<AdmissionKeeper>()
            .AddHostedService<InsuranceActor>()
            .AddHostedService<CalendarAnnouncer>();

    private static IServiceCollection AddPortalIdentity(this IServiceCollection services, PortalSettings settings)
    {
        services.AddHttpContextAccessor();
        services.AddIdentityCore<PortalLogin>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
            .AddUserStore<PortalLoginStore>()
            .AddSignInManager();
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            // Finger, face or PIN is what makes a passkey two factors, and the account is found by the key alone.
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
        });
        services.AddSingleton(new SessionRules(
            new(settings.Sessions.StaffIdle, settings.Sessions.StaffWhole), new(settings.Sessions.ResidentIdle, settings.Sessions.ResidentWhole),
            (settings.StaffSecondFactor ?? (settings.Demo ? StaffSecondFactor.Optional : StaffSecondFactor.Required)) == StaffSecondFactor.Required));
        services.AddSingleton<IBreachedPasswords>(new BreachedPasswords(settings.BreachedPasswordFile));
        services.AddScoped<ISignIn, IdentitySignIn>();
        services.AddScoped<IOutsideLogins, OutsideLogins>();
        services.AddScoped<ISignInLockout, SignInLockout>();
        services.AddScoped<IPasskeys, IdentityPasskeys>();
        return services;
    }

    /// <summary>The key file, the data keys that it opens, and what works with them.</summary>
    private static void AddProtection(this IServiceCollection services, DataDirectory data, PortalSettings settings)
    {
        services.AddSingleton(_ => new KeyFileSource(data, settings));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<DataKeys>(provider, settings));
        services.AddSingleton<IPersonalDataCipher, PersonalDataCipher>();
        services.AddSingleton<NameCharacterKeeper>();
        services.AddScoped<KeyCommands>();
        services.AddScoped(provider => ActivatorUtilities.CreateInstance<KeyRotation>(provider, settings));
    }
}
