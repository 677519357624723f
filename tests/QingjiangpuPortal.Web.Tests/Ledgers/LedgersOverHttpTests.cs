using System.Net;
using MiniExcelLibs;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Documents;
using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.Ledgers;

/// <summary>人口台账 through the pages: a list sent, its bad rows fetched; somebody found, seen, written about.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed class LedgersOverHttpTests(PortalOverHttp portal)
{
    private static DemoAccount CommunityOfficer => DemoAccounts.All[5];

    /// <summary>Whom the demo's register does not know.</summary>
    private static DemoAccount Volunteer => DemoAccounts.All[12];

    [Fact]
    public async Task A_list_with_errors_shows_each_row_and_gives_the_bad_ones_back_with_their_reasons()
    {
        using var client = await portal.Host.ClientOfAsync(CommunityOfficer);
        var (good, bad) = (PortalLedger.Person(), PortalLedger.Person("万俟一"));
        bad["手机号"] = "1380";
        bad["低保"] = "有";
        var started = await SendAsync(client, PortalLedger.Workbook(good, bad));
        Assert.Equal(HttpStatusCode.Redirect, started.Status);
        var running = await started.FollowAsync();
        Assert.Contains("已看 0 行", running.Text("[data-bulk-said]"), StringComparison.Ordinal);
        Assert.NotNull(running.Html.QuerySelector("[data-bulk-progress=running]"));
        while (await portal.RunImportsAsync())
        {
        }

        var done = await client.OpenAsync(started.Location!);
        Assert.Equal("看了 2 行：有变化 1 行，台账里已有 0 行，没有导入 1 行", done.Text("[data-bulk-said]"));
        Assert.Equal(
            ["第 3 行 手机号 请填写 11 位手机号，如 13800138000", "第 3 行 低保 只能填：是、否，或者空着。"],
            done.Html.QuerySelectorAll("main tbody tr").Select(row => string.Join(' ', row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()))));
        Assert.DoesNotContain("万俟一", done.Source, StringComparison.Ordinal);

        var form = done.Form("form[action$='handler=Refused']");
        using var fields = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", form["__RequestVerificationToken"]!)]);
        using var answer = await client.PostAsync($"{started.Location}?handler=Refused", fields);
        Assert.Equal(LedgerWorkbook.MediaType, answer.Content.Headers.ContentType!.MediaType);
        var returned = await answer.Content.ReadAsByteArrayAsync();
        using var file = new MemoryStream(returned);
        var row = Assert.Single(file.Query(useHeaderRow: true).Cast<IDictionary<string, object>>());
        Assert.Equal(("万俟一", bad.IdNumber, "1380"), (row["姓名"], row["身份证号"], row["手机号"]));
        Assert.Equal("手机号：请填写 11 位手机号，如 13800138000；低保：只能填：是、否，或者空着。", row["原因"]);
        // As it came back it can be sent again, and the empty one has the headings that are known.
        Assert.Equal(1, LedgerFile.Check(returned).Value);
        Assert.Equal("LedgerImport.NoRows", LedgerFile.Check(await client.GetByteArrayAsync("/ledgers/import?handler=Template")).FirstError.Code);
    }

    [Fact]
    public async Task A_file_that_is_too_large_or_none_or_has_another_heading_is_refused_beside_its_field_and_choices_are_kept()
    {
        using var client = await portal.Host.ClientOfAsync(CommunityOfficer);
        Assert.Equal("文件太大，最大 30 MB。", await ErrorAsync(new byte[LedgerImport.MaxBytes + 1]));
        Assert.Equal("这不是 Excel 表格（.xlsx），或者文件坏了。", await ErrorAsync("姓名,身份证号"u8.ToArray()));
        Assert.Equal("表头里的“民族”不认识，请用空白表格里的列名。", await ErrorAsync(PortalLedger.Workbook(new PortalLedger.Row { ["姓名"] = "王一", ["身份证号"] = "1", ["民族"] = "汉" })));
        Assert.Equal("表头里没有“身份证号”这一列。", await ErrorAsync(PortalLedger.Workbook(new PortalLedger.Row { ["姓名"] = "王一" })));

        var empty = await (await client.OpenAsync("/ledgers/import")).Form("main form").SendAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Equal(("请选表格来自哪里。", "请选数据是哪一天的。", "请选一个文件。"), (empty.ErrorOf("Source"), empty.ErrorOf("AsOfDay"), empty.ErrorOf("Upload")));

        async Task<string> ErrorAsync(byte[] file)
        {
            var refused = await SendAsync(client, file);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Equal(("Community", "2026-02-01"), (refused.Form("main form")["Source"], refused.Form("main form")["AsOfDay"]));
            return refused.ErrorOf("Upload");
        }
    }

    [Fact]
    public async Task Somebody_is_looked_up_by_a_form_masked_shown_with_a_reason_and_written_about_from_the_sheet()
    {
        var row = PortalLedger.Person("上官春燕");
        var address = $"/ledgers/people/{await portal.RegisterAsync(row)}";
        using var client = await portal.Host.ClientOfAsync(CommunityOfficer);
        var search = await client.OpenAsync("/ledgers");
        Assert.Equal("人口台账", search.Text(".side-nav [aria-current=page]"));
        var found = await search.Form("form.filters").Set("Named", "燕官").SendAsync();
        Assert.Equal((HttpStatusCode.OK, address), (found.Status, found.Html.QuerySelector("main tbody a")!.GetAttribute("href")));
        Assert.DoesNotContain("上官春燕", found.Source.Replace("value=\"燕官\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("身份证号不对", (await search.Form("form.filters").Set("IdNumber", "1").SendAsync()).Text(".error-summary"), StringComparison.Ordinal);

        var masked = await client.OpenAsync(address);
        Assert.StartsWith("上**", masked.Text("h1"), StringComparison.Ordinal);
        Assert.DoesNotContain(row.IdNumber, masked.Source, StringComparison.Ordinal);
        Assert.True(masked.Headers.CacheControl!.NoStore);
        Assert.Equal("请选择为什么要看", (await (await client.OpenAsync(address + "/reveal")).Form("main form").SendAsync()).ErrorOf("Purpose"));
        var shown = await (await (await client.OpenAsync(address + "/reveal")).Form("main form").Set("Purpose", nameof(RevealPurpose.Appointment)).SendAsync()).FollowAsync();
        Assert.Contains(row.IdNumber, shown.Text("main"), StringComparison.Ordinal);
        Assert.True(shown.Headers.Contains("Refresh"));

        Assert.Contains("还不知道", masked.Text("main"), StringComparison.Ordinal);
        var form = (await client.OpenAsync(address + "/facts?kind=LivingAlone")).Form("main form");
        Assert.Equal("请选一个。", (await form.SendAsync()).ErrorOf("Holds"));
        Assert.Equal("请写成日期，例如 2026-03-02", (await form.Set("Holds", "true").Set("FromDay", "昨天").SendAsync()).ErrorOf("FromDay"));
        var written = await (await form.Set("FromDay", "2025-11-01").Set("Note", "邻居说的").SendAsync()).FollowAsync();
        Assert.Contains("独居 是 2025年11月1日 — 走访", written.Text("section[aria-labelledby=facts] tbody"), StringComparison.Ordinal);
        Assert.Contains("没有重复记", (await (await form.SendAsync()).FollowAsync()).Text("body"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_linked_account_sees_under_its_own_data_what_the_register_holds_masked_until_asked()
    {
        var row = PortalLedger.Person(Volunteer.Name);
        row["残疾"] = "是";
        var address = $"/ledgers/people/{await portal.RegisterAsync(row)}/account";
        using var officer = await portal.Host.ClientOfAsync(CommunityOfficer);
        var form = (await officer.OpenAsync(address)).Form("main form:not([action*=handler])");
        Assert.Equal("请选账号的主人是谁。", (await form.SendAsync()).ErrorOf("Kind"));
        var linked = await form.Set("Kind", "Self").Set("Phone", Volunteer.Phone).Set("Document", "IdentityCard").SendAsync();
        Assert.Equal(HttpStatusCode.Redirect, linked.Status);

        using var resident = await portal.Host.ClientOfAsync(Volunteer);
        var data = await resident.OpenAsync("/my/data");
        Assert.Contains("人口台账", data.Text("main"), StringComparison.Ordinal);
        Assert.Contains("残疾", data.Text("main"), StringComparison.Ordinal);
        Assert.Contains("公安户籍", data.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(row.IdNumber, data.Source, StringComparison.Ordinal);
        Assert.Contains("社区工作人员", (await resident.OpenAsync("/my/data/looks")).Text("main"), StringComparison.Ordinal);

        var unlink = (await officer.OpenAsync(address)).Form("form[action$='handler=Unlink']");
        Assert.Equal(HttpStatusCode.Redirect, (await unlink.SendAsync()).Status);
        Assert.DoesNotContain(row.IdNumber[..3] + "****", (await resident.OpenAsync("/my/data")).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_for_care_has_in_its_fields_what_the_register_knows_of_the_elder_and_says_from_where()
    {
        var row = PortalLedger.Person("周德才");
        (row["手机号"], row["微网格编码"], row["住址"], row["独居"]) = ("13800138000", DemoAccounts.MicroGrid, "化工新村 3 栋 1 单元 101 室", "是");
        await portal.ImportAsync(portal.DistrictOfficer, [row]);
        await portal.LinkAsync(row, PortalOverHttp.ResidentAccount.Phone, LedgerLinkKind.Family);
        using var client = await portal.Host.ClientOfAsync(PortalOverHttp.ResidentAccount);
        var elder = await NextAsync(await client.OpenAsync("/care/apply/who"), "By", "Family");
        Assert.Equal("周德才", elder.Form("main form")["ElderName"]);
        Assert.Equal(row.IdNumber, elder.Form("main form")["ElderIdNumber"]);
        Assert.Contains("来源：公安户籍", elder.Text("main"), StringComparison.Ordinal);
        // Where it is is known to the door: it is not asked, and can still be looked at and changed.
        var wants = await NextAsync(elder, "Phone", "13911112222");
        var home = await client.OpenAsync("/care/apply/home");
        Assert.Equal("化工新村 3 栋 1 单元 101 室", home.Form("main form")["Home"]);
        Assert.Contains("来源：公安户籍", home.Text("main"), StringComparison.Ordinal);
        var situation = await NextAsync(wants, "Wanted", "Meals");
        Assert.True(situation.Html.QuerySelector("#Circumstances-LivingAlone")!.HasAttribute("checked"));

        var check = await NextAsync(situation);
        string Said(string name) => check.Html.QuerySelectorAll(".answers > div").Single(line => line.QuerySelector("dt")!.TextContent == name).QuerySelector("dd span")!.TextContent;
        Assert.Equal("周德才 来自人口台账", Said("老人姓名"));
        Assert.EndsWith("化工新村 3 栋 1 单元 101 室 来自人口台账", Said("住址"), StringComparison.Ordinal);
        Assert.Equal("13911112222", Said("联系电话"));
        Assert.Equal(HttpStatusCode.Redirect, (await check.Form("form[action$='handler=Discard']").SendAsync()).Status);

        static async Task<WebPage> NextAsync(WebPage page, string? field = null, string? value = null)
        {
            var form = page.Form("main form");
            var sent = await (field is null ? form : form.Set(field, value!)).SendAsync();
            Assert.Equal(HttpStatusCode.Redirect, sent.Status);
            return await sent.FollowAsync();
        }
    }

    private static async Task<WebPage> SendAsync(HttpClient client, byte[] file) =>
        await (await client.OpenAsync("/ledgers/import")).Form("main form").Set("Source", nameof(LedgerSource.Community)).Set("AsOfDay", "2026-02-01")
            .Attach("Upload", file, "名单.xlsx", LedgerWorkbook.MediaType).SendAsync();
}
