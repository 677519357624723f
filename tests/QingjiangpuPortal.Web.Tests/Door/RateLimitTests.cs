using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Security.Door;
using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.Door;

/// <summary>Limits by class of route, of one address and below it of one device.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed class RateLimitTests(PortalOverHttp portal)
{
    [Fact]
    public void Every_route_is_limited_but_files_and_what_operators_probe()
    {
        var exempt = portal.Host.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Where(e => RouteClasses.Of(e, "GET") == RouteClass.Exempt || RouteClasses.Of(e, "POST") == RouteClass.Exempt)
            .Select(e => e.RoutePattern.RawText!).Order(StringComparer.Ordinal);

        Assert.Equal(["/healthz/live", "/healthz/ready", "/metrics"], exempt);
    }

    [Theory]
    [InlineData("reports", "GET", RouteClass.Pages)]
    [InlineData("report", "GET", RouteClass.Pages)]
    [InlineData("report", "POST", RouteClass.Filing)]
    [InlineData("/r/{code}", "POST", RouteClass.Filing)]
    [InlineData("reports/{number}", "GET", RouteClass.Pages)]
    [InlineData("reports/{number}", "POST", RouteClass.Filing)]
    [InlineData("reports/find", "GET", RouteClass.Search)]
    [InlineData("/api/places/search", "GET", RouteClass.Search)]
    [InlineData("account/login", "POST", RouteClass.SignIn)]
    [InlineData("account/logout", "POST", RouteClass.Forms)]
    [InlineData("account/whatever-comes", "POST", RouteClass.SignIn)]
    [InlineData("workbench/reports/{id:guid}/resolve", "POST", RouteClass.Uploads)]
    [InlineData("workbench/reports/{id:guid}/accept", "POST", RouteClass.Forms)]
    [InlineData("workbench/whatever/export", "GET", RouteClass.Exports)]
    [InlineData("whatever-comes", "DELETE", RouteClass.Forms)]
    internal void A_route_has_the_class_of_its_row(string route, string method, RouteClass expected)
    {
        var endpoint = new RouteEndpointBuilder(_ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse(route), 0).Build();
        Assert.Equal(expected, RouteClasses.Of(endpoint, method));
    }

    [Fact]
    public async Task Too_many_pages_get_a_page_that_says_when_to_come_again_and_programs_a_problem()
    {
        await using var host = new PortalHost(portal, ("Portal:Door:Pages:PerAddress", "2"), ("Portal:Door:Search:PerAddress", "1"));
        using var client = host.Client();
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.OK, (await client.OpenAsync("/privacy")).Status);

        var refused = await client.OpenAsync("/privacy");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal("操作有些频繁，请稍等", refused.Text("h1"));
        Assert.NotNull(refused.Html.QuerySelector("main a[href='tel:12345']"));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), DoorSettings.Window);

        Assert.Equal(HttpStatusCode.OK, (await client.OpenAsync("/api/places/units")).Status);
        var problem = await client.OpenAsync("/api/places/units");
        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (problem.Status, problem.Content.ContentType!.MediaType));
        Assert.NotNull(problem.Headers.RetryAfter);

        Assert.Equal(HttpStatusCode.OK, (await client.OpenAsync("/healthz/live")).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.OpenAsync("/favicon.svg")).Status);
    }

    [Fact]
    public async Task A_sign_in_form_that_is_sent_too_fast_comes_back_with_the_number_in_it()
    {
        await using var host = new PortalHost(portal, ("Portal:Door:SignIn:PerDevice", "1"));
        using var client = host.Client();
        await client.SignInAsync("13700000001", "wrong");
        var refused = await client.SignInAsync("13700000001", "wrong");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal("13700000001", refused.Form("main form")["Phone"]);
        Assert.Contains("请 ", refused.Text("main [role=alert]"), StringComparison.Ordinal);
        Assert.Equal("", refused.Form("main form")["Password"] ?? "");

        using var neighbour = host.Client();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await neighbour.SignInAsync("13700000002", "wrong")).Status);
    }

    [Fact]
    public async Task A_device_that_is_refused_uses_up_nothing_of_the_address_it_shares()
    {
        await using var host = new PortalHost(portal, ("Portal:Door:SignIn:PerDevice", "2"), ("Portal:Door:SignIn:PerAddress", "4"));
        using (var eager = host.Client())
            for (var i = 0; i < 10; i++) await eager.SignInAsync("13700000003", "wrong");

        using var neighbour = host.Client();
        Assert.Equal("/", (await neighbour.SignInAsync(PortalOverHttp.ResidentAccount.Phone)).Location);
    }

    [Fact]
    public async Task Who_says_to_come_from_elsewhere_without_a_trusted_proxy_is_still_counted_as_one()
    {
        await using var host = new PortalHost(portal, ("Portal:Door:Pages:PerAddress", "2"));
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            using var client = host.Client();
            client.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{i}");
            answers.Add((await client.OpenAsync("/privacy")).Status);
        }
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers);
    }

    [Theory]
    [InlineData("/account/login", 300_000)]
    [InlineData("/preferences/language", 300_000)]
    [InlineData("/report", 70_000_000)]
    public async Task A_body_over_the_limit_of_its_class_gets_a_page_that_says_the_limit(string address, int bytes)
    {
        using var client = portal.Host.Client();
        using var body = new ByteArrayContent(new byte[bytes]) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") } };
        var page = await WebPage.OfAsync(client, await client.PostAsync(address, body));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, page.Status);
        Assert.Equal("发送的内容太大了", page.Text("h1"));
        Assert.Contains("64 MB", page.Text("main .lead"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_fields_than_any_form_has_are_refused()
    {
        using var client = portal.Host.Client();
        var form = (await client.OpenAsync("/account/login")).Form("main form");
        for (var i = 0; i < 300; i++) form.Set("field" + i, "x");
        Assert.Equal(HttpStatusCode.BadRequest, (await form.SendAsync()).Status);
    }

    [Theory]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    public void An_address_is_counted_as_the_household_that_has_it(string address, string expected)
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
        Assert.Equal(expected, RequestSource.Address(context));
    }
}
