using System.Security.Cryptography;
using ErrorOr;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Files;

namespace QingjiangpuPortal.Application.Files;

/// <summary>Keeps one picture until the form that it belongs to is sent. The id is handed out sealed, by the page.</summary>
/// <param name="IsSealed">A paper with personal data, which is encrypted at rest.</param>
public sealed record UploadPhoto(Stream Content, bool IsSealed = false) : ICommand<Guid>
{
    /// <summary>Bytes of one upload.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>How long an upload waits for its form.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    public Permission Permission => Permission.Anyone;
}

internal sealed class UploadPhotoHandler(PortalDb db, IPictureStore pictures, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit) : IRequestHandler<UploadPhoto, ErrorOr<Guid>>
{
    public async Task<ErrorOr<Guid>> Handle(UploadPhoto request, CancellationToken cancellationToken)
    {
        var key = request.IsSealed ? RandomNumberGenerator.GetBytes(32) : null;
        var picture = key is null ? await pictures.SaveAsync(request.Content, cancellationToken) : await pictures.SaveSealedAsync(request.Content, key, cancellationToken);
        if (picture.IsError) return picture.Errors;
        var attachment = Attachment.Upload(Guid.CreateVersion7(), picture.Value, clock.GetUtcNow(), key is null ? null : cipher.Protect(Convert.ToHexStringLower(key), PersonalDataKind.FileKey));
        db.Attachments.Add(attachment);
        audit.About(AuditSubject.Of<Attachment>(attachment.Id));
        return attachment.Id;
    }
}
