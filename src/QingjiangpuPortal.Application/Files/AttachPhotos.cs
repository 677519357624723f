using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Files;

namespace QingjiangpuPortal.Application.Files;

internal static class AttachPhotos
{
    /// <summary>Gives waiting uploads to their owner, in their order. Fails when one is not there, or is somebody's already.</summary>
    public static async Task<ErrorOr<Success>> AttachPhotosAsync(
        this PortalDb db, IReadOnlyList<Guid> photoIds, Guid ownerId, AttachmentPurpose purpose, bool isPublic, CancellationToken cancellationToken)
    {
        if (photoIds.Count == 0) return Result.Success;
        photoIds = [.. photoIds.Distinct()];
        var waiting = await db.Attachments.Where(a => photoIds.Contains(a.Id) && a.OwnerId == null).ToDictionaryAsync(a => a.Id, cancellationToken);
        if (waiting.Count != photoIds.Count) return Failure.Invalid("Photo.Gone", "Photos");
        for (var position = 0; position < photoIds.Count; position++)
            waiting[photoIds[position]].BelongTo(ownerId, purpose, isPublic, position);
        return Result.Success;
    }
}
