using QingjiangpuPortal.EndToEnd.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace QingjiangpuPortal.EndToEnd.Tests;

[Collection(BrowserCollection.Name)]
public sealed class OfflineTests(BrowserFixture portal)
{
    [Fact]
    public async Task Without_a_network_a_page_says_so_and_offers_to_try_again()
    {
        await using var visitor = await portal.VisitAsync();
        await visitor.OpenAsync("/");
        // The worker is ready when it is active, which it is only with the offline page at hand.
        await visitor.Page.EvaluateAsync("navigator.serviceWorker.ready");

        await visitor.Page.Context.SetOfflineAsync(true);
        await visitor.Page.GotoAsync("/report");
        await Expect(visitor.Page.GetByText("现在没有网络")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(250, 248, 244)");

        await visitor.Page.Context.SetOfflineAsync(false);
        await visitor.Link("再试一次 Try again").ClickAsync();
        await Expect(visitor.Page.GetByLabel("说一句情况")).ToBeVisibleAsync();
    }
}
