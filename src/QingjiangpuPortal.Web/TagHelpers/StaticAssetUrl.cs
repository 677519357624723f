using Microsoft.AspNetCore.Components;

namespace QingjiangpuPortal.Web.TagHelpers;

/// <summary>Addresses of files below wwwroot for the places where <c>~/</c> is not resolved: sprites, data attributes.</summary>
public static class StaticAssetUrl
{
    /// <summary>The fingerprinted, hence cacheable, address of a file; the plain one where static assets are not mapped.</summary>
    public static string AssetUrl(this HttpContext http, string path)
    {
        var assets = http.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>();
        return $"{http.Request.PathBase}/{assets?[path] ?? path}";
    }
}
