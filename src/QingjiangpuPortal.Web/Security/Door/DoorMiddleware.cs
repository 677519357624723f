using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QingjiangpuPortal.Infrastructure.Access;

namespace QingjiangpuPortal.Web.Security.Door;

/// <summary>
/// What a request meets first: the block list, its size, its rate. A refusal has no body here: people get the portal's own
/// page (<c>/error/{code}</c>), programs a problem description.
/// </summary>
internal sealed class DoorMiddleware(RequestDelegate next, RateLimits limits, BlockList blocks)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var routeClass = RouteClasses.Of(context);
        if (routeClass == RouteClass.Exempt || IsAboutAnotherAnswer(context)) await next(context);
        else if (await blocks.FindAsync(context.Connection.RemoteIpAddress, RequestSource.Account(context), context.RequestAborted) is { } block)
        {
            context.Features.Set(block);
            await RefuseAsync(context, StatusCodes.Status403Forbidden);
        }
        else if (context.Request.ContentLength > RequestSizes.MaxBodyOf(routeClass)) await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge);
        else
        {
            // A body without a length is cut off while it is read.
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = RequestSizes.MaxBodyOf(routeClass);
            await CountAsync(context, routeClass);
        }
    }

    private async Task CountAsync(HttpContext context, RouteClass routeClass)
    {
        if (limits.Refuses(context, routeClass) is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            var isPage = context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null;
            if (!isPage || !RouteClasses.KeepsWhatWasTyped(routeClass))
            {
                await RefuseAsync(context, StatusCodes.Status429TooManyRequests);
                return;
            }
            context.Features.Set(new SentTooFast(wait));
        }
        await next(context);
    }

    /// <summary>The page about a refusal or a failure is not refused itself.</summary>
    private static bool IsAboutAnotherAnswer(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;

    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            ? Results.Problem(statusCode: status).ExecuteAsync(context)
            : Task.CompletedTask;
    }
}

/// <summary>A form was sent too fast, and its page is to show it again with what was typed (<see cref="DoorFilter"/>).</summary>
internal sealed record SentTooFast(TimeSpan Wait);
