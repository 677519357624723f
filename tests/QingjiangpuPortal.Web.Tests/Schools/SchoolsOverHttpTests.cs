using System.Net;
using System.Security.Cryptography;
using System.Text;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SchoolEnrollment;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.Schools;

/// <summary>The pages of school enrolment as forms without a script, and what registrar and bureau see of them.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed class SchoolsOverHttpTests(PortalOverHttp portal)
{
    private static DemoAccount Registrar => DemoAccounts.All.Single(a => a.Post == PostKind.SchoolRegistrar);
    private static DemoAccount Bureau => DemoAccounts.All.Single(a => a.UnitCode == "320812D03");

    [Fact]
    public async Task Anybody_finds_their_school_by_the_words_of_an_address_without_a_script_and_without_signing_in()
    {
        using var client = portal.Host.Client();
        var page = await client.OpenAsync("/schools/find");
        var asked = await page.Form("main form.form").Set("Address", "化工新村").SendAsync();
        var choice = asked.Html.QuerySelector("input[name=PlaceChoice]")!.GetAttribute("value")!;
        var found = await asked.Form("main form.form").Set("PlaceChoice", choice).SendAsync();
        Assert.Equal(HttpStatusCode.OK, found.Status);
        Assert.Contains("浦楼中心小学", found.Text("#result"), StringComparison.Ordinal);
        Assert.Contains("浦楼初级中学", found.Text("#result"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registrar_opens_what_is_of_their_school_and_the_bureau_all_of_it_and_the_rounds()
    {
        var round = await portal.AddRoundAsync(otherSeats: 1);
        var own = await portal.ApplyAsync(round, await portal.AddPersonAsync(), PortalSchools.Answers(round, 1));
        var others = await portal.ApplyAsync(round, await portal.AddPersonAsync(), PortalSchools.Answers(round, 2) with { Preferences = [PortalSchools.OtherSchool] });
        portal.Clock.Advance(Undo.Window);
        using var registrar = await portal.Host.ClientOfAsync(Registrar);
        using var bureau = await portal.Host.ClientOfAsync(Bureau);
        foreach (var (address, toRegistrar, toBureau) in new[]
        {
            ("/workbench/schools", 200, 200), ($"/workbench/schools/{own.Id}", 200, 200), ($"/workbench/schools/{others.Id}", 404, 200), ("/workbench/schools/figures", 200, 200),
            ("/workbench/schools/rounds", 403, 200), ($"/workbench/schools/rounds/{round.Id}", 403, 200),
            ($"/workbench/schools/{own.Id}/correct", 200, 200), ($"/workbench/schools/{others.Id}/correct", 404, 200),
            ("/workbench/schools/list", 403, 200), ("/workbench/schools/list/new", 403, 200), ("/workbench/schools/list/320812003S002", 403, 200), ("/workbench/schools/list/320812003S999", 403, 404),
            ("/workbench/schools/list/320812003S002/edit", 403, 200), ("/workbench/schools/list/320812003S002/campus", 403, 200), ("/workbench/schools/list/320812003S002/catchments/add?search=化工新村", 403, 200),
        })
            Assert.Equal((address, toRegistrar, toBureau), (address, (int)(await registrar.OpenAsync(address)).Status, (int)(await bureau.OpenAsync(address)).Status));
    }

    [Fact]
    public async Task The_bureau_adds_a_school_draws_its_catchment_and_closes_it_without_a_script()
    {
        using var bureau = await portal.Host.ClientOfAsync(Bureau);
        var place = portal.Places.Find(DemoAccounts.MicroGrid)!;
        var empty = await (await bureau.OpenAsync("/workbench/schools/list/new")).Form("main form.form").SendAsync();
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "请选择学段。", "请填名称。"), (empty.Status, empty.ErrorOf("Stage"), empty.ErrorOf("Name")));
        var form = empty.Form("main form.form").Set("Stage", "JuniorMiddle").Set("Name", "表单初级中学").Set("IsPrivate", "false").Set("Door", "表单路 1 号").Set("Number", "1")
            .Set("Latitude", FormattableString.Invariant($"{place.Latitude}")).Set("Longitude", FormattableString.Invariant($"{place.Longitude}"));
        var taken = await form.SendAsync();
        Assert.Contains("320812003S001", taken.ErrorOf("Number"), StringComparison.Ordinal);
        Assert.Equal("表单初级中学", taken.Form("main form.form")["Name"]);
        var school = await (await taken.Form("main form.form").Set("Number", "").SendAsync()).FollowAsync();
        Assert.Contains("表单初级中学", school.Text("h1"), StringComparison.Ordinal);

        // A whole community, found by its name; without a day it is refused and the choice is kept.
        var address = school.Address.AbsolutePath;
        var add = (await bureau.OpenAsync(address + "/catchments/add?search=化工新村")).Form("main form.form").Set("AreaCode", "320812003002");
        var without = await add.SendAsync();
        Assert.Equal("请填日期。", without.ErrorOf("Day"));
        Assert.NotNull(without.Html.QuerySelector("#AreaCode-320812003002[checked]"));
        var day = ChinaTime.DayOf(portal.Clock.GetUtcNow()).AddDays(1);
        school = await (await without.Form("main form.form").Set("Day", $"{day:yyyy-MM-dd}").SendAsync()).FollowAsync();
        Assert.Contains("化工新村社区", school.Text("table"), StringComparison.Ordinal);
        // A junior middle school takes the pupils of a primary school too.
        var feeder = (await bureau.OpenAsync(address + "/catchments/add")).Form("main form.form").Set("AreaCode", PortalSchools.School).Set("Day", $"{day:yyyy-MM-dd}");
        school = await (await feeder.SendAsync()).FollowAsync();
        Assert.Contains("浦楼中心小学的毕业生", school.Text("table"), StringComparison.Ordinal);

        var early = await school.Form("form[action$='handler=Close']").Set("ClosingDay", $"{day.AddDays(-1):yyyy-MM-dd}").SendAsync();
        Assert.Equal("请填明天或以后的日子。", early.ErrorOf("ClosingDay"));
        school = await (await early.Form("form[action$='handler=Close']").Set("ClosingDay", $"{day.AddDays(30):yyyy-MM-dd}").SendAsync()).FollowAsync();
        Assert.Contains("起停办", school.Text("main"), StringComparison.Ordinal);
        Assert.Null(school.Html.QuerySelector("form[action$='handler=Close']"));
    }

    [Fact]
    public async Task A_registrar_corrects_what_the_papers_say_otherwise_and_the_family_reads_it()
    {
        var (round, guardian) = (await portal.AddRoundAsync(), portal.Resident);
        var own = await portal.ApplyAsync(round, guardian, PortalSchools.Answers(round, 1));
        portal.Clock.Advance(Undo.Window);
        using var registrar = await portal.Host.ClientOfAsync(Registrar);
        var page = await registrar.OpenAsync($"/workbench/schools/{own.Id}/correct");
        Assert.Equal(("2019-05-01", "2018-03-01"), (page.Form("main form.form")["HukouDay"], page.Form("main form.form")["HouseDay"]));
        var without = await page.Form("main form.form").Set("HouseDay", "2020-06-01").SendAsync();
        Assert.NotEqual("", without.ErrorOf("Why"));
        Assert.Equal("2020-06-01", without.Form("main form.form")["HouseDay"]);
        var unreadable = await page.Form("main form.form").Set("HouseDay", "六月").Set("Why", "房产证").SendAsync();
        Assert.NotEqual("", unreadable.ErrorOf("HouseDay"));
        var details = await (await without.Form("main form.form").Set("Why", "房产证上是 2020 年").SendAsync()).FollowAsync();
        Assert.Contains("房屋登记日 2018-03-01 → 2020-06-01", details.Text("main"), StringComparison.Ordinal);
        using var family = await portal.Host.ClientOfAsync(DemoAccounts.All[0]);
        Assert.Contains("房屋登记日 2018-03-01 → 2020-06-01", (await family.OpenAsync($"/my/schools/{own.Id}")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_the_file_and_the_page_of_a_lottery_say_the_same()
    {
        var round = await portal.AddRoundAsync();
        await portal.ApplyAsync(round, await portal.AddPersonAsync(), PortalSchools.Answers(round, 1));
        using var client = portal.Host.Client();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/schools/rounds/{round.Id}/lottery?handler=List")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/schools/rounds/{round.Id}/lottery?handler=File")).StatusCode);
        var lottery = await portal.QueryAsync(async db =>
        {
            var found = (await db.RoundLotteries.FindAsync(round.Id))!;
            var receipts = new[] { "S26-0000001-1", "S26-0000002-2" };
            found.Freeze(receipts, portal.Clock.GetUtcNow()).Must();
            found.Draw(new('0', 64), PortalSchools.Draw, portal.Clock.GetUtcNow().AddDays(30)).Must();
            await db.SaveChangesAsync();
            return found;
        });
        using var list = await client.GetAsync($"/schools/rounds/{round.Id}/lottery?handler=List");
        Assert.Equal(lottery.ListDigest, Convert.ToHexStringLower(SHA256.HashData(await list.Content.ReadAsByteArrayAsync())));
        using var file = await client.GetAsync($"/schools/rounds/{round.Id}/lottery?handler=File");
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        var html = await file.Content.ReadAsStringAsync();
        Assert.Contains("S26-0000002-2", html, StringComparison.Ordinal);
        Assert.Contains("crypto.subtle", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
        var page = await client.OpenAsync($"/schools/rounds/{round.Id}/lottery");
        Assert.Contains(lottery.ListDigest!, page.Text("main"), StringComparison.Ordinal);
        Assert.Contains(lottery.DrawText!, page.Text("main"), StringComparison.Ordinal);
    }
}
