using System.Security.Claims;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;
using QingjiangpuPortal.Infrastructure.Identity;

namespace QingjiangpuPortal.Web.Security;

/// <summary>Tells the request's scope who came; static files need not know.</summary>
internal sealed class CurrentUserMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, CurrentUser user)
    {
        user.Origin = new(context.Connection.RemoteIpAddress?.ToString(), SessionId: null);
        // The page about a failure must not fail again where the database is away; who came was asked before, as far as it could be.
        if (context.Features.Get<IExceptionHandlerFeature>() is null
            && context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null
            && SessionCookie.KeyHashOf(context.Request) is { } key
            && await user.ResumeAsync(key, isActivity: context.GetEndpoint()?.Metadata.GetMetadata<NoActivity>() is null, context.RequestAborted))
        {
            context.User = new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user.PersonId.ToString()!)], SessionHandler.SchemeName));
            if (user.LacksSecondFactor && IsForStaff(context.Request.Path))
            {
                context.Response.Redirect("/account/second-factors");
                return;
            }
        }
        await next(context);
    }

    /// <summary>Where posts are used: without the second factor one is led to set it up instead of being told that one may not.</summary>
    private static bool IsForStaff(PathString path) =>
        path.StartsWithSegments("/workbench", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/dashboard", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/tasks", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Marks an endpoint that a page asks by itself: it keeps nobody signed in.</summary>
internal sealed class NoActivity;
