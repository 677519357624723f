using System.Security.Cryptography;
using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Accounts;

namespace QingjiangpuPortal.Application.Accounts;

/// <summary>What somebody has beside the password: an authenticator app, recovery codes for the day it is lost, passkeys.</summary>
internal sealed class SecondFactors(PortalDb db, IPersonalDataCipher cipher, IPasskeys passkeys, TimeProvider clock)
{
    private const int AppCodeLength = 6;
    private const int RecoveryCodes = 10;

    /// <summary>Without letters and digits that look alike.</summary>
    private const string RecoveryAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int RecoveryCodeLength = 16;

    public async Task<bool> ExistAsync(Guid personId, CancellationToken cancellationToken) =>
        await db.Authenticators.AnyAsync(a => a.PersonId == personId && a.ActiveSince != null, cancellationToken)
        || (await passkeys.OfAsync(personId)).Count > 0;

    /// <summary>
    /// The session, if it may change how one signs in: proven a moment ago, and by a second factor where there is one, or a
    /// known password would be enough to take it away.
    /// </summary>
    public async Task<ErrorOr<Session>> SessionForChangeAsync(ICurrentUser user, CancellationToken cancellationToken)
    {
        var session = await db.SessionOfAsync(user, cancellationToken);
        return session.IsFresh(clock.GetUtcNow()) && (session.HasSecondFactor || !await ExistAsync(session.PersonId, cancellationToken))
            ? session
            : ConfirmationErrors.Needed;
    }

    /// <summary>Uses up a code of the app, or a recovery code, as people type them; <c>false</c> when it is neither.</summary>
    public async Task<bool> UseAsync(Guid personId, string typed, CancellationToken cancellationToken)
    {
        var code = Plain(typed);
        var now = clock.GetUtcNow();
        if (code.Length == AppCodeLength)
        {
            var app = await db.Authenticators.SingleOrDefaultAsync(a => a.PersonId == personId && a.ActiveSince != null, cancellationToken);
            return app is not null && app.Use(cipher.Reveal(app.Secret, PersonalDataKind.AuthenticatorSecret), code, now);
        }
        var hash = HashOf(personId, code);
        var recovery = await db.RecoveryCodes.SingleOrDefaultAsync(c => c.PersonId == personId && c.CodeHash == hash && c.UsedAt == null, cancellationToken);
        recovery?.Use(now);
        return recovery is not null;
    }

    /// <summary>Ten new recovery codes in place of the old ones; in clear only here.</summary>
    public async Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(Guid personId, CancellationToken cancellationToken)
    {
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.PersonId == personId).ToListAsync(cancellationToken));
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => RandomNumberGenerator.GetString(RecoveryAlphabet, RecoveryCodeLength)).ToList();
        db.RecoveryCodes.AddRange(codes.Select(code => RecoveryCode.Create(Guid.CreateVersion7(), personId, HashOf(personId, code))));
        return [.. codes.Select(code => string.Join('-', code.Chunk(4).Select(group => new string(group))))];
    }

    /// <summary>Takes the app and its recovery codes away.</summary>
    public async Task RemoveAppAsync(Guid personId, CancellationToken cancellationToken)
    {
        db.Authenticators.RemoveRange(await db.Authenticators.Where(a => a.PersonId == personId).ToListAsync(cancellationToken));
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.PersonId == personId).ToListAsync(cancellationToken));
    }

    /// <summary>For the counter, where everything is lost.</summary>
    public async Task RemoveAllAsync(Guid personId, CancellationToken cancellationToken)
    {
        await RemoveAppAsync(personId, cancellationToken);
        foreach (var passkey in await passkeys.OfAsync(personId)) await passkeys.RemoveAsync(personId, passkey.Id);
    }

    /// <summary>80 random bits need no slow hash (NIST SP 800-63B, 5.1.2.2).</summary>
    private static byte[] HashOf(Guid personId, string code) => Hash.Of($"recovery\n{personId:N}\n{code}");

    private static string Plain(string typed) =>
        string.Concat(typed.Normalize(System.Text.NormalizationForm.FormKC).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));
}
