using SkiaSharp;

namespace QingjiangpuPortal.Testing;

/// <summary>Pictures as phones send them.</summary>
public static class TestPictures
{
    /// <summary>The left half is red, the right half blue, so that a test sees which way up it is.</summary>
    public static byte[] Encode(SKEncodedImageFormat format, int width = 64, int height = 32)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Red);
            using var blue = new SKPaint { Color = SKColors.Blue };
            canvas.DrawRect(SKRect.Create(width / 2f, 0, width / 2f, height), blue);
        }
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(format, quality: 95);
        return data.ToArray();
    }

    /// <summary>A JPEG whose EXIF says how the camera was held (1 to 8) and where it was.</summary>
    public static byte[] JpegWithExif(byte orientation)
    {
        var jpeg = Encode(SKEncodedImageFormat.Jpeg);
        // "Exif", then TIFF, little-endian: orientation and a pointer to GPS, which holds the latitude's hemisphere and a map datum.
        byte[] tiff =
        [
            .. "II*\0"u8, 8, 0, 0, 0,
            2, 0,
            0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0,
            0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0,
            0, 0, 0, 0,
            2, 0,
            0x01, 0, 2, 0, 2, 0, 0, 0, (byte)'N', 0, 0, 0,
            0x12, 0, 2, 0, 8, 0, 0, 0, 68, 0, 0, 0,
            0, 0, 0, 0,
            .. "WGS-84.\0"u8,
        ];
        byte[] exif = [.. "Exif\0\0"u8, .. tiff];
        var length = exif.Length + 2;
        return [jpeg[0], jpeg[1], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. exif, .. jpeg[2..]];
    }
}
