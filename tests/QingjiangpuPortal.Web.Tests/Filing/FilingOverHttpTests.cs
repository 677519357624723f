using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Security.Door;
using QingjiangpuPortal.Web.Tests.Hosting;
using SkiaSharp;

namespace QingjiangpuPortal.Web.Tests.Filing;

/// <summary>上报 as a browser without JavaScript does it: from the empty form to the receipt and the private link.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed class FilingOverHttpTests(PortalOverHttp portal)
{
    private const string FormOfReport = "form[action='/report']";
    private const string Phone = "13712345678";

    // One pixel.
    private static readonly byte[] Gif = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
    private static readonly byte[] Jpeg = TestPictures.Encode(SKEncodedImageFormat.Jpeg);

    [Theory]
    [InlineData("Latitude", "", "Place", "请选择在哪里：点地图、用当前位置、查地址，或从名单里选")]
    [InlineData("Latitude", "31.2", "Place", "这个位置不在清江浦区内，请重新选择")]
    [InlineData("CategoryCode", "", "CategoryCode", "请选择是什么事")]
    [InlineData("CategoryCode", "99999", "CategoryCode", "请选择是什么事")]
    [InlineData("Description", "", "Description", "请写几个字，说明发生了什么")]
    [InlineData("Description", "long 1001", "Description", "说明最多 1000 个字")]
    [InlineData("ContactPhone", "12345", "ContactPhone", "请填写 11 位手机号，如 13800138000")]
    [InlineData("ContactName", "long 41", "ContactName", "最多 40 个字")]
    [InlineData("Address", "long 201", "Place", "地址最多 200 个字")]
    public async Task What_is_wrong_is_said_beside_its_field_and_everything_typed_stays(string field, string typed, string errorAt, string sentence)
    {
        if (typed.Split(' ') is ["long", var length]) typed = new string('长', int.Parse(length, CultureInfo.InvariantCulture));
        var (_, form) = await FilledInAsync("路灯不亮了");
        form.Set(field, typed);
        if (typed.Length == 0 && field == "Latitude") form.Set("Longitude", "").Set("Address", "");
        var sent = Fields.ToDictionary(name => name, name => form[name] ?? "", StringComparer.Ordinal);

        var page = await form.Attach("Photos", Jpeg).SendAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(sentence, page.ErrorOf(errorAt), StringComparison.Ordinal);
        var again = page.Form(FormOfReport);
        // A category that the form does not offer cannot stay chosen.
        foreach (var name in Fields.Where(name => sent[name] != "99999")) Assert.Equal((name, sent[name]), (name, again[name] ?? ""));
        Assert.Single(again.All("PhotoTickets"));
    }

    public static TheoryData<string, string> BadPhotos => new()
    {
        { "text", "有文件不是照片或已损坏，请换一张" },
        { "gif", "照片只收 JPEG、PNG、WebP 格式" },
        { "large", "有照片超过 10 MB，请换一张小一些的" },
        { "cut", "有文件不是照片或已损坏，请换一张" },
    };

    [Theory, MemberData(nameof(BadPhotos))]
    public async Task A_bad_photo_is_refused_and_the_good_one_beside_it_stays(string kind, string sentence)
    {
        var (client, form) = await FilledInAsync("井盖松动");
        var bad = kind switch
        {
            "gif" => Gif,
            "large" => new byte[(10 * 1024 * 1024) + 1],
            "cut" => Jpeg[..20],
            _ => Encoding.UTF8.GetBytes("这不是照片"),
        };
        var page = await form.Attach("Photos", Jpeg).Attach("Photos", bad).SendAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(sentence, page.ErrorOf("Photos"));
        var again = page.Form(FormOfReport);
        var ticket = Assert.Single(again.All("PhotoTickets"));
        using var picture = await client.GetAsync("/report/photos/" + ticket);
        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType?.MediaType);

        var preview = await again.SendAsync();
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Single(preview.Html.QuerySelectorAll("main .photo img"));
    }

    [Fact]
    public async Task A_seventh_photo_is_one_too_many_and_six_stay()
    {
        var (_, form) = await FilledInAsync("垃圾成堆");
        for (var i = 0; i < GridReport.MaxPhotos + 1; i++) form.Attach("Photos", Jpeg);
        var page = await form.SendAsync();

        Assert.Equal("最多 6 张照片", page.ErrorOf("Photos"));
        Assert.Equal(GridReport.MaxPhotos, page.Form(FormOfReport).All("PhotoTickets").Count);
    }

    [Fact]
    public async Task A_photo_that_was_unticked_is_not_sent()
    {
        var (_, form) = await FilledInAsync("");
        var page = await form.Attach("Photos", Jpeg).Attach("Photos", Jpeg).SendAsync();
        var again = page.Form(FormOfReport);
        var kept = again.All("PhotoTickets")[0];
        var preview = await again.Set("Description", "墙皮脱落").Set("PhotoTickets", kept).SendAsync();

        Assert.Equal([kept], preview.Form(FormOfReport).All("PhotoTickets"));
    }

    [Theory]
    [InlineData("Address", "化工新村")]
    [InlineData("CommunityCode", "320812003002")]
    public async Task Words_and_communities_lead_to_places_to_choose_from(string field, string value)
    {
        var (_, form) = await FilledInAsync("花坛积水");
        var page = await form.Set("Latitude", "").Set("Longitude", "").Set("Address", "").Set(field, value).SendAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("请从下面选一个位置", page.ErrorOf("Place"));
        var choices = page.Html.QuerySelectorAll("input[name=PlaceChoice]");
        Assert.True(choices.Length > 1);

        var preview = await page.Form(FormOfReport).Set("PlaceChoice", choices[^1].GetAttribute("value")!).SendAsync();
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Contains("化工新村", preview.Text("main section.card dl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_name_no_place_are_said_so()
    {
        var (_, form) = await FilledInAsync("花坛积水");
        var page = await form.Set("Latitude", "").Set("Longitude", "").Set("Address", "zzzz qqqq").SendAsync();

        Assert.Equal("没有找到这个地址，请换个说法，或从名单里选社区", page.ErrorOf("Place"));
    }

    [Fact]
    public async Task The_preview_shows_what_becomes_public_and_nothing_else()
    {
        var (_, form) = await FilledInAsync("三栋王女士电话13912345678说路灯坏了");
        var preview = await form.Set("Address", "三栋 0517-83901234 旁").SendAsync();

        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Equal("下面的内容会公开，手机号和称呼不会。", preview.Text("main .lead"));
        var card = preview.Text("main section.card");
        Assert.Contains("三栋王女士电话***说路灯坏了", card, StringComparison.Ordinal);
        Assert.Contains("三栋 *** 旁", card, StringComparison.Ordinal);
        Assert.Contains("公共设施", card, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, card, StringComparison.Ordinal);
        Assert.DoesNotContain("周先生", card, StringComparison.Ordinal);

        var back = await preview.Form(FormOfReport).SendAsync("再改改");
        Assert.Equal("三栋王女士电话13912345678说路灯坏了", back.Form(FormOfReport)["Description"]);
        Assert.Equal(Phone, back.Form(FormOfReport)["ContactPhone"]);
    }

    [Fact]
    public async Task A_dispute_is_said_to_stay_private()
    {
        var (_, form) = await FilledInAsync("楼上漏水不肯修");
        var preview = await form.Set("CategoryCode", "01").SendAsync();

        Assert.Equal("这件事不公开，只有您和经办人员看得到。", preview.Text("main .lead"));
    }

    [Fact]
    public async Task Sending_gives_a_receipt_whose_link_opens_the_report_for_anybody_who_has_it()
    {
        var words = Unique();
        var (_, form) = await FilledInAsync(words);
        var receipt = await SendAsync(await form.Attach("Photos", Jpeg).SendAsync());
        var report = await ReportAsync(words);

        Assert.Equal(report.Number, receipt.Text(".receipt-number"));
        Assert.Equal(ReportSource.Web, report.Source);
        Assert.True(receipt.Headers.CacheControl?.NoStore);

        using var somebodyElse = portal.Host.Client();
        var own = await somebodyElse.OpenAsync(LinkOf(receipt));
        Assert.Equal(HttpStatusCode.OK, own.Status);
        Assert.Contains(words, own.Text("main"), StringComparison.Ordinal);
        var picture = Assert.Single(own.Html.QuerySelectorAll("main .photo img")).GetAttribute("src")!;
        using var photo = await somebodyElse.GetAsync(picture);
        Assert.Equal(HttpStatusCode.OK, photo.StatusCode);
    }

    [Fact]
    public async Task The_same_form_sent_again_gets_the_same_receipt()
    {
        var words = Unique();
        var (_, form) = await FilledInAsync(words);
        var preview = await form.Attach("Photos", Jpeg).SendAsync();
        var first = await SendAsync(preview);
        var second = await SendAsync(preview);

        Assert.Equal(first.Text(".receipt-number"), second.Text(".receipt-number"));
        Assert.Equal(LinkOf(first), LinkOf(second));
        Assert.Equal((await ReportAsync(words)).Number, second.Text(".receipt-number"));
    }

    [Fact]
    public async Task The_same_form_sent_many_times_at_once_is_one_report()
    {
        var words = Unique();
        var (_, form) = await FilledInAsync(words);
        var preview = await form.SendAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => preview.Form(FormOfReport).SendAsync("发送")));

        Assert.All(answers, answer => Assert.Equal("/report/receipt", answer.Location));
        var receipt = await answers[0].FollowAsync();
        Assert.Equal((await ReportAsync(words)).Number, receipt.Text(".receipt-number"));
    }

    [Fact]
    public async Task A_door_plate_fills_the_place_in()
    {
        var plate = portal.Places.Find(DemoAccounts.MicroGrid)!;
        using var client = portal.Host.Client();
        var form = (await client.OpenAsync("/r/" + plate.ShortCode!.ToLowerInvariant())).Form(FormOfReport);
        Assert.Equal(plate.Name, form["Address"]);

        var words = Unique();
        await SendAsync(await form.Set("CategoryCode", "04").Set("Description", words).SendAsync());
        var report = await ReportAsync(words);
        Assert.Equal(ReportSource.QrCode, report.Source);
        Assert.Equal(DemoAccounts.MicroGrid, report.PlaceCode);
    }

    [Fact]
    public async Task An_unknown_door_plate_leaves_the_place_to_choose()
    {
        using var client = portal.Host.Client();
        var page = await client.OpenAsync("/r/ZZZZZZ");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("没有找到这个门牌码，请自己选一下位置。", page.Text("main .notice-warn"));
        Assert.Equal("", page.Form(FormOfReport)["Latitude"]);
    }

    [Fact]
    public async Task What_somebody_files_signed_in_is_theirs()
    {
        var words = Unique();
        using var client = await portal.Host.ClientOfAsync(PortalOverHttp.AnotherResidentAccount);
        await SendAsync(await FillIn(await client.OpenAsync("/report"), words).SendAsync());
        var report = await ReportAsync(words);

        Assert.Equal(portal.AnotherResident, report.ReporterId);
        var mine = await client.OpenAsync("/my");
        Assert.NotNull(mine.Html.QuerySelector($"main a[href='/my/reports/{report.Id}']"));
    }

    [Fact]
    public async Task The_receipt_is_nobody_elses()
    {
        using var client = portal.Host.Client();
        Assert.Equal("/report", (await client.OpenAsync("/report/receipt")).Location);
    }

    [Fact]
    public async Task A_device_that_files_too_fast_is_told_to_wait_and_keeps_what_was_typed()
    {
        var (client, form) = await FilledInAsync("路面塌了");
        WebPage page;
        var sent = 0;
        do page = await form.SendAsync();
        while (page.Status == HttpStatusCode.OK && ++sent < 1000);

        Assert.Equal(new DoorSettings().Filing.PerDevice, sent);
        Assert.Equal(HttpStatusCode.TooManyRequests, page.Status);
        Assert.Matches(@"发送得太快了，请 \d+ 分钟后再试。您填的内容还在。", page.Text("main [role=alert]"));
        Assert.True(page.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        var again = page.Form(FormOfReport);
        Assert.Equal("路面塌了", again["Description"]);
        Assert.Equal(form["SubmissionKey"], again["SubmissionKey"]);

        using var somebodyElse = portal.Host.Client();
        Assert.Equal(HttpStatusCode.OK, (await FillIn(await somebodyElse.OpenAsync("/report"), "路面塌了").SendAsync()).Status);
        client.Dispose();
    }

    [Fact]
    public async Task An_address_has_a_limit_whatever_device_it_says_to_be()
    {
        await using var host = new PortalHost(portal, ("Portal:Door:Filing:PerAddress", "3"));
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            using var client = host.Client();
            answers.Add((await FillIn(await client.OpenAsync("/report"), "窨井冒水").SendAsync()).Status);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers);
    }

    private static readonly string[] Fields =
        ["SubmissionKey", "Latitude", "Longitude", "Address", "CategoryCode", "Description", "KeepPrivate", "ContactName", "ContactPhone"];

    private static string Unique() => $"路灯不亮 {Guid.NewGuid():N}";

    private async Task<(HttpClient Client, WebForm Form)> FilledInAsync(string description)
    {
        var client = portal.Host.Client();
        return (client, FillIn(await client.OpenAsync("/report"), description));
    }

    private WebForm FillIn(WebPage page, string description)
    {
        var place = portal.Places.Find(DemoAccounts.MicroGrid)!;
        return page.Form(FormOfReport)
            .Set("Latitude", FormattableString.Invariant($"{place.Latitude:F6}")).Set("Longitude", FormattableString.Invariant($"{place.Longitude:F6}"))
            .Set("Address", "三栋门口").Set("CategoryCode", "04").Set("Description", description)
            .Set("ContactName", "周先生").Set("ContactPhone", Phone);
    }

    /// <summary>From the preview to the receipt.</summary>
    private static async Task<WebPage> SendAsync(WebPage preview)
    {
        var receipt = await (await preview.Form(FormOfReport).SendAsync("发送")).FollowAsync();
        Assert.Equal(HttpStatusCode.OK, receipt.Status);
        return receipt;
    }

    private static string LinkOf(WebPage receipt) => receipt.Html.QuerySelector(".receipt-link a")!.GetAttribute("href")!;

    /// <summary>The one report with these words; fails when there are more.</summary>
    private Task<GridReport> ReportAsync(string words) =>
        portal.QueryAsync(db => db.GridReports.AsNoTracking().SingleAsync(r => r.Description == words));
}
