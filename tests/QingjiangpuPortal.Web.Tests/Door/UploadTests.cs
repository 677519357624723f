using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Tests.Hosting;
using SkiaSharp;

namespace QingjiangpuPortal.Web.Tests.Door;

/// <summary>What is uploaded is out of everybody's reach until it was decoded, encoded anew and sent with its form.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed class UploadTests(PortalOverHttp portal)
{
    private const string FormOfReport = "form[action='/report']";
    private static readonly byte[] Jpeg = TestPictures.Encode(SKEncodedImageFormat.Jpeg);

    [Fact]
    public async Task A_waiting_photo_is_shown_to_the_device_that_uploaded_it_and_to_nobody_who_has_its_address()
    {
        using var uploader = portal.Host.Client();
        var ticket = await UploadAsync(uploader, Jpeg);
        using var own = await uploader.GetAsync("/report/photos/" + ticket);
        Assert.Equal(("image/jpeg", HttpStatusCode.OK), (own.Content.Headers.ContentType!.MediaType, own.StatusCode));

        using var stranger = portal.Host.Client();
        var staff = await portal.Host.ClientOfAsync(PortalOverHttp.WorkerAccount);
        foreach (var other in new[] { stranger, staff })
            Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync("/report/photos/" + ticket)).Status);
        // Nor does it go along with another's form.
        var form = await FilledInAsync(stranger);
        var preview = await form.Set("PhotoTickets", ticket).SendAsync();
        Assert.Empty(preview.Form(FormOfReport).All("PhotoTickets"));
    }

    public static TheoryData<string> Disguised => ["html", "svg", "zip", "script"];

    [Theory, MemberData(nameof(Disguised))]
    public async Task What_only_calls_itself_a_picture_is_refused_and_leaves_nothing(string kind)
    {
        byte[] content = kind switch
        {
            "html" => Encoding.UTF8.GetBytes("<!doctype html><script>alert(1)</script>"),
            "svg" => Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
            "zip" => Zip(),
            _ => Encoding.UTF8.GetBytes("#!/bin/sh\nid\n"),
        };
        using var client = portal.Host.Client();
        var (rows, files) = (await WaitingAsync(), Files());
        var page = await (await FilledInAsync(client)).Attach("Photos", content, "photo.jpg", "image/jpeg").SendAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("有文件不是照片或已损坏，请换一张", page.ErrorOf("Photos"));
        Assert.Equal((rows, files), (await WaitingAsync(), Files()));
    }

    [Theory]
    [InlineData("../../../../etc/passwd")]
    [InlineData("..\\..\\windows\\win.ini")]
    [InlineData("/etc/cron.d/x.jpg")]
    [InlineData("<script>alert(1)</script>.svg")]
    public async Task A_file_name_is_never_used_nor_shown(string name)
    {
        using var client = portal.Host.Client();
        var page = await (await FilledInAsync(client)).Set("Description", "").Attach("Photos", Jpeg, name, "text/html").SendAsync();
        using var picture = await client.GetAsync("/report/photos/" + Assert.Single(page.Form(FormOfReport).All("PhotoTickets")));

        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.MediaType);
        Assert.Null(picture.Content.Headers.ContentDisposition);
        Assert.DoesNotContain(Path.GetFileName(name), page.Source, StringComparison.Ordinal);
        Assert.All(Directory.EnumerateFiles(portal.Data.Files, "*", SearchOption.AllDirectories), file => Assert.Matches("^[0-9a-f]{64}$", Path.GetFileName(file)));
    }

    [Fact]
    public async Task What_hides_behind_a_picture_is_gone_after_it_was_encoded_anew()
    {
        byte[] polyglot = [.. Jpeg, .. Encoding.UTF8.GetBytes("<script>alert('hidden')</script>"), .. Zip()];
        using var client = portal.Host.Client();
        var ticket = await UploadAsync(client, polyglot);
        var kept = Encoding.Latin1.GetString(await client.GetByteArrayAsync("/report/photos/" + ticket));

        Assert.DoesNotContain("hidden", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("PK\u0003\u0004", kept, StringComparison.Ordinal);
    }

    private async Task<string> UploadAsync(HttpClient client, byte[] content)
    {
        var page = await (await FilledInAsync(client)).Set("Description", "").Attach("Photos", content).SendAsync();
        return Assert.Single(page.Form(FormOfReport).All("PhotoTickets"));
    }

    private async Task<WebForm> FilledInAsync(HttpClient client)
    {
        var place = portal.Places.Find(DemoAccounts.MicroGrid)!;
        return (await client.OpenAsync("/report")).Form(FormOfReport)
            .Set("Latitude", FormattableString.Invariant($"{place.Latitude:F6}")).Set("Longitude", FormattableString.Invariant($"{place.Longitude:F6}"))
            .Set("CategoryCode", "04").Set("Description", "路灯不亮");
    }

    private Task<int> WaitingAsync() => portal.QueryAsync(db => db.Attachments.CountAsync());

    private int Files() => !Directory.Exists(portal.Data.Files) ? 0 : Directory.EnumerateFiles(portal.Data.Files, "*", SearchOption.AllDirectories).Count();

    private static byte[] Zip()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry("zeros", CompressionLevel.SmallestSize).Open())
            entry.Write(new byte[1_000_000]);
        return bytes.ToArray();
    }
}
