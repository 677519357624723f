using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Documents;
using QingjiangpuPortal.Web.Tests.Hosting;
using UglyToad.PdfPig;

namespace QingjiangpuPortal.Web.Tests.PersonalData;

/// <summary>我的信息 through the pages, each test with a resident of its own who registered by code.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed partial class MyDataOverHttpTests(PortalOverHttp portal)
{
    private static int _lastPhone;

    [Fact]
    public async Task Ones_number_is_masked_until_it_is_asked_for_and_kept_by_no_cache()
    {
        var (client, phone, _) = await RegisterAsync();
        using var _1 = client;
        var page = await client.OpenAsync("/my/data");
        Assert.DoesNotContain(phone, page.Source, StringComparison.Ordinal);
        Assert.Contains($"{phone[..3]}****{phone[7..]}", page.Text("#held"), StringComparison.Ordinal);
        Assert.Contains("还没有人看过", page.Text("#looks"), StringComparison.Ordinal);
        Assert.True(page.Headers.CacheControl!.NoStore);

        var shown = await page.Form("#held form").SendAsync();
        Assert.Contains(phone, shown.Text("#held"), StringComparison.Ordinal);
        Assert.DoesNotContain(phone, (await client.OpenAsync("/my/data")).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_JSON_copy_is_versioned_utf8_and_complete()
    {
        var (client, phone, person) = await RegisterAsync();
        using var _1 = client;
        var report = await LookedAtAsync(person);
        var file = await DownloadAsync(client, phone, "下载 JSON");

        Assert.Equal("application/json", file.MediaType);
        using var json = JsonDocument.Parse(file.Content);
        var root = json.RootElement;
        Assert.Equal((MyDataJson.Format, MyDataJson.Version), (root.GetProperty("format").GetString(), root.GetProperty("version").GetInt32()));
        Assert.Equal(phone, FieldOf(root.GetProperty("held").EnumerateArray().Single(h => h.GetProperty("code").GetString() == "account"), "phone"));
        var filed = root.GetProperty("held").EnumerateArray().Single(h => h.GetProperty("code").GetString() == "gridReports").GetProperty("records").EnumerateArray().Single();
        Assert.Equal((report.Number, "欧阳小满", "13811112222"), (filed.GetProperty("title").GetString(), FieldOf(filed, "contactName"), FieldOf(filed, "contactPhone")));
        var look = root.GetProperty("access").EnumerateArray().Single();
        Assert.Equal(("Reveal", "GridWorker", report.Number, "AskDetails: 问清是哪盏灯"), (Text(look, "kind"), Text(look, "post"), Text(look, "report"), Text(look, "reason")));
        Assert.Equal(DateTimeOffset.Parse(Text(look, "at"), CultureInfo.InvariantCulture).Offset, TimeSpan.Zero);
        // Chinese stands as it is, for people who open the file in an editor.
        Assert.Contains("欧阳小满"u8.ToArray(), file.Content);

        static string FieldOf(JsonElement owner, string code) =>
            Text(owner.GetProperty("fields").EnumerateArray().Single(f => f.GetProperty("code").GetString() == code), "value");
        static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
    }

    [Fact]
    public async Task The_PDF_copy_is_A4_searchable_in_Chinese_and_says_which_page_of_how_many()
    {
        var (client, phone, person) = await RegisterAsync();
        using var _1 = client;
        for (var i = 0; i < 12; i++) await portal.FileAsync(portal.Filing() with { Description = $"第 {i} 件：楼道里堆了旧家具，挡住了消防通道。" + new string('长', 200) }, person);
        var report = await LookedAtAsync(person);
        var file = await DownloadAsync(client, phone, "下载 PDF");

        Assert.Equal("application/pdf", file.MediaType);
        Assert.InRange(file.Content.Length, 20_000, 400_000);
        using var pdf = PdfDocument.Open(file.Content);
        var pages = pdf.GetPages().ToList();
        Assert.InRange(pages.Count, 3, 6);
        Assert.All(pages, (page, i) =>
        {
            Assert.Equal((595, 842), ((int)page.Width, (int)page.Height));
            Assert.Contains("清江浦民生门户", page.Text, StringComparison.Ordinal);
            Assert.Contains($"{i + 1} / {pages.Count}", page.Text, StringComparison.Ordinal);
            // Nothing is drawn outside of the margins.
            Assert.All(page.Letters, letter => Assert.InRange(letter.BoundingBox.Right, 50, 545));
        });
        var text = string.Concat(pages.Select(p => p.Text));
        foreach (var expected in new[] { "谁看过我的信息", phone, report.Number, "欧阳小满", "13811112222", "网格员", "问清是哪盏灯", "第 11 件" })
            Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_and_a_deletion_without_the_code_are_refused_beside_its_field()
    {
        var (client, _, _) = await RegisterAsync();
        using var _1 = client;
        foreach (var (address, button) in new[] { ("/my/data/copy", "下载 PDF"), ("/my/data/delete", "注销我的账号") })
        {
            var refused = await (await client.OpenAsync(address)).Form("main form").SendAsync(button);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "请填写短信里的验证码"), (refused.Status, refused.ErrorOf("Code")));
        }
    }

    [Fact]
    public async Task A_deleted_account_signs_nobody_in_its_session_is_over_and_its_number_registers_anew()
    {
        var (client, phone, person) = await RegisterAsync();
        using var _1 = client;
        var report = await LookedAtAsync(person);
        Assert.Equal("/my/data", (await ConfirmAsync(client, phone, "/my/data/delete", "注销我的账号")).Location);
        Assert.Contains("您的账号将在", (await client.OpenAsync("/my/data")).Text("main .notice-warn"), StringComparison.Ordinal);

        portal.Clock.Advance(TimeSpan.FromMinutes(11));
        await DeleteDueAsync();
        Assert.Equal(HttpStatusCode.Found, (await client.OpenAsync("/my/data")).Status);
        Assert.Equal(HttpStatusCode.Found, (await client.OpenAsync("/my/reports/" + report.Id)).Status);
        using var again = portal.Host.Client();
        await EnterCodeAsync(again, phone, await SendCodeAsync(again, phone));
        Assert.NotEqual(person, await PersonAsync(phone));
        Assert.Equal(["账号", "登录的设备和两步登录"], (await again.OpenAsync("/my/data")).Html.QuerySelectorAll("#held h3").Select(h => h.TextContent));
        // Whoever handles it reads why nobody can be called.
        using var worker = await portal.Host.ClientOfAsync(PortalOverHttp.WorkerAccount);
        Assert.Contains("报告人已删除联系方式", (await worker.OpenAsync("/workbench/reports/" + report.Id)).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_the_private_link_the_details_of_a_report_are_removed_with_a_warning_while_it_is_open()
    {
        var report = await portal.FileAsync(portal.Filing() with { ContactPhone = "13811112222" });
        using var client = portal.Host.Client();
        var page = await client.OpenAsync("/my/r/" + report.LinkToken);
        var form = page.Form("form[action='?handler=RemoveDetails']");
        Assert.Contains("没人能打电话问您", page.Text("form[action='?handler=RemoveDetails']"), StringComparison.Ordinal);
        var done = await (await form.SendAsync("确认删除")).FollowAsync();
        Assert.Null(done.Html.QuerySelector("form[action='?handler=RemoveDetails']"));
        Assert.Null((await portal.ReportAsync(report.Id)).ContactPhone);
    }

    private async Task<PortalReports.Filed> LookedAtAsync(Guid person)
    {
        var report = await portal.FileAsync(portal.Filing() with { ContactName = "欧阳小满", ContactPhone = "13811112222" }, person);
        (await portal.DoAsync(report.Id, v => new ContactReporter(report.Id, v, RevealPurpose.AskDetails, "问清是哪盏灯"), portal.Worker)).Must();
        return report;
    }

    private async Task DeleteDueAsync()
    {
        while ((await portal.SendAsSystemAsync(new DeleteNextAccount())) is { IsError: false, Value: true }) { }
    }

    private async Task<(string? MediaType, byte[] Content)> DownloadAsync(HttpClient client, string phone, string button)
    {
        var page = await client.OpenAsync("/my/data/copy");
        var handler = button == "下载 PDF" ? "Pdf" : "Json";
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["__RequestVerificationToken"] = page.Form("main form")["__RequestVerificationToken"]!,
            ["Code"] = await ConfirmationCodeAsync(client, phone, "/my/data/copy"),
        });
        using var answer = await client.PostAsync("/my/data/copy?handler=" + handler, form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        return (answer.Content.Headers.ContentType!.MediaType, await answer.Content.ReadAsByteArrayAsync());
    }

    private async Task<WebPage> ConfirmAsync(HttpClient client, string phone, string address, string button)
    {
        var code = await ConfirmationCodeAsync(client, phone, address);
        return await (await client.OpenAsync(address)).Form("main form").Set("Code", code).SendAsync(button);
    }

    private async Task<string> ConfirmationCodeAsync(HttpClient client, string phone, string address)
    {
        // Codes to one number keep a minute's distance.
        portal.Clock.Advance(TimeSpan.FromSeconds(61));
        var sent = await (await client.OpenAsync(address)).Form("main form").SendAsync("获取验证码");
        Assert.StartsWith("验证码已发到", sent.Text("main [role=status]"), StringComparison.Ordinal);
        return await LatestCodeAsync(client, phone);
    }

    private async Task<(HttpClient Client, string Phone, Guid Person)> RegisterAsync()
    {
        var phone = string.Create(CultureInfo.InvariantCulture, $"155{Interlocked.Increment(ref _lastPhone):D8}");
        var client = portal.Host.Client();
        // The outbox shows the latest twenty: what other tests sent at this moment of the standing clock is older now.
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await EnterCodeAsync(client, phone, await SendCodeAsync(client, phone));
        return (client, phone, await PersonAsync(phone));
    }

    [Fact]
    public async Task Without_a_password_a_number_is_changed_only_within_minutes_of_signing_in_and_ends_the_other_sessions()
    {
        var (client, phone, person) = await RegisterAsync();
        using var mine = client;
        using var elsewhere = portal.Host.Client();
        portal.Clock.Advance(TimeSpan.FromMinutes(6));
        await EnterCodeAsync(elsewhere, phone, await SendCodeAsync(elsewhere, phone));

        var refused = await ChangeAsync(mine, "15700000001");
        Assert.Contains("请先退出再重新登录", refused.Text("main [role=alert]"), StringComparison.Ordinal);
        Assert.Equal("/my/data", (await ChangeAsync(elsewhere, "15700000002")).Location);
        Assert.Equal(person, await PersonAsync("15700000002"));
        Assert.Equal(HttpStatusCode.Found, (await mine.OpenAsync("/my/data")).Status);
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.OpenAsync("/my/data")).Status);
    }

    [Fact]
    public async Task Without_a_password_an_account_is_deleted_with_the_code_that_the_page_sent()
    {
        var (client, phone, person) = await RegisterAsync();
        using var mine = client;
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        var asked = await (await mine.OpenAsync("/my/data/delete")).Form("main form").SendAsync("获取验证码");
        await asked.Form("main form").Set("Code", await LatestCodeAsync(mine, phone)).SendAsync("注销我的账号");
        Assert.True(await portal.QueryAsync(db => db.AccountDeletions.AnyAsync(d => d.PersonId == person)));
    }

    private static async Task<WebPage> ChangeAsync(HttpClient client, string newPhone)
    {
        var asked = await (await client.OpenAsync("/my/data/phone")).Form("main form").Set("NewPhone", newPhone).SendAsync("获取验证码");
        return await asked.Form("main form").Set("Code", await LatestCodeAsync(client, newPhone)).SendAsync("更换");
    }

    private async Task<Guid> PersonAsync(string phone)
    {
        var index = portal.ServiceProvider.GetRequiredService<IPersonalDataCipher>().BlindIndex(phone, PersonalDataKind.Phone);
        return await portal.QueryAsync(db => db.People.Where(p => p.Phone.BlindIndex == index).Select(p => p.Id).SingleAsync());
    }

    private static async Task<string> SendCodeAsync(HttpClient client, string phone)
    {
        await (await client.OpenAsync("/account/login?byCode=true")).Form("main form").Set("Phone", phone).SendAsync("获取验证码");
        return await LatestCodeAsync(client, phone);
    }

    private static async Task<string> LatestCodeAsync(HttpClient client, string phone)
    {
        var messages = (await client.OpenAsync("/dev/outbox")).Html.QuerySelectorAll("main .items li");
        return Code().Match(messages.First(m => m.TextContent.Contains(phone, StringComparison.Ordinal)).TextContent).Groups["code"].Value;
    }

    private static async Task EnterCodeAsync(HttpClient client, string phone, string code)
    {
        var token = (await client.OpenAsync("/account/login?byCode=true")).Form("main form")["__RequestVerificationToken"]!;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["__RequestVerificationToken"] = token,
            ["Phone"] = phone,
            ["Code"] = code,
        });
        using var answer = await client.PostAsync("/account/login?handler=Code", form);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    [GeneratedRegex(@"验证码 (?<code>\d{6})", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
