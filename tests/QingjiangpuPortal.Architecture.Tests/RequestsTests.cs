using FluentValidation;
using FluentValidation.Validators;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Infrastructure;

namespace QingjiangpuPortal.Architecture.Tests;

/// <summary>What every request has to have, asked of the container that really serves.</summary>
public sealed class RequestsTests : IDisposable
{
    private static readonly Type[] Types = typeof(PortalDb).Assembly.GetTypes();

    private static readonly Type[] Requests =
        [.. Types.Where(t => t is { IsClass: true, IsAbstract: false } && t.GetInterfaces().Any(i => IsOf(i, typeof(IRequest<>))))];

    private readonly ServiceProvider _services = Portal();

    public void Dispose() => _services.Dispose();

    public static TheoryData<Type> AllRequests => [.. Requests];

    [Theory]
    [MemberData(nameof(AllRequests))]
    public void A_request_has_one_handler_and_all_its_behaviours(Type request)
    {
        using var scope = _services.CreateScope();
        var response = ResponseOf(request);
        Assert.Single(scope.ServiceProvider.GetServices(typeof(IRequestHandler<,>).MakeGenericType(request, response)));

        // A wrong generic constraint drops a behaviour in silence.
        Type[] expected = IsCommand(request)
            ? [typeof(LogBehaviour<,>), typeof(AuditBehaviour<,>), typeof(PermissionBehaviour<,>), typeof(ValidationBehaviour<,>), typeof(SaveBehaviour<,>)]
            : [typeof(LogBehaviour<,>), typeof(PermissionBehaviour<,>), typeof(ValidationBehaviour<,>)];
        Assert.Equal(expected, scope.ServiceProvider.GetServices(typeof(IPipelineBehavior<,>).MakeGenericType(request, response))
            .Select(b => b!.GetType().GetGenericTypeDefinition()));
    }

    [Theory]
    [MemberData(nameof(AllRequests))]
    public void A_request_is_a_command_or_a_query_and_names_its_permission(Type request)
    {
        Assert.True(typeof(IRequirePermission).IsAssignableFrom(request));
        Assert.True(request.GetInterfaces().Any(i => IsOf(i, typeof(IQuery<>))) ^ request.GetInterfaces().Any(i => IsOf(i, typeof(ICommand<>))));
    }

    /// <summary>The audit trail says of the others what they are about even when they are refused.</summary>
    [Fact]
    public void Only_commands_that_we_know_of_cannot_say_before_they_are_handled_what_they_are_about() =>
        Assert.Equal(
            ["ActOnCareRequests", "ActOnInsurance", "AddSchool", "CloseUnanswered", "DeleteNextAccount", "DrawCallBacks", "EndForgottenPatrols", "EndSuspensions", "ExtendSignInCode", "FileGridReport", "KeepAdmissions", "PlanRound", "ReckonReports", "RequeueUnheld", "SendSignInCode", "SetCareRules", "SetInsuranceRules", "SignalDeadlines", "UploadPhoto"],
            Requests.Where(r => IsCommand(r) && !r.IsAssignableTo(typeof(IAbout)) && !r.IsAssignableTo(typeof(IAboutMyself)) && !r.IsAssignableTo(typeof(IAuditedAs)))
                .Select(r => r.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Handlers_validators_and_behaviours_are_internal_and_sealed()
    {
        var workers = Types.Where(t => t is { IsClass: true, IsAbstract: false } && t.GetInterfaces().Any(i =>
            IsOf(i, typeof(IRequestHandler<,>)) || IsOf(i, typeof(INotificationHandler<>)) || IsOf(i, typeof(IPipelineBehavior<,>)) || IsOf(i, typeof(IValidator<>)))).ToList();
        Assert.NotEmpty(workers);
        Assert.DoesNotContain(workers, t => t.IsPublic || !t.IsSealed);
    }

    [Fact]
    public void Every_rule_of_every_validator_names_a_code_of_ours()
    {
        using var scope = _services.CreateScope();
        // A rule that hands on to another validator has no code: the other's rules have.
        var rules =
            from request in Requests
            from validator in scope.ServiceProvider.GetServices(typeof(IValidator<>).MakeGenericType(request)).Cast<IValidator>()
            from rule in validator.CreateDescriptor().Rules
            from component in rule.Components
            where component.Validator is not IChildValidatorAdaptor
            select (request.Name, rule.PropertyName, component.ErrorCode);
        Assert.DoesNotContain(rules, r => !r.ErrorCode.Contains('.', StringComparison.Ordinal));
    }

    [Fact]
    public void Every_permission_that_needs_a_post_is_carried_by_one()
    {
        foreach (var permission in Enum.GetValues<Permission>().Where(Permissions.NeedsPost))
            Assert.Contains(Enum.GetValues<Domain.Organization.PostKind>(), post => Permissions.Carries(post, permission));
    }

    private static bool IsCommand(Type request) => typeof(ICommand).IsAssignableFrom(request);

    private static bool IsOf(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static Type ResponseOf(Type request) => request.GetInterfaces().Single(i => IsOf(i, typeof(IRequest<>))).GetGenericArguments()[0];

    private static ServiceProvider Portal()
    {
        var services = new ServiceCollection();
        services.AddLogging().AddAuthentication();
        services.AddApplication().AddInfrastructure("Host=localhost", new DataDirectory(AppContext.BaseDirectory), new() { Demo = true });
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}
