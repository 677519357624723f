using Deque.AxeCore.Playwright;
using QingjiangpuPortal.EndToEnd.Tests.Hosting;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Security.Door;
using static Microsoft.Playwright.Assertions;

namespace QingjiangpuPortal.EndToEnd.Tests;

/// <summary>The challenge after many tries, as a real browser takes it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ChallengeTests(BrowserFixture portal)
{
    [Fact]
    public async Task A_browser_solves_the_puzzle_by_itself_and_nobody_has_to_answer_anything()
    {
        await using var visitor = await portal.VisitAsync();
        await BecomeSuspiciousAsync(visitor);
        await visitor.OpenAsync("/account/login");

        await Expect(visitor.Page.Locator("[data-challenge-status]")).ToHaveTextAsync("安全检查已完成，可以提交了。", new() { Timeout = 30_000 });
        await Expect(visitor.Page.GetByLabel("请算一算")).ToBeHiddenAsync();
        await visitor.ExpectSoundAsync(PortalCultures.Chinese);
        await visitor.SignInAsync(Phones.Resident, DemoAccounts.Password);
    }

    [Fact]
    public async Task Where_the_script_does_not_run_the_question_is_there_and_accessible()
    {
        await using var visitor = await portal.VisitAsync();
        await BecomeSuspiciousAsync(visitor);
        await visitor.Page.RouteAsync("**/chunks/challenge-*", route => route.AbortAsync());
        await visitor.OpenAsync("/account/login");

        await Expect(visitor.Page.GetByLabel("请算一算")).ToBeVisibleAsync();
        Assert.Empty((await visitor.Page.RunAxe()).Violations.Select(v => $"{v.Id}: {v.Help}"));
    }

    private static async Task BecomeSuspiciousAsync(Visitor visitor)
    {
        await visitor.OpenAsync("/account/login");
        var token = await visitor.Page.Locator("main form input[name=__RequestVerificationToken]").First.InputValueAsync();
        for (var i = 0; i < new DoorSettings().SignInsBeforeChallenge.PerDevice; i++)
        {
            var form = visitor.Page.APIRequest.CreateFormData();
            form.Set("Phone", "13700000099").Set("Password", "wrong").Set("__RequestVerificationToken", token);
            var answer = await visitor.Page.APIRequest.PostAsync("/account/login", new() { Form = form });
            Assert.Equal(422, answer.Status);
        }
    }
}
