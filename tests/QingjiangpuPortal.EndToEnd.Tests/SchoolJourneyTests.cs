using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using QingjiangpuPortal.Domain.SchoolEnrollment;
using QingjiangpuPortal.EndToEnd.Tests.Hosting;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Localization;
using static Microsoft.Playwright.Assertions;

namespace QingjiangpuPortal.EndToEnd.Tests;

/// <summary>入学报名: a mother registers her child on the phone in large print, the school asks for a paper and verifies; and anybody recomputes a lottery.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SchoolJourneyTests(BrowserFixture portal)
{
    [Fact]
    public async Task A_mother_registers_her_child_question_by_question_and_the_school_checks_it()
    {
        var round = await portal.AddRoundAsync();
        var answers = PortalSchools.Answers(round, 1);
        await using var mother = await portal.VisitAsAsync(Phones.Resident);
        await mother.OpenAsync("/schools");
        await mother.Page.GetByRole(AriaRole.Button, new() { Name = "长辈版" }).First.ClickAsync();
        await mother.ExpectSoundAsync(PortalCultures.Chinese);
        await mother.OpenAsync($"/schools/apply/{round.Id}/child");
        await mother.Page.GetByLabel("孩子的姓名").FillAsync(answers.ChildName!);
        await mother.Page.GetByLabel("孩子的身份证号码").FillAsync("320812");
        await mother.Button("继续").ClickAsync();
        await Expect(mother.Page.Locator("#ChildIdNumber-error")).ToContainTextAsync("身份证号码不对");
        await mother.ExpectSoundAsync(PortalCultures.Chinese);
        await mother.Page.GetByLabel("孩子的身份证号码").FillAsync(answers.ChildIdNumber!);
        await mother.Button("继续").ClickAsync();
        await mother.Page.GetByLabel("母亲").CheckAsync();
        await mother.Button("继续").ClickAsync();
        await mother.Page.GetByLabel("地址或小区名").FillAsync("化工新村 1 栋");
        await mother.Page.Locator(".place-results button").First.ClickAsync();
        await mother.Page.GetByLabel("详细地址").FillAsync(answers.Address!);
        await mother.ExpectSoundAsync(PortalCultures.Chinese);
        await mother.Button("继续").ClickAsync();
        await mother.Page.GetByLabel("在", new() { Exact = true }).CheckAsync();
        await mother.Page.GetByLabel("户口哪天迁入的").FillAsync("2019-05-01");
        await mother.Button("继续").ClickAsync();
        await mother.Page.GetByLabel("父母的房", new() { Exact = true }).CheckAsync();
        await mother.Page.GetByLabel("哪天登记的").FillAsync("2018-03-01");
        await mother.Page.GetByLabel("不动产权证号").FillAsync(answers.PropertyNumber!);
        await mother.ExpectSoundAsync(PortalCultures.Chinese);
        await mother.Button("继续").ClickAsync();
        await mother.Page.GetByLabel("第 1 志愿").SelectOptionAsync(PortalSchools.School);
        await mother.ExpectSoundAsync(PortalCultures.Chinese);
        await mother.Button("继续").ClickAsync();
        await mother.Button("继续").ClickAsync();
        await Expect(mother.Page.GetByRole(AriaRole.Heading, new() { Name = "核对您的回答" })).ToBeVisibleAsync();
        await mother.ExpectSoundAsync(PortalCultures.Chinese);
        await mother.Page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await mother.Button("提交报名").ClickAsync();
        await Expect(mother.Page.GetByRole(AriaRole.Heading, new() { Name = "报名已收到" })).ToBeVisibleAsync();
        await mother.ExpectSoundAsync(PortalCultures.Chinese);
        var application = await portal.QueryAsync(db => db.SchoolApplications.AsNoTracking().SingleAsync(a => a.RoundId == round.Id));
        // The portal's own clock is the real one: ten minutes go by in the row.
        await portal.AsOwnerAsync("UPDATE school_applications SET effective_at = submitted_at");

        await using var registrar = await portal.VisitAsAsync(Phones.Registrar);
        await registrar.OpenAsync($"/workbench/schools/{application.Id}");
        await registrar.ExpectSoundAsync(PortalCultures.Chinese);
        await registrar.Page.Locator("summary", new() { HasText = "要求补材料" }).ClickAsync();
        await registrar.Page.GetByLabel("还缺什么").FillAsync("户口本首页");
        await registrar.Button("要求补材料").ClickAsync();
        await Expect(registrar.Page.GetByText("已通知家长补材料")).ToBeVisibleAsync();

        await mother.OpenAsync($"/my/schools/{application.Id}");
        await mother.ExpectSoundAsync(PortalCultures.Chinese);
        await mother.Page.GetByLabel("说明").FillAsync("户口本在派出所换，换好送到学校");
        await mother.Button("补交材料").ClickAsync();
        await Expect(mother.Page.GetByText("材料已补交")).ToBeVisibleAsync();
        await registrar.OpenAsync($"/workbench/schools/{application.Id}");
        await registrar.Button("审核通过").ClickAsync();
        await Expect(registrar.Page.GetByText("审核已通过")).ToBeVisibleAsync();
        Assert.Equal(ApplicationStatus.Verified, (await portal.ApplicationAsync(application.Id)).Status);
    }

    [Fact]
    public async Task Anybody_recomputes_a_lottery_in_the_browser_and_in_the_saved_file()
    {
        var round = await portal.AddRoundAsync();
        var receipts = Enumerable.Range(1, 30).Select(i => $"S26-{i:0000000}-0").ToArray();
        await portal.QueryAsync(async db =>
        {
            var lottery = (await db.RoundLotteries.FindAsync(round.Id))!;
            lottery.Freeze(receipts, portal.Clock.GetUtcNow()).Must();
            lottery.Draw(new('0', 64), PortalSchools.Draw, portal.Clock.GetUtcNow().AddDays(30)).Must();
            return await db.SaveChangesAsync();
        });
        var first = Lottery.Draw(new byte[Lottery.SeedLength], PortalSchools.Draw, receipts).Value[0];
        await using var visitor = await portal.VisitAsync();
        await visitor.OpenAsync($"/schools/rounds/{round.Id}/lottery");
        await CheckAsync(visitor.Page);
        await visitor.ExpectSoundAsync(PortalCultures.Chinese);

        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Link("保存成一个文件，不联网也能验算").ClickAsync());
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.html");
        await download.SaveAsAsync(path);
        try
        {
            var offline = await visitor.Page.Context.NewPageAsync();
            await offline.Context.SetOfflineAsync(true);
            await offline.GotoAsync(new Uri(path).AbsoluteUri);
            await CheckAsync(offline);
        }
        finally
        {
            File.Delete(path);
        }

        async Task CheckAsync(IPage page)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "在我的浏览器里验算" }).ClickAsync();
            await Expect(page.GetByText("✓ 种子和报名前承诺的一致")).ToBeVisibleAsync();
            await Expect(page.GetByText("✓ 名单和开奖前冻结的一致")).ToBeVisibleAsync();
            var cells = page.Locator("[data-lottery-rows] tr").First.Locator("td");
            Assert.Equal(["1", first.Receipt, first.Number], await cells.AllTextContentsAsync());
        }
    }
}
