using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.Access;

/// <summary>
/// Mass assignment: what a request can set is only what a page names, and every name was looked at. A new bound property
/// or handler parameter fails here until it stands in the list, with the question: may whoever sends this form choose it?
/// </summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed class BoundModelsTests(PortalOverHttp portal)
{
    [Fact]
    public async Task Pages_take_from_a_request_what_was_reviewed_and_nothing_else()
    {
        var bound = (await portal.Host.PagesAsync()).DistinctBy(p => p.Page.ModelTypeInfo)
            .Select(p => $"{p.Page.ModelTypeInfo!.FullName!["QingjiangpuPortal.Web.Pages.".Length..]}: {string.Join(' ', PortalRoutes.BoundOf(p.Page).Select(b => b.Name).Order(StringComparer.Ordinal))}")
            .Where(line => !line.EndsWith(": ", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Assert.Equal(Reviewed, bound);
    }

    [Fact]
    public async Task What_a_request_sets_is_a_plain_value_and_no_thing_of_the_domain()
    {
        foreach (var (route, page) in await portal.Host.PagesAsync())
            foreach (var (name, type) in PortalRoutes.BoundOf(page))
            {
                var value = type.IsGenericType ? type.GetGenericArguments()[^1] : type.GetElementType() ?? type;
                Assert.True(value.IsPrimitive || value.IsEnum || value == typeof(string) || value == typeof(Guid) || value == typeof(DateOnly) || value.Namespace!.StartsWith("Microsoft.AspNetCore.Http", StringComparison.Ordinal),
                    $"{route} binds {name} as {type}");
            }
    }

    private static readonly string[] Reviewed =
    [
    ];
}
