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

    /// <summary><c>null</c> when there is no such blob.</summary>
    Stream? OpenRead(string contentHash);

    /// <summary>Deletes a blob; does nothing when it is gone already.</summary>
    void Delete(string contentHash);
}
