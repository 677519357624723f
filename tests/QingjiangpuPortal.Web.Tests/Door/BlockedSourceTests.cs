using System.Net;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Access;
using QingjiangpuPortal.Domain.Access;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Infrastructure.Access;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.Door;

/// <summary>封禁: by the system administrator, or by the portal itself after very many failures.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed class BlockedSourceTests(PortalOverHttp portal)
{
    private const string Page = "/workbench/system/blocked";
    private static readonly DemoAccount SystemAdministrator = DemoAccounts.All[10];

    [Fact]
    public async Task A_blocked_account_sees_until_when_and_whom_to_call_until_it_is_ended()
    {
        await using var host = new PortalHost(portal);
        using var administrator = await host.ClientOfAsync(SystemAdministrator);
        using var blocked = await host.ClientOfAsync(PortalOverHttp.AnotherResidentAccount);
        var added = await (await administrator.OpenAsync(Page)).Form("main form.form")
            .Set("Source", PortalOverHttp.AnotherResidentAccount.Phone).Set("Hours", "3").Set("Reason", "反复刷屏").SendAsync();
        Assert.Equal(Page, added.Location);
        portal.Clock.Advance(BlockList.KeptFor);

        foreach (var address in new[] { "/", "/my", "/report" })
        {
            var refused = await blocked.OpenAsync(address);
            Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
            Assert.Equal("这个网络或账号暂时打不开门户", refused.Text("h1"));
            Assert.NotNull(refused.Html.QuerySelector("main a[href='tel:12345']"));
        }
        using var neighbour = host.Client();
        Assert.Equal(HttpStatusCode.OK, (await neighbour.OpenAsync("/")).Status);

        var list = await administrator.OpenAsync(Page);
        Assert.Contains("反复刷屏", list.Text("main tbody"), StringComparison.Ordinal);
        Assert.DoesNotContain(PortalOverHttp.AnotherResidentAccount.Phone, list.Source, StringComparison.Ordinal);
        Assert.Equal(Page, (await list.Form("main tbody form").SendAsync()).Location);
        portal.Clock.Advance(BlockList.KeptFor);
        Assert.Equal(HttpStatusCode.OK, (await blocked.OpenAsync("/my")).Status);

        var trail = await portal.QueryAsync(db => db.AuditEntries
            .Where(e => e.PersonId == portal.AnotherResident && e.Action == nameof(BlockSource)).SingleAsync());
        Assert.Equal((AuditKind.Rights, portal.SystemAdministrator, AuditEntry.Done, "反复刷屏"), (trail.Kind, trail.ActorId, trail.Result, trail.Reason));
    }

    [Theory]
    [InlineData("", "1", "理由", "Source")]
    [InlineData("203.0.0.0/8", "1", "理由", "Source")]
    [InlineData("nowhere", "1", "理由", "Source")]
    [InlineData("13799999999", "1", "理由", "Source")]
    [InlineData("203.0.113.7", "0", "理由", "Hours")]
    [InlineData("203.0.113.7", "9999", "理由", "Hours")]
    [InlineData("203.0.113.7", "1", "", "Reason")]
    public async Task What_is_wrong_with_a_block_is_said_beside_its_field(string source, string hours, string reason, string field)
    {
        using var administrator = await portal.Host.ClientOfAsync(SystemAdministrator);
        var page = await (await administrator.OpenAsync(Page)).Form("main form.form").Set("Source", source).Set("Hours", hours).Set("Reason", reason).SendAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEqual("", page.ErrorOf(field));
    }

    [Fact]
    public async Task An_address_that_fails_again_and_again_is_blocked_for_a_while_and_the_health_is_still_told()
    {
        await using var behindProxy = new PortalHost(portal, ("Portal:Door:FailuresUntilBlocked", "3"), ("Portal:TrustedProxies:0", "127.0.0.1"));
        // In memory nobody has an address.
        behindProxy.Listen();
        using var failing = From(behindProxy, "203.0.113.77");
        for (var i = 0; i < 4; i++) await failing.SignInAsync("13700000020", "wrong");
        portal.Clock.Advance(BlockList.KeptFor);

        Assert.Equal(HttpStatusCode.Forbidden, (await failing.OpenAsync("/privacy")).Status);
        Assert.Equal(HttpStatusCode.OK, (await failing.OpenAsync("/healthz/live")).Status);
        using var neighbour = From(behindProxy, "203.0.113.78");
        Assert.Equal(HttpStatusCode.OK, (await neighbour.OpenAsync("/privacy")).Status);

        var block = await portal.QueryAsync(db => db.BlockedSources.SingleAsync(b => b.Network == "203.0.113.77/32"));
        Assert.Null(block.BlockedById);
        portal.Clock.Advance(block.Until - portal.Clock.GetUtcNow());
        Assert.Equal(HttpStatusCode.OK, (await failing.OpenAsync("/privacy")).Status);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7/32")]
    [InlineData(" 203.0.113.0/24 ", "203.0.113.0/24")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7/32")]
    [InlineData("2001:db8::/48", "2001:db8::/48")]
    [InlineData("2001:db8::1", "2001:db8::1/128")]
    [InlineData("203.0.0.0/15", null)]
    [InlineData("0.0.0.0/0", null)]
    [InlineData("::/0", null)]
    [InlineData("somewhere", null)]
    public void A_network_is_an_address_or_no_wider_than_a_town(string typed, string? expected) =>
        Assert.Equal(expected, BlockedSource.Parse(typed)?.ToString());

    private static HttpClient From(PortalHost host, string address)
    {
        var client = host.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }
}
