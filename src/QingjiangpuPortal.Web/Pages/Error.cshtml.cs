using System.Diagnostics;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QingjiangpuPortal.Infrastructure.Access;

namespace QingjiangpuPortal.Web.Pages;

/// <summary>What a person sees when something went wrong; other parts of the portal are answered by re-executing /error/{code}.</summary>
[IgnoreAntiforgeryToken]
[ReadsOnlyRoute]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel : PageModel
{
    /// <summary>400, 403, 404, 413, 429 or 500: those that have words of their own.</summary>
    public int Code { get; private set; }

    /// <summary>Until when this network or account is not answered; <c>null</c> for all others.</summary>
    public DateTimeOffset? BlockedUntil => HttpContext.Features.Get<StandingBlock>()?.Until;

    /// <summary>Finds the error in the logs; shown with 500 only.</summary>
    public string TraceId => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    public void OnGet(int code)
    {
        Code = code switch
        {
            401 or 403 => StatusCodes.Status403Forbidden,
            404 or 410 => StatusCodes.Status404NotFound,
            413 => StatusCodes.Status413PayloadTooLarge,
            429 => StatusCodes.Status429TooManyRequests,
            >= 500 => StatusCodes.Status500InternalServerError,
            _ => StatusCodes.Status400BadRequest,
        };
        // Re-executed, the response already carries its status; asked for directly, it gets the page's own.
        if (Response.StatusCode == StatusCodes.Status200OK) Response.StatusCode = Code;
    }

    // A refused form is re-executed with its own method.
    public void OnPost(int code) => OnGet(code);
}

/// <summary>
/// Binds from the route alone. A request that was refused for its anti-forgery token is re-executed with its form, and
/// reading that form would throw.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ReadsOnlyRouteAttribute : Attribute, IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        context.ValueProviderFactories.Clear();
        context.ValueProviderFactories.Add(new RouteValueProviderFactory());
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
