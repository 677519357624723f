using ErrorOr;
using QingjiangpuPortal.Domain.Files;

namespace QingjiangpuPortal.Application.Abstractions;

/// <summary>Keeps pictures by the hash of their content.</summary>
public interface IPictureStore
{
    /// <summary>
    /// Decodes, turns upright, shrinks and re-encodes the picture (so that EXIF and position are gone) and keeps it with a
    /// thumbnail. Fails with <c>Photo.NotAPicture</c>, <c>Photo.TooLarge</c> or <c>Photo.WrongType</c>.
    /// </summary>
    Task<ErrorOr<StoredPicture>> SaveAsync(Stream upload, CancellationToken cancellationToken);

    /// <summary>The same for a paper with personal data: the blobs are encrypted, and named by the hash of what is encrypted.</summary>
    /// <param name="key">32 random bytes, of this picture alone.</param>
    Task<ErrorOr<StoredPicture>> SaveSealedAsync(Stream upload, byte[] key, CancellationToken cancellationToken);

    /// <summary><c>null</c> when there is no such blob.</summary>
    /// <param name="key">Of a sealed one.</param>
    Stream? OpenRead(string contentHash, byte[]? key = null);

    /// <summary>Deletes a blob; does nothing when it is gone already.</summary>
    void Delete(string contentHash);
}
