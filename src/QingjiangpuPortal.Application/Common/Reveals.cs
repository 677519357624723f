using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Protection;

namespace QingjiangpuPortal.Application.Common;

/// <summary>Personal data in clear for one viewer and for a short time, with the reason in the trail.</summary>
internal static class Reveals
{
    /// <summary>Until when the viewer sees the <typeparamref name="T"/> in clear; <c>null</c> when it is masked.</summary>
    public static Task<DateTimeOffset?> RevealedUntilAsync<T>(this PortalDb db, Guid? viewerId, Guid subjectId, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Reveals.Where(r => r.ViewerId == viewerId && r.SubjectId == subjectId && r.SubjectKind == typeof(T).Name && r.ExpiresAt > now)
            .MaxAsync(r => (DateTimeOffset?)r.ExpiresAt, cancellationToken);

    /// <summary>Shows the <typeparamref name="T"/> in clear to the user for <see cref="Reveal.ValidFor"/>.</summary>
    public static Success Show<T>(this PortalDb db, AuditNote audit, ICurrentUser user, Guid subjectId, RevealPurpose purpose, string? note, DateTimeOffset at)
    {
        var reveal = Reveal.Grant(Guid.CreateVersion7(), user.PersonId!.Value, typeof(T).Name, subjectId, purpose, note?.Trim(), at);
        db.Reveals.Add(reveal);
        audit.Reason = reveal.Reason;
        return Result.Success;
    }
}
