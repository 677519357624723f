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
            && Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var personId))
            await user.ActAsAsync(personId, context.RequestAborted);
        await next(context);
    }
}
