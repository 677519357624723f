using System.Text;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Infrastructure.Files;
using QingjiangpuPortal.Testing;
using SkiaSharp;

namespace QingjiangpuPortal.Application.Tests.Files;

public sealed class PictureStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("qingjiangpu-portal-pictures-").FullName;
    private readonly PictureStore _store;

    public PictureStoreTests() => _store = new(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public async Task A_picture_is_kept_as_JPEG_with_a_thumbnail(SKEncodedImageFormat format)
    {
        var stored = await SaveAsync(TestPictures.Encode(format, 800, 400));
        Assert.Equal(("image/jpeg", 800, 400), (stored.MediaType, stored.Width, stored.Height));
        using var picture = Open(stored.ContentHash);
        using var thumbnail = Open(stored.ThumbnailHash);
        Assert.Equal((800, 400, 320, 160), (picture.Width, picture.Height, thumbnail.Width, thumbnail.Height));
        Assert.Equal(stored.SizeInBytes, new FileInfo(PathOf(stored.ContentHash)).Length);
    }

    /// <summary>EXIF's eight ways to hold a camera: where the left, red half of the picture belongs.</summary>
    [Theory]
    [InlineData(1, "left")]
    [InlineData(2, "right")]
    [InlineData(3, "right")]
    [InlineData(4, "left")]
    [InlineData(5, "top")]
    [InlineData(6, "top")]
    [InlineData(7, "bottom")]
    [InlineData(8, "bottom")]
    public async Task A_picture_is_turned_upright_and_forgets_camera_and_position(byte orientation, string redIs)
    {
        var upload = TestPictures.JpegWithExif(orientation);
        Assert.Contains("WGS-84", Encoding.Latin1.GetString(upload), StringComparison.Ordinal);

        var stored = await SaveAsync(upload);
        using var picture = Open(stored.ContentHash);
        Assert.Equal(redIs is "left" or "right" ? (64, 32) : (32, 64), (picture.Width, picture.Height));
        var (x, y) = redIs switch
        {
            "left" => (8, 16),
            "right" => (56, 16),
            "top" => (16, 8),
            _ => (16, 56),
        };
        Assert.True(IsRed(picture.GetPixel(x, y)));
        Assert.False(IsRed(picture.GetPixel(picture.Width - 1 - x, picture.Height - 1 - y)));

        foreach (var hash in new[] { stored.ContentHash, stored.ThumbnailHash })
        {
            var kept = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(PathOf(hash)));
            Assert.DoesNotContain("Exif", kept, StringComparison.Ordinal);
            Assert.DoesNotContain("WGS-84", kept, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_large_picture_is_shrunk_to_sixteen_hundred_pixels()
    {
        var stored = await SaveAsync(TestPictures.Encode(SKEncodedImageFormat.Jpeg, 3200, 1000));
        Assert.Equal((1600, 500), (stored.Width, stored.Height));
    }

    [Fact]
    public async Task What_is_no_picture_of_the_three_kinds_is_refused()
    {
        byte[] gif = [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B];
        Assert.Equal("Photo.WrongType", await RefusalAsync(gif));
        Assert.Equal("Photo.NotAPicture", await RefusalAsync([]));
        Assert.Equal("Photo.NotAPicture", await RefusalAsync("<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray()));
        Assert.Equal("Photo.NotAPicture", await RefusalAsync([.. "%PDF-1.7"u8, .. new byte[2000]]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public async Task More_than_ten_megabytes_are_refused() =>
        Assert.Equal("Photo.TooLarge", await RefusalAsync(new byte[UploadPhoto.MaxBytes + 1]));

    [Fact]
    public async Task A_small_file_that_claims_a_huge_picture_is_refused_before_it_is_decoded()
    {
        var png = TestPictures.Encode(SKEncodedImageFormat.Png);
        // The header's width and height (bytes 16 to 23, big-endian), and the checksum over them.
        byte[] header = [.. png[12..16], 0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30, .. png[24..29]];
        var checksum = Crc32(header);
        byte[] bomb = [.. png[..12], .. header, (byte)(checksum >> 24), (byte)(checksum >> 16), (byte)(checksum >> 8), (byte)checksum, .. png[33..]];
        Assert.Equal("Photo.TooManyPixels", await RefusalAsync(bomb));
    }

    [Fact]
    public async Task A_disk_that_takes_nothing_is_said_so()
    {
        // A file where the folder should be: writing fails as on a full disk.
        var blocked = Path.Combine(_folder, "blocked");
        await File.WriteAllTextAsync(blocked, "");
        using var upload = new MemoryStream(TestPictures.Encode(SKEncodedImageFormat.Jpeg));
        Assert.Equal("Photo.NoRoom", (await new PictureStore(blocked).SaveAsync(upload, CancellationToken.None)).FirstError.Code);
    }

    [Fact]
    public async Task When_the_thumbnail_finds_no_room_nothing_of_the_picture_stays()
    {
        var upload = TestPictures.Encode(SKEncodedImageFormat.Jpeg, 800, 400);
        var stored = await SaveAsync(upload);
        _store.Delete(stored.ContentHash);
        Directory.Delete(Path.Combine(_folder, stored.ThumbnailHash[..2]), recursive: true);
        await File.WriteAllTextAsync(Path.Combine(_folder, stored.ThumbnailHash[..2]), "");

        Assert.Equal("Photo.NoRoom", await RefusalAsync(upload));
        Assert.Null(_store.OpenRead(stored.ContentHash));
    }

    [Fact]
    public async Task One_picture_sent_twice_is_one_blob_and_a_deleted_one_is_gone()
    {
        var upload = TestPictures.Encode(SKEncodedImageFormat.Jpeg);
        var (first, second) = (await SaveAsync(upload), await SaveAsync(upload));
        Assert.Equal(first, second);
        _store.Delete(first.ContentHash);
        _store.Delete(first.ContentHash);
        Assert.Null(_store.OpenRead(first.ContentHash));
    }

    private async Task<Domain.Files.StoredPicture> SaveAsync(byte[] upload)
    {
        using var stream = new MemoryStream(upload);
        return (await _store.SaveAsync(stream, CancellationToken.None)).Must();
    }

    private async Task<string> RefusalAsync(byte[] upload)
    {
        using var stream = new MemoryStream(upload);
        return (await _store.SaveAsync(stream, CancellationToken.None)).FirstError.Code;
    }

    private SKBitmap Open(string hash)
    {
        using var stream = _store.OpenRead(hash);
        return SKBitmap.Decode(stream);
    }

    private string PathOf(string hash) => Path.Combine(_folder, hash[..2], hash);

    private static bool IsRed(SKColor color) => color is { Red: > 200, Blue: < 60 };

    /// <summary>The checksum of PNG's chunks (ISO 3309).</summary>
    private static uint Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) == 1 ? 0xEDB88320 : 0);
        }
        return ~crc;
    }
}
