using System.Globalization;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.Common;

/// <summary>
/// A form that is taken once (ADR 5): <see cref="EarlierAsync"/> finds what its first sending made, <see cref="TakeForm"/> keeps what this one makes. Of two
/// that come at once the loser meets the primary key and is handled again (<c>SaveBehaviour</c>).
/// </summary>
internal static class Submissions
{
    /// <summary>The form's hashes. Keyed: what was sent may name people, and whoever had only the database would find a number by trying all.</summary>
    public static SentForm Of(IPersonalDataCipher cipher, string submissionKey, FormattableString content) => new(
        Hash.Of(submissionKey), cipher.BlindIndex(Convert.ToHexString(Hash.Of(content.ToString(CultureInfo.InvariantCulture))), PersonalDataKind.SubmissionContent));

    /// <summary>What the first sending made; then this one does nothing, and leaves no line in the trail.</summary>
    public static async Task<Guid?> EarlierAsync(this PortalDb db, SentForm form, AuditNote audit, CancellationToken cancellationToken)
    {
        var earlier = await db.Submissions.Where(s => s.KeyHash == form.KeyHash && s.ContentHash == form.ContentHash)
            .Select(s => (Guid?)s.SubjectId).SingleOrDefaultAsync(cancellationToken);
        audit.NothingDone = earlier is not null;
        return earlier;
    }

    public static void TakeForm(this PortalDb db, SentForm form, Guid subjectId, DateTimeOffset at) =>
        db.Submissions.Add(Submission.Create(form.KeyHash, form.ContentHash, subjectId, at));
}

/// <param name="KeyHash">SHA-256 of the form's key.</param>
/// <param name="ContentHash">Keyed, of who sent what.</param>
internal sealed record SentForm(byte[] KeyHash, byte[] ContentHash);
