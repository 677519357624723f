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
    public async Task What_a_member_of_the_staff_may_do_is_found_by_number_and_shown_masked_and_a_resident_is_not_found()
    {
        using var client = await portal.Host.ClientOfAsync(RouteTable.AccountOf(Visitor.AuditAdministrator)!);
        var page = await client.OpenAsync("/workbench/permissions");
        var resident = await page.Form("main form").Set("Phone", "13800000001").SendAsync();
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, resident.Status);

        var worker = await (await page.Form("main form").Set("Phone", "13800000004").SendAsync()).FollowAsync();
        Assert.Equal("李** 的权限", worker.Text("h1"));
        Assert.DoesNotContain("春燕", worker.Source, StringComparison.Ordinal);
        Assert.Equal(Permissions.Of(PostKind.GridWorker).Count(), worker.Html.QuerySelectorAll("main section li").Length);
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
