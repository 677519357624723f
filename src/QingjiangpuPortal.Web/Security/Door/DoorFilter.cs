using System.Reflection;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using QingjiangpuPortal.Application.Access;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Web.Pages;

namespace QingjiangpuPortal.Web.Security.Door;

/// <summary>
/// Forms that were sent too fast, or by a source that must take a challenge first, come back with what was typed; failures
/// are counted, and a source with very many is blocked for a while.
/// </summary>
internal sealed class DoorFilter(RateLimits limits, Challenges challenges, DoorSettings settings, IServiceScopeFactory scopes) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || context.HandlerMethod is null)
        {
            await next();
            return;
        }
        var routeClass = RouteClasses.Of(http);
        var page = context.HandlerInstance as PortalPage;
        if (http.Features.Get<SentTooFast>() is { } tooFast)
            context.Result = page is null ? new StatusCodeResult(StatusCodes.Status429TooManyRequests)
                : await page.ShowAgainAsync(Failure.Invalid("Filing.TooFast", field: null, Math.Max(1, (int)Math.Ceiling(tooFast.Wait.TotalMinutes))), StatusCodes.Status429TooManyRequests);
        else if (page is not null && Asks(context))
            context.Result = await ChallengeAsync(http, routeClass, page);
        if (context.Result is null) await next();
        // A sign-in that failed, or a challenge: the only refusal above that is no 429.
        if (http.Response.StatusCode == StatusCodes.Status422UnprocessableEntity && (routeClass == RouteClass.SignIn || context.Result is not null))
            await CountFailureAsync(http);
    }

    private static bool Asks(PageHandlerExecutingContext context) =>
        context.ActionDescriptor.ModelTypeInfo?.GetCustomAttribute<ChallengesSuspectsAttribute>() is { } attribute
        && context.HandlerMethod!.Name != attribute.Except
        && (attribute.Handler is null || attribute.Handler == context.HandlerMethod.Name);

    /// <returns><c>null</c> when the form may go on.</returns>
    private async Task<IActionResult?> ChallengeAsync(HttpContext http, RouteClass routeClass, PortalPage page)
    {
        if (limits.IsSuspicious(http, routeClass) && await challenges.RefusesAsync(http.Request.Form, routeClass, http.RequestAborted) is { } problem)
            return await page.ShowChallengeAsync(problem);
        limits.CountTowardsChallenge(http, routeClass);
        return null;
    }

    private async Task CountFailureAsync(HttpContext http)
    {
        if (!limits.FailedTooOften(http)) return;
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAsSystem();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(
            new BlockForFailures(RequestSource.Address(http), TimeSpan.FromMinutes(settings.BlockedForMinutes)), CancellationToken.None);
    }
}

/// <summary>Forms of this page, or of one handler of it, hold the partial <c>_Challenge</c> and ask suspicious sources for an answer.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ChallengesSuspectsAttribute(string? handler = null) : Attribute
{
    public string? Handler => handler;

    /// <summary>A handler whose form cannot be guessed at, and holds no challenge.</summary>
    public string? Except { get; init; }
}
