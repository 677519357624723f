using ErrorOr;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Files;

namespace QingjiangpuPortal.Application.Files;

/// <summary>Keeps one picture until the form that it belongs to is sent. The id is handed out sealed, by the page.</summary>
public sealed record UploadPhoto(Stream Content) : ICommand<Guid>
{
    /// <summary>Bytes of one upload.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>How long an upload waits for its form.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    public Permission Permission => Permission.Anyone;
}

internal sealed class UploadPhotoHandler(PortalDb db, IPictureStore pictures, TimeProvider clock, AuditNote audit) : IRequestHandler<UploadPhoto, ErrorOr<Guid>>
{
    public async Task<ErrorOr<Guid>> Handle(UploadPhoto request, CancellationToken cancellationToken)
    {
        var picture = await pictures.SaveAsync(request.Content, cancellationToken);
        if (picture.IsError) return picture.Errors;
        var attachment = Attachment.Upload(Guid.CreateVersion7(), picture.Value, clock.GetUtcNow());
        db.Attachments.Add(attachment);
        audit.About(AuditSubject.Of<Attachment>(attachment.Id));
        return attachment.Id;
    }
}
