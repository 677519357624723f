using System.Net;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.Ledgers;

/// <summary>The forms of the three services without a script, for a family that the register knows: they ask for what it does not know.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed class FormsFromRegisterTests(PortalOverHttp portal)
{
    [Fact]
    public async Task An_enrolment_in_insurance_offers_the_relatives_takes_one_and_does_not_ask_where_they_live()
    {
        var building = await portal.BuildingAsync();
        var (first, second) = (At(building, "钟离一"), At(building, "钟离二"));
        await portal.ImportAsync(portal.DistrictOfficer, [first, second]);
        var (client, phone) = await SignedInAsync();
        foreach (var row in new[] { first, second }) await portal.LinkAsync(row, phone, LedgerLinkKind.Family);

        var page = await (await client.OpenAsync("/insurance/apply/scheme")).Form("main form.form").Set("Scheme", "ResidentsMedical").SendAsync();
        page = await (await page.FollowAsync()).Form("main form.form").Set("By", "Family").SendAsync();
        // Of two the family says which.
        page = await page.FollowAsync();
        Assert.Equal(2, page.Html.QuerySelectorAll("main form.notice").Length);
        Assert.Equal("", page.Form("main form.form")["PersonName"]);
        Assert.DoesNotContain(first.IdNumber, page.Source, StringComparison.Ordinal);
        page = await (await TakeAsync(page)).FollowAsync();
        Assert.Equal(("钟离一", first.IdNumber, "13800138000"), (page.Form("main form.form")["PersonName"], page.Form("main form.form")["PersonIdNumber"], page.Form("main form.form")["Phone"]));
        Assert.Contains("来源：公安户籍", page.Text("main form.form"), StringComparison.Ordinal);
        Assert.Single(page.Html.QuerySelectorAll("main form.notice"));

        page = await page.Form("main form.form").SendAsync();
        Assert.Equal("/insurance/apply/situation", page.Location);
        page = await page.FollowAsync();
        Assert.Contains("第 4 步，共 6 步", page.Text("main"), StringComparison.Ordinal);
        Assert.Equal("/insurance/apply/person", page.Html.QuerySelector(".way-back a")!.GetAttribute("href"));
        Assert.NotNull(page.Html.QuerySelector("#Circumstances-HukouHere[checked]"));
        page = await page.Form("main form.form").SendAsync();
        Assert.Equal("/insurance/apply/tier", page.Location);
        // What was not asked stands on the last page, and can be changed there.
        page = await client.OpenAsync("/insurance/apply/check");
        Assert.Equal(4, page.Html.QuerySelectorAll(".answers small").Count(small => small.TextContent == "来自人口台账"));
        page = await (await client.OpenAsync("/insurance/apply/home?change=true")).Form("main form.form").Set("Home", "别处 1 号").SendAsync();
        Assert.Equal("/insurance/apply/check", page.Location);
        Assert.Equal(3, (await page.FollowAsync()).Html.QuerySelectorAll(".answers small").Count(small => small.TextContent == "来自人口台账"));
    }

    [Fact]
    public async Task A_request_for_care_does_not_ask_where_the_elder_lives_whom_the_register_knows()
    {
        var elder = At(await portal.BuildingAsync(), "钟离三");
        await portal.ImportAsync(portal.DistrictOfficer, [elder]);
        var (client, phone) = await SignedInAsync();
        await portal.LinkAsync(elder, phone, LedgerLinkKind.Family);
        var page = await (await (await client.OpenAsync("/care/apply/who")).Form("main form.form").Set("By", "Family").SendAsync()).FollowAsync();
        Assert.Equal(elder.IdNumber, page.Form("main form.form")["ElderIdNumber"]);
        Assert.Equal("/care/apply/wants", (await page.Form("main form.form").SendAsync()).Location);
        // About somebody else it is asked.
        page = await page.Form("main form.form").Set("ElderName", "别人").Set("ElderIdNumber", PortalLedger.NewIdNumber()).SendAsync();
        Assert.Equal("/care/apply/home", page.Location);
    }

    [Fact]
    public async Task A_registration_for_school_takes_the_child_and_goes_on_to_what_is_not_known()
    {
        var round = await portal.AddRoundAsync(year: 2026);
        var building = await portal.BuildingAsync();
        var (mother, child) = (At(building, "钟离四"), At(building, "钟离四小", PortalLedger.NewIdNumber(new(2018, 6, 1))));
        (mother["户号"], mother["与户主关系"], mother["住房关系"]) = ("forms-household", "户主", "租住");
        (child["户号"], child["与户主关系"]) = ("forms-household", "子");
        await portal.ImportAsync(portal.DistrictOfficer, [mother, child]);
        var (client, phone) = await SignedInAsync();
        await portal.LinkAsync(mother, phone, LedgerLinkKind.Self);

        var page = await client.OpenAsync($"/schools/apply/{round.Id}/child");
        Assert.Contains("人口台账里有 钟离四小", page.Text("main form.notice"), StringComparison.Ordinal);
        page = await TakeAsync(page);
        // A lease may be registered or not.
        Assert.Equal($"/schools/apply/{round.Id}/house", page.Location);
        page = await page.FollowAsync();
        Assert.Contains("来源：公安户籍", page.Text("main .notice"), StringComparison.Ordinal);
        Assert.Contains("第 2 步，共 5 步", page.Text("main"), StringComparison.Ordinal);
        Assert.Equal($"/schools/apply/{round.Id}/child", page.Html.QuerySelector(".way-back a")!.GetAttribute("href"));
        page = await page.Form("main form.form").Set("IsLeaseRegistered", "true").SendAsync();
        Assert.Equal($"/schools/apply/{round.Id}/schools", page.Location);
        page = await client.OpenAsync($"/schools/apply/{round.Id}/check");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(4, page.Html.QuerySelectorAll(".answers small").Count(small => small.TextContent == "来自人口台账"));
        // Somebody else's child is nobody.
        page = await client.OpenAsync($"/schools/apply/{round.Id}/child?back=true");
        Assert.Empty(page.Html.QuerySelectorAll("main form.notice"));
        var (stranger, _) = await SignedInAsync();
        page = await stranger.OpenAsync($"/schools/apply/{round.Id}/child");
        Assert.Empty(page.Html.QuerySelectorAll("main form.notice"));
        using var fields = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("__RequestVerificationToken", page.Form("main form.form")["__RequestVerificationToken"]!),
            KeyValuePair.Create("RegisterId", (await portal.LedgerIdAsync(child.IdNumber)).ToString()),
        ]);
        using var refused = await stranger.PostAsync($"/schools/apply/{round.Id}/child?handler=Fill", fields);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    /// <summary>Presses the first button that takes somebody.</summary>
    private static Task<WebPage> TakeAsync(WebPage page) =>
        page.Form("main form.notice").Set("RegisterId", page.Html.QuerySelector("main form.notice button")!.GetAttribute("value")!).SendAsync();

    private async Task<(HttpClient Client, string Phone)> SignedInAsync()
    {
        var (account, _) = await portal.AddAccountAsync();
        return (await portal.Host.ClientOfAsync(account), account.Phone);
    }

    private static PortalLedger.Row At((string Name, string MicroGrid, double Latitude, double Longitude) building, string name, string? idNumber = null)
    {
        var row = PortalLedger.Person(name, building.MicroGrid, idNumber);
        (row["手机号"], row["微网格编码"], row["住址"]) = ("13800138000", building.MicroGrid, $"{building.Name} 1 单元 101 室");
        return row;
    }
}
