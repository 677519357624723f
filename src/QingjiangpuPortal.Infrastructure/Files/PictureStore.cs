using System.Security.Cryptography;
using ErrorOr;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Files;
using SkiaSharp;

namespace QingjiangpuPortal.Infrastructure.Files;

/// <summary>Pictures in a local folder, each a file named by the SHA-256 of its content, in folders of its first two digits.</summary>
internal sealed class PictureStore(string folder) : IPictureStore
{
    /// <summary>Longest side in pixels of what is kept, and of thumbnails.</summary>
    private const int MaxSide = 1600;
    private const int ThumbnailSide = 320;
    private const int JpegQuality = 82;

    /// <summary>Bytes, as NIST SP 800-38D recommends.</summary>
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Refused before decoding: a small file can claim a picture that would fill the memory.</summary>
    private const long MaxPixels = 80_000_000;

    /// <summary>A decoded picture can take 300 MB: only so many at once, whoever sends them.</summary>
    private static readonly SemaphoreSlim Decoders = new(Environment.ProcessorCount);

    public Task<ErrorOr<StoredPicture>> SaveAsync(Stream upload, CancellationToken cancellationToken) => SaveAsync(upload, key: null, cancellationToken);

    public Task<ErrorOr<StoredPicture>> SaveSealedAsync(Stream upload, byte[] key, CancellationToken cancellationToken) => SaveAsync(upload, key, cancellationToken);

    private async Task<ErrorOr<StoredPicture>> SaveAsync(Stream upload, byte[]? key, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[81920];
        int read;
        while ((read = await upload.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (buffer.Length + read > UploadPhoto.MaxBytes) return Failure.Invalid("Photo.TooLarge", "Photos", UploadPhoto.MaxBytes / (1024 * 1024));
            buffer.Write(chunk, 0, read);
        }
        await Decoders.WaitAsync(cancellationToken);
        try
        {
            return await KeepAsync(buffer, key, cancellationToken);
        }
        catch (IOException)
        {
            // The disk is full, or away.
            return Failure.Invalid("Photo.NoRoom", "Photos");
        }
        finally
        {
            Decoders.Release();
        }
    }

    private async Task<ErrorOr<StoredPicture>> KeepAsync(MemoryStream upload, byte[]? key, CancellationToken cancellationToken)
    {
        using var data = SKData.CreateCopy(upload.GetBuffer().AsSpan(0, (int)upload.Length));
        using var codec = SKCodec.Create(data);
        if (codec is null) return Failure.Invalid("Photo.NotAPicture", "Photos");
        if (codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp))
            return Failure.Invalid("Photo.WrongType", "Photos");
        if ((long)codec.Info.Width * codec.Info.Height > MaxPixels) return Failure.Invalid("Photo.TooManyPixels", "Photos");

        using var decoded = SKBitmap.Decode(codec);
        if (decoded is null) return Failure.Invalid("Photo.NotAPicture", "Photos");
        using var upright = Upright(decoded, codec.EncodedOrigin);
        using var picture = Shrunk(upright, MaxSide);
        using var thumbnail = Shrunk(upright, ThumbnailSide);
        var (hash, size, isNew) = await KeepAsync(picture, key, cancellationToken);
        try
        {
            var (thumbnailHash, _, _) = await KeepAsync(thumbnail, key, cancellationToken);
            return new StoredPicture(hash, thumbnailHash, "image/jpeg", picture.Width, picture.Height, size);
        }
        catch
        {
            if (isNew) Delete(hash);
            throw;
        }
    }

    public Stream? OpenRead(string contentHash, byte[]? key = null)
    {
        var path = PathOf(contentHash);
        if (key is not null) return File.Exists(path) ? new MemoryStream(Unseal(File.ReadAllBytes(path), key), writable: false) : null;
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 81920, useAsync: true) : null;
    }

    public void Delete(string contentHash) => File.Delete(PathOf(contentHash));

    private async Task<(string Hash, int Size, bool IsNew)> KeepAsync(SKBitmap bitmap, byte[]? key, CancellationToken cancellationToken)
    {
        using var image = SKImage.FromBitmap(bitmap);
        using var encoded = image.Encode(SKEncodedImageFormat.Jpeg, JpegQuality);
        var bytes = key is null ? encoded.ToArray() : Seal(encoded.ToArray(), key);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var path = PathOf(hash);
        var isNew = !File.Exists(path);
        if (isNew)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            // Written aside and renamed: whoever opens the name finds all of it, whatever happens meanwhile.
            var aside = $"{path}.{Guid.NewGuid():N}";
            try
            {
                await File.WriteAllBytesAsync(aside, bytes, cancellationToken);
                File.Move(aside, path, overwrite: true);
            }
            catch
            {
                File.Delete(aside);
                throw;
            }
        }
        return (hash, bytes.Length, isNew);
    }

    /// <summary>AES-256-GCM: nonce, tag, ciphertext. A key seals two blobs, picture and thumbnail.</summary>
    private static byte[] Seal(byte[] clear, byte[] key)
    {
        var blob = new byte[NonceLength + TagLength + clear.Length];
        RandomNumberGenerator.Fill(blob.AsSpan(0, NonceLength));
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(blob.AsSpan(0, NonceLength), clear, blob.AsSpan(NonceLength + TagLength), blob.AsSpan(NonceLength, TagLength));
        return blob;
    }

    private static byte[] Unseal(byte[] blob, byte[] key)
    {
        var clear = new byte[blob.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(blob.AsSpan(0, NonceLength), blob.AsSpan(NonceLength + TagLength), blob.AsSpan(NonceLength, TagLength), clear);
        return clear;
    }

    private string PathOf(string hash) => Path.Combine(folder, hash[..2], hash);

    private static SKBitmap Shrunk(SKBitmap bitmap, int maxSide)
    {
        var scale = Math.Min(1.0, (double)maxSide / Math.Max(bitmap.Width, bitmap.Height));
        var info = new SKImageInfo(Math.Max(1, (int)(bitmap.Width * scale)), Math.Max(1, (int)(bitmap.Height * scale)), SKColorType.Rgba8888, SKAlphaType.Premul);
        var shrunk = new SKBitmap(info);
        using var canvas = new SKCanvas(shrunk);
        // JPEG has no transparency: what was see-through becomes white, not black.
        canvas.Clear(SKColors.White);
        using var image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, SKRect.Create(info.Width, info.Height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return shrunk;
    }

    /// <summary>Turns the picture as the camera noted in EXIF, which is then gone.</summary>
    private static SKBitmap Upright(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        var swapsSides = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var upright = new SKBitmap(swapsSides ? bitmap.Height : bitmap.Width, swapsSides ? bitmap.Width : bitmap.Height);
        using var canvas = new SKCanvas(upright);
        float w = bitmap.Width, h = bitmap.Height;
        canvas.SetMatrix(origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
            _ => SKMatrix.Identity,
        });
        canvas.DrawBitmap(bitmap, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest));
        return upright;
    }
}
