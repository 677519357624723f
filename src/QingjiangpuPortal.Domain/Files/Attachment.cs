using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Files;

public enum AttachmentPurpose
{
    /// <summary>Taken by the reporter, shown with the report.</summary>
    ReportPhoto = 1,

    /// <summary>Taken when the report was resolved.</summary>
    ResolutionPhoto = 2,

    /// <summary>Taken by a volunteer who helped.</summary>
    VolunteerPhoto = 3,

    /// <summary>A paper that belongs to a request for care.</summary>
    CarePaper = 4,

    /// <summary>Taken by a carer at the end of a visit.</summary>
    CareVisitPhoto = 5,

    /// <summary>A home before and after it was adapted.</summary>
    AdaptationBefore = 6,
    AdaptationAfter = 7,

    /// <summary>A paper that a family sent with a registration for a school.</summary>
    EnrollmentPaper = 10,

    /// <summary>A paper that belongs to an enrolment in social insurance.</summary>
    InsurancePaper = 20,
}

/// <summary>
/// A picture that belongs to something. Access is decided by this row, never by the blob: two rows may share a blob, and a
/// blob without rows is deleted. Without an owner it is an upload that waits for its form to be sent, for a day.
/// </summary>
public sealed class Attachment
{
    private Attachment() { }

    public Guid Id { get; private set; }
    public Guid? OwnerId { get; private set; }
    public AttachmentPurpose Purpose { get; private set; }

    /// <summary>Whether whoever may see the owner's public page may see the picture.</summary>
    public bool IsPublic { get; private set; }

    /// <summary>SHA-256 of the re-encoded picture, lower-case hex: the blob's name.</summary>
    public string ContentHash { get; private set; } = null!;
    public string ThumbnailHash { get; private set; } = null!;
    public string MediaType { get; private set; } = null!;

    /// <summary>By which the blobs are sealed, as hexadecimal digits; <c>null</c> for a picture that shows nothing of a person.</summary>
    public Protected? Key { get; private set; }

    /// <summary>Pixels, after the rotation that the camera noted was applied.</summary>
    public int Width { get; private set; }
    public int Height { get; private set; }
    public int SizeInBytes { get; private set; }

    /// <summary>Its place among the owner's pictures, from 0.</summary>
    public int Position { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }

    public static Attachment Upload(Guid id, StoredPicture picture, DateTimeOffset at, Protected? key = null) => new()
    {
        Id = id,
        ContentHash = picture.ContentHash,
        ThumbnailHash = picture.ThumbnailHash,
        MediaType = picture.MediaType,
        Width = picture.Width,
        Height = picture.Height,
        SizeInBytes = picture.SizeInBytes,
        RecordedAt = at,
        Key = key,
    };

    /// <summary>Gives the upload to what it was sent with.</summary>
    /// <exception cref="InvalidOperationException">It belongs to something already.</exception>
    public void BelongTo(Guid ownerId, AttachmentPurpose purpose, bool isPublic, int position)
    {
        if (OwnerId is not null) throw new InvalidOperationException("The attachment has an owner.");
        OwnerId = ownerId;
        Purpose = purpose;
        IsPublic = isPublic;
        Position = position;
    }
}

/// <summary>What became of a picture that was stored: the blobs' SHA-256 (hex), type, size in pixels and bytes.</summary>
public sealed record StoredPicture(string ContentHash, string ThumbnailHash, string MediaType, int Width, int Height, int SizeInBytes);
