using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace QingjiangpuPortal.Web.Pages;

/// <summary>
/// A form that a page has no handler for is refused. Razor Pages would show the page without running anything, and a page
/// that has read nothing breaks.
/// </summary>
internal sealed class HandledRequestsOnly : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var reads = HttpMethods.IsGet(context.HttpContext.Request.Method) || HttpMethods.IsHead(context.HttpContext.Request.Method);
        // Pages of words only have no handler to read them.
        if (context.HandlerMethod is null && !reads) context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
