using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.Access;

[Collection(PortalOverHttpCollection.Name)]
public sealed class PermissionsPageTests(PortalOverHttp portal)
{
    [Fact]
    public async Task The_page_shows_the_table_that_is_enforced()
    {
        using var client = await portal.Host.ClientOfAsync(RouteTable.AccountOf(Visitor.AuditAdministrator)!);
        var page = await client.OpenAsync("/workbench/permissions");
        var shown = page.Html.QuerySelectorAll(".permissions tbody tr").Where(row => row.QuerySelector("td") is not null)
            .Select(row => string.Concat(row.QuerySelectorAll("td").Select(cell => cell.QuerySelector("svg") is null ? '-' : 'x')));

        var enforced = Enum.GetValues<Permission>().Where(Permissions.NeedsPost)
            .Select(permission => string.Concat(Enum.GetValues<PostKind>().Select(post => Permissions.Carries(post, permission) ? 'x' : '-')));
        Assert.Equal(enforced.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_permission_and_every_post_has_a_word_of_its_own()
    {
        using var scope = portal.Host.Services.CreateScope();
        var words = scope.ServiceProvider.GetRequiredService<Words>();
        var all = Enum.GetValues<Permission>().Select(words.Of).Concat(Enum.GetValues<PostKind>().Select(words.Of)).ToList();
        Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
    }
}
