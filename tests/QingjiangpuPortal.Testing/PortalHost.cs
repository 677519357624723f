using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;

namespace QingjiangpuPortal.Testing;

/// <summary>
/// The whole portal in this process, in the demo profile (so that the demo accounts sign in), over a fixture's database,
/// files and clock: what the fixture's commands write, its pages show. Requests reach it in memory, or over the network
/// after <see cref="Listen"/>.
/// </summary>
/// <param name="settings">Settings that differ from the demo profile's; limits that tests share (<see cref="TestLimits"/>) are out of the way unless they are among them.</param>
public sealed class PortalHost(PortalFixture portal, params (string Name, string Value)[] settings) : WebApplicationFactory<Program>
{
    private readonly ConcurrentDictionary<string, Task<Cookie>> _sessions = new(StringComparer.Ordinal);

    /// <summary>Where it answers.</summary>
    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>Starts it, if the first client has not done so.</summary>
    public void Start() => _ = Services;

    /// <summary>Starts it on a free port of this machine, for a browser.</summary>
    public Uri Listen()
    {
        UseKestrel(0);
        StartServer();
        return Address;
    }

    /// <summary>Somebody who just came: no cookies yet, and redirects are theirs to follow.</summary>
    public HttpClient Client() => Client(new CookieContainer());

    /// <summary>A client of its own for a demo account; the password is asked for once, further clients get a copy of the session.</summary>
    public async Task<HttpClient> ClientOfAsync(DemoAccount account)
    {
        var session = await _sessions.GetOrAdd(account.Phone, _ => NewSessionAsync(account));
        if (!await IsOpenAsync(session)) session = await (_sessions[account.Phone] = NewSessionAsync(account));
        var cookies = new CookieContainer();
        cookies.Add(Address, new Cookie(session.Name, session.Value, "/"));
        return Client(cookies);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Demo");
        builder.UseSetting("Portal:DataDirectory", portal.Data.Root);
        foreach (var (name, value) in portal.Database.Settings) builder.UseSetting(name, value);
        builder.WithoutSharedLimits();
        // Tests that move the clock by hours do not sign everybody out.
        builder.UseSetting("Portal:Sessions:StaffIdle", "12:00:00");
        foreach (var name in new[] { "Default", "Override:Microsoft", "Override:Microsoft.Hosting.Lifetime" })
            builder.UseSetting("Serilog:MinimumLevel:" + name, "Error");
        foreach (var (name, value) in settings) builder.UseSetting(name, value);
        // Cookies of a past year would be thrown away, so the fixture's clock goes on from now.
        if (portal.Clock.GetUtcNow() < TimeProvider.System.GetUtcNow()) portal.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(portal.Clock));
    }

    private HttpClient Client(CookieContainer cookies) => CreateDefaultClient(new CookieContainerHandler(cookies));

    /// <summary>A test may have signed the account out, or moved the clock beyond the session's end.</summary>
    private async Task<bool> IsOpenAsync(Cookie session)
    {
        var cookies = new CookieContainer();
        cookies.Add(Address, new Cookie(session.Name, session.Value, "/"));
        using var client = Client(cookies);
        using var answer = await client.GetAsync("/account");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private async Task<Cookie> NewSessionAsync(DemoAccount account)
    {
        var cookies = new CookieContainer();
        using var client = Client(cookies);
        var answer = await client.SignInAsync(account.Phone);
        return cookies.GetCookies(Address)["portal-session"]
            ?? throw new InvalidOperationException($"{account.Phone} could not sign in: {answer.Status} {answer.Text("main")}");
    }
}
