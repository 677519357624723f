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
        })
            Assert.Equal((address, toRegistrar, toBureau), (address, (int)(await registrar.OpenAsync(address)).Status, (int)(await bureau.OpenAsync(address)).Status));
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
