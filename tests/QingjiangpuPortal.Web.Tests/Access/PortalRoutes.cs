using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Web.Tests.Access;

/// <summary>The host's own list of its routes, and what its pages take from a form.</summary>
internal static class PortalRoutes
{
    /// <summary>All but static files, which are everybody's.</summary>
    public static IEnumerable<RouteEndpoint> Endpoints(this PortalHost host) => host.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null);

    /// <summary>Every page with its route, compiled as the host runs it.</summary>
    public static async Task<IReadOnlyList<(string Route, CompiledPageActionDescriptor Page)>> PagesAsync(this PortalHost host)
    {
        var loader = host.Services.GetRequiredService<PageLoader>();
        var pages = new List<(string, CompiledPageActionDescriptor)>();
        foreach (var endpoint in host.Endpoints())
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
                pages.Add((endpoint.RoutePattern.RawText!, await loader.LoadAsync(page, EndpointMetadataCollection.Empty)));
        return pages;
    }

    /// <summary>What a request can set: bound properties and the parameters of handlers (the framework takes a page's own filter for one, too).</summary>
    public static IEnumerable<(string Name, Type Type)> BoundOf(CompiledPageActionDescriptor page) =>
        page.BoundProperties.Select(p => (p.Name, p.ParameterType))
            .Concat(page.HandlerMethods.Where(h => h.HttpMethod is "Get" or "Post").SelectMany(h => h.Parameters).Select(p => (p.Name, p.ParameterType))).Distinct();

    /// <summary>The forms that a page takes, as they stand in addresses.</summary>
    public static IEnumerable<string> FormsOf(CompiledPageActionDescriptor page) =>
        page.HandlerMethods.Where(handler => handler.HttpMethod == "Post").Select(handler => handler.Name is null ? "" : $"?handler={handler.Name}");
}
