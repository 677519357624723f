using System.Net;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace QingjiangpuPortal.EndToEnd.Tests.Hosting;

/// <summary>One person with one browser window, and everything that the browser complained about.</summary>
public sealed partial class Visitor : IAsyncDisposable
{
    private readonly List<string> _complaints = [];

    private Visitor(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>Errors of scripts, refusals of the content security policy, things that could not be loaded.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    internal static async Task<Visitor> ArriveAsync(IBrowserContext context)
    {
        // A busy machine is slow; what never comes is missed soon enough.
        context.SetDefaultTimeout(15_000);
        var visitor = new Visitor(await context.NewPageAsync());
        visitor.Page.PageError += (_, error) => visitor._complaints.Add(error);
        visitor.Page.Console += (_, message) =>
        {
            if (message.Type == "error" && !visitor.IsAboutThePageItself(message)) visitor._complaints.Add($"{message.Text} ({message.Location})");
        };
        return visitor;
    }

    /// <summary>Opens an address of the portal; fails when the answer has another status.</summary>
    public async Task OpenAsync(string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var response = await Page.GotoAsync(address);
        Assert.Equal(expected, (HttpStatusCode)response!.Status);
    }

    /// <summary>Opens an address again and again until it shows what a worker of the portal brings about.</summary>
    public async Task OpenUntilAsync(string address, ILocator shown)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        do
        {
            patience.Token.ThrowIfCancellationRequested();
            await OpenAsync(address);
        }
        while (await shown.CountAsync() == 0);
    }

    /// <summary>Scrolls to the page's maps, which are loaded only when they come into view, until they are drawn.</summary>
    public async Task SeeMapsAsync()
    {
        foreach (var map in await Page.Locator("[data-map]:visible").AllAsync())
        {
            await map.ScrollIntoViewIfNeededAsync();
            await map.Locator("[data-map-canvas] path").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        }
    }

    public async Task SignInAsync(string phone, string password)
    {
        await OpenAsync("/account/login");
        await Page.GetByLabel("手机号").FillAsync(phone);
        await Page.GetByLabel("密码", new() { Exact = true }).FillAsync(password);
        await Button("登录").ClickAsync();
        await Assertions.Expect(Page).Not.ToHaveURLAsync(SignInPage());
    }

    /// <summary>The page is accessible (axe), fits the screen, says its language and gave the browser nothing to complain about.</summary>
    public async Task ExpectSoundAsync(string language)
    {
        await SeeMapsAsync();
        await Assertions.Expect(Page.Locator("html")).ToHaveAttributeAsync("lang", language);
        var tooWide = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(tooWide <= 0, $"The page is {tooWide} px wider than the screen.");
        var axe = await Page.RunAxe();
        Assert.Empty(axe.Violations.Select(v => $"{v.Id}: {v.Help} {string.Join(' ', v.Nodes.Select(n => n.Html))}"));
        Assert.Empty(Complaints);
    }

    public ILocator Button(string name) => Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();

    /// <summary>A form that was refused and a page that is not there answer with a status that Chromium logs as an error.</summary>
    private bool IsAboutThePageItself(IConsoleMessage message) =>
        message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && message.Location.StartsWith(Page.Url, StringComparison.Ordinal);

    [GeneratedRegex("/account/login")]
    private static partial Regex SignInPage();
}
