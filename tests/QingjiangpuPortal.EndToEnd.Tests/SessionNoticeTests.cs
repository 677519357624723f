using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using QingjiangpuPortal.EndToEnd.Tests.Hosting;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using static Microsoft.Playwright.Assertions;

namespace QingjiangpuPortal.EndToEnd.Tests;

/// <summary>Nothing expires in silence: the browser's clock is moved on, and the portal knows when the session ends.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SessionNoticeTests(BrowserFixture portal)
{
    [Fact]
    public async Task The_end_of_a_session_is_said_before_it_comes_can_be_put_off_and_is_said_when_it_came()
    {
        await using var visitor = await portal.VisitAsync();
        await visitor.Page.Clock.InstallAsync();
        await visitor.SignInAsync(Phones.StreetOfficer, DemoAccounts.Password);
        await visitor.OpenAsync("/reports");
        // The page's script and its map are there: the first has set its timer, and no request of the second moves the end on.
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var soon = portal.Clock.GetUtcNow().AddMinutes(5);
        var session = await portal.QueryAsync(db => db.Sessions.OrderByDescending(s => s.StartedAt).Select(s => s.Id).FirstAsync());
        await portal.QueryAsync(db => db.Sessions.Where(s => s.Id == session)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.ExpiresAt, soon).SetProperty(x => x.SeenAt, soon.AddHours(-1))));

        await visitor.Page.Clock.FastForwardAsync("24:00:00");
        await Expect(visitor.Page.GetByText("几分钟后会自动退出")).ToBeVisibleAsync();
        await visitor.Page.Locator(".session-notice button").TapAsync();
        await Expect(visitor.Page.GetByText("几分钟后会自动退出")).ToBeHiddenAsync();
        Assert.True(await portal.QueryAsync(db => db.Sessions.AnyAsync(s => s.Id == session && s.ExpiresAt > soon.AddMinutes(30))));

        await portal.QueryAsync(db => db.Sessions.Where(s => s.Id == session).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, soon)));
        await visitor.Page.Clock.FastForwardAsync("24:00:00");
        await Expect(visitor.Page.GetByText("您已自动退出")).ToBeVisibleAsync();
    }
}
