using System.Reflection;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Application.SocialInsurance;

namespace QingjiangpuPortal.Application;

public static class DependencyInjection
{
    /// <summary>
    /// Handlers, validators and the behaviours, outermost first. MediatR 5.1.0 is registered by hand (ADR 0002); replacing
    /// it touches this file and Common/Requests.cs.
    /// </summary>
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        var assembly = Assembly.GetExecutingAssembly();
        services.AddScoped<ServiceFactory>(provider => type => provider.GetRequiredService(type));
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped<AuditNote>();
        services.AddScoped<ReportClocks>();
        services.AddScoped<CareClocks>();
        services.AddScoped<InsuranceClocks>();
        services.AddScoped<KnownForms>();
        services.AddScoped<Entrance>();
        services.AddScoped<CodeSender>();
        services.AddScoped<SecondFactors>();
        services.AddScoped<PasswordRules>();
        services.AddScoped<AccountMessages>();
        foreach (var (implementation, contract) in HandlersIn(assembly)) services.AddScoped(contract, implementation);
        services.AddScoped<Reconfirmation>();
        services.AddScoped<ConsentCheck>();
        // In the order of the page.
        services.AddScoped<IPersonalDataHolder, AccountHolder>();
        services.AddScoped<IPersonalDataHolder, SignInHolder>();
        services.AddScoped<IPersonalDataHolder, NotificationsHolder>();
        services.AddScoped<IPersonalDataHolder, GridReportsHolder>();
        services.AddScoped<IPersonalDataHolder, FollowedReportsHolder>();
        services.AddScoped<IPersonalDataHolder, PostsHolder>();
        services.AddScoped<IPersonalDataHolder, PopulationRegisterHolder>();
        services.AddScoped<IPersonalDataHolder, ChildrenHolder>();
        services.AddScoped<IPersonalDataHolder, ConsentsHolder>();
        services.AddScoped<IPersonalDataHolder, DeskHolder>();
        services.AddScoped<IPersonalDataHolder, VolunteersHolder>();
        services.AddScoped<IPersonalDataHolder, DisputesHolder>();
        services.AddScoped<IPersonalDataHolder, DraftsHolder>();
        services.AddScoped<IPersonalDataHolder, CareHolder>();
        services.AddScoped<IPersonalDataHolder, InsuranceHolder>();
        services.AddScoped<IPersonalDataHolder, PatrolsHolder>();
        services.AddScoped<IPersonalDataHolder, SchoolApplicationsHolder>();

        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(LogBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AuditBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(PermissionBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(SaveBehaviour<,>));

        services.AddValidatorsFromAssembly(assembly, ServiceLifetime.Scoped, includeInternalTypes: true);
        return services;
    }

    private static IEnumerable<(Type Implementation, Type Contract)> HandlersIn(Assembly assembly) =>
        from type in assembly.GetTypes()
        where type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
        from contract in type.GetInterfaces()
        where contract.IsGenericType
        let definition = contract.GetGenericTypeDefinition()
        where definition == typeof(IRequestHandler<,>) || definition == typeof(INotificationHandler<>)
        select (type, contract);
}
