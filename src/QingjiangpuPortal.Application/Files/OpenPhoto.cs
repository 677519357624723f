using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Files;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.Files;

/// <summary>
/// Reads a picture for whoever may see what it belongs to: everybody if both are public, the reporter, and the staff whose
/// posts cover the report; papers of care and of insurance by whoever asked and the staff near the home; a visit's and an
/// adapted home's also by the provider, a registration's by staff only while it is shown in clear. An upload that still waits for its form opens with the sealed id alone.
/// </summary>
/// <param name="Token">The private link's, when the picture is shown to its holder.</param>
public sealed record OpenPhoto(Guid PhotoId, bool Thumbnail, string? Token = null, bool IsWaiting = false) : IQuery<OpenedPhoto>
{
    public Permission Permission => Permission.Anyone;
}

public sealed record OpenedPhoto(Stream Content, string MediaType, string ContentHash);

internal sealed class OpenPhotoHandler(PortalDb db, ICurrentUser user, IPictureStore pictures, IPersonalDataCipher cipher, TimeProvider clock) : IRequestHandler<OpenPhoto, ErrorOr<OpenedPhoto>>
{
    public async Task<ErrorOr<OpenedPhoto>> Handle(OpenPhoto request, CancellationToken cancellationToken)
    {
        var photo = await db.Attachments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == request.PhotoId, cancellationToken);
        if (photo is null || !await MaySeeAsync(photo, request, cancellationToken)) return Failure.NotFound("Photo.NotFound");
        var hash = request.Thumbnail ? photo.ThumbnailHash : photo.ContentHash;
        var key = photo.Key is { } sealedKey ? Convert.FromHexString(cipher.Reveal(sealedKey, PersonalDataKind.FileKey)) : null;
        return pictures.OpenRead(hash, key) is { } content ? new OpenedPhoto(content, photo.MediaType, hash) : Failure.NotFound("Photo.NotFound");
    }

    private async Task<bool> MaySeeAsync(Attachment photo, OpenPhoto request, CancellationToken cancellationToken)
    {
        if (photo.OwnerId is not { } owner) return request.IsWaiting;
        if (photo.Purpose == AttachmentPurpose.EnrollmentPaper) return await db.MaySeePapersAsync(user, owner, clock.GetUtcNow(), cancellationToken);
        var reports = db.GridReports.Where(r => r.Id == owner);
        if (photo.IsPublic && await reports.AnyAsync(r => r.IsPublic && r.Status != GridReportStatus.Withdrawn, cancellationToken)) return true;
        if (await reports.VisibleTo(user.ScopeFor(Permission.ViewReports), user.PersonId).AnyAsync(cancellationToken)) return true;
        if (photo.Purpose == AttachmentPurpose.CarePaper) return await db.CareRequests.MayBeSeenBy(user).AnyAsync(r => r.Id == owner, cancellationToken);
        if (photo.Purpose == AttachmentPurpose.InsurancePaper) return await db.InsuranceEnrollments.MayBeSeenBy(user).AnyAsync(e => e.Id == owner, cancellationToken);
        if (photo.Purpose == AttachmentPurpose.CareVisitPhoto) return await db.VisitsSeenBy(user).AnyAsync(o => o.Id == owner, cancellationToken);
        if (photo.Purpose is AttachmentPurpose.AdaptationBefore or AttachmentPurpose.AdaptationAfter) return await db.AdaptationsSeenBy(user).AnyAsync(a => a.Id == owner, cancellationToken);
        return await reports.Own(user, request.Token is { } token ? new(Id: null, token) : new(owner, Token: null)).AnyAsync(cancellationToken);
    }
}
