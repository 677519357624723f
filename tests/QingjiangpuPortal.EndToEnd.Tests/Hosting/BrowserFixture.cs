using Microsoft.Playwright;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.EndToEnd.Tests.Hosting;

/// <summary>
/// One portal on a database of its own and one browser for all tests; each visitor has cookies of their own. The fixture's
/// own commands (<see cref="PortalReports"/>) write into the same database, at the present time, as the portal's clock is real.
/// </summary>
public sealed class BrowserFixture : PortalFixture
{
    private readonly Dictionary<string, string> _signedIn = new(StringComparer.Ordinal);
    private PortalOnKestrel _portal = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public Uri Address => _portal.Address;

    /// <summary>With a phone number, and nothing else was closed that day: whom the portal draws for a call-back when it starts.</summary>
    public PortalReports.Filed ClosedYesterday { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var now = TimeProvider.System.GetUtcNow();
        Clock.SetUtcNow(now.AddDays(-1));
        ClosedYesterday = await this.CloseWithContactAsync();
        Clock.SetUtcNow(now);
        _portal = PortalOnKestrel.Start(Data.Root, Database.ConnectionString, Database.OwnerConnectionString);
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
    }

    public override async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _portal.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>The screen, keyboard and mouse of an office.</summary>
    public static void Desk(BrowserNewContextOptions options)
    {
        options.ViewportSize = new() { Width = 1440, Height = 900 };
        options.HasTouch = false;
    }

    /// <summary>Somebody with a phone who is not signed in.</summary>
    public Task<Visitor> VisitAsync(Action<BrowserNewContextOptions>? change = null) => NewVisitorAsync(change, storageState: null);

    /// <summary>The demo account of this phone number, signed in with the password the first time it is asked for.</summary>
    public async Task<Visitor> VisitAsAsync(string phone, Action<BrowserNewContextOptions>? change = null)
    {
        if (!_signedIn.TryGetValue(phone, out var state))
        {
            await using var visitor = await VisitAsync();
            await visitor.SignInAsync(phone, DemoAccounts.Password);
            _signedIn[phone] = state = await visitor.Page.Context.StorageStateAsync();
        }
        return await NewVisitorAsync(change, state);
    }

    private async Task<Visitor> NewVisitorAsync(Action<BrowserNewContextOptions>? change, string? storageState)
    {
        var options = new BrowserNewContextOptions
        {
            BaseURL = Address.ToString(),
            ViewportSize = new() { Width = 390, Height = 844 },
            HasTouch = true,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = storageState,
        };
        change?.Invoke(options);
        return await Visitor.ArriveAsync(await _browser.NewContextAsync(options));
    }
}

/// <summary>All browser tests share the portal and the browser, and so run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser";
}
