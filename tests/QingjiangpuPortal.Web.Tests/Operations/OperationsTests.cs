using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.Operations;

/// <summary>What an operator relies on: health, metrics, the API's description, logs without personal data.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed class OperationsTests(PortalOverHttp portal)
{
    [Fact]
    public async Task A_portal_whose_database_lacks_a_migration_is_alive_but_not_ready()
    {
        await WithDatabaseOfItsOwnAsync(async (host, database) =>
        {
            using var client = host.Client();
            Assert.Equal((HttpStatusCode.OK, "Healthy"), await AnswerAsync(client, "/healthz/ready"));

            await using (var connection = new NpgsqlConnection(database.OwnerConnectionString))
            {
                await connection.OpenAsync();
                await using var forget = new NpgsqlCommand("DELETE FROM \"__EFMigrationsHistory\"", connection);
                Assert.True(await forget.ExecuteNonQueryAsync() > 0);
            }

            Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await AnswerAsync(client, "/healthz/ready"));
            Assert.Equal((HttpStatusCode.OK, "Healthy"), await AnswerAsync(client, "/healthz/live"));
        });
    }

    [Fact]
    public async Task A_portal_whose_database_is_away_says_so_to_probes_and_to_people()
    {
        var server = await TestServer.SharedAsync();
        var database = await server.CloneAsync();
        await using var host = new PortalHost(portal, database.Settings);
        using var stranger = host.Client();
        using var resident = await host.ClientOfAsync(PortalOverHttp.ResidentAccount);
        Assert.Equal(HttpStatusCode.OK, (await resident.OpenAsync("/my")).Status);

        await server.DropAsync(database);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await AnswerAsync(stranger, "/healthz/ready"));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AnswerAsync(stranger, "/healthz/live"));
        foreach (var client in new[] { stranger, resident })
        {
            var page = await client.OpenAsync("/reports");
            Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
            Assert.Equal("系统出了点问题", page.Text("h1"));
            Assert.DoesNotContain("Npgsql", page.Source, StringComparison.Ordinal);
            Assert.Contains("default-src 'none'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.Equal(["nosniff"], page.Headers.GetValues("X-Content-Type-Options"));
        }
    }

    [Fact]
    public async Task Metrics_count_the_requests()
    {
        using var client = portal.Host.Client();
        await client.OpenAsync("/privacy");
        var metrics = await client.GetStringAsync("/metrics");

        Assert.Contains("http_server_request_duration_seconds_count", metrics, StringComparison.Ordinal);
        Assert.Contains("http_route=\"Privacy\"", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_description_of_the_API_lists_what_programs_may_ask()
    {
        using var client = portal.Host.Client();
        using var document = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json"));

        Assert.Equal(
            ["/api/map/areas", "/api/map/reports", "/api/map/stations", "/api/places/at", "/api/places/search", "/api/places/units", "/api/reports/similar"],
            document.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_log_tells_what_was_done_and_names_nobody()
    {
        const string Phone = "13712341234";
        const string Password = "a wrong password";
        using var log = new StringWriter();
        var console = Console.Out;
        Console.SetOut(TextWriter.Synchronized(log));
        string token, code;
        try
        {
            await using var host = new PortalHost(portal, ("Serilog:MinimumLevel:Default", "Debug"), ("Serilog:MinimumLevel:Override:Microsoft", "Warning"));
            using var client = host.Client();
            var place = portal.Places.Find(DemoAccounts.MicroGrid)!;
            var preview = await (await client.OpenAsync("/report")).Form("form[action='/report']")
                .Set("Latitude", FormattableString.Invariant($"{place.Latitude}")).Set("Longitude", FormattableString.Invariant($"{place.Longitude}"))
                .Set("CategoryCode", "04").Set("Description", "欧阳女士说灯坏了").Set("ContactName", "欧阳女士").Set("ContactPhone", Phone).SendAsync();
            var receipt = await (await preview.Form("form[action='/report']").SendAsync("发送")).FollowAsync();
            var link = receipt.Html.QuerySelector(".receipt-link a")!.GetAttribute("href")!;
            token = link.Split('/')[^1];
            Assert.Equal(HttpStatusCode.OK, (await client.OpenAsync(link)).Status);
            await client.OpenAsync($"/my/r/{token}/nothing");
            await client.OpenAsync("/api/places/at?lat=" + token);
            await client.SignInAsync(Phone, Password);
            await (await client.OpenAsync("/account/login?byCode=true")).Form("main form").Set("Phone", Phone).SendAsync("获取验证码");
            code = await portal.QueryAsync(db => db.DemoSms.Where(s => s.MobileNumber == Phone).Select(s => s.Text).SingleAsync());
        }
        finally
        {
            Console.SetOut(console);
        }

        var written = log.ToString();
        Assert.Contains("POST report answered 302", written, StringComparison.Ordinal);
        Assert.Contains("GET /my/r/{token} answered 200", written, StringComparison.Ordinal);
        Assert.Contains("SignInWithPassword", written, StringComparison.Ordinal);
        foreach (var secret in new[] { Phone, token, "欧阳", Password, code[code.IndexOf("验证码 ", StringComparison.Ordinal)..][4..10] })
            Assert.DoesNotContain(secret, written, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Text)> AnswerAsync(HttpClient client, string address)
    {
        var answer = await client.OpenAsync(address);
        return (answer.Status, answer.Source);
    }

    private async Task WithDatabaseOfItsOwnAsync(Func<PortalHost, TestDatabase, Task> test)
    {
        var server = await TestServer.SharedAsync();
        var database = await server.CloneAsync();
        await using (var host = new PortalHost(portal, database.Settings))
            await test(host, database);
        await server.DropAsync(database);
    }
}
