using System.Buffers.Text;
using ErrorOr;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Identity;

/// <summary>Identity checks the credentials (challenge, origin, signature, counter); what becomes of them is saved with the command.</summary>
internal sealed class IdentityPasskeys(PortalDbContext db, UserManager<PortalLogin> logins, SignInManager<PortalLogin> signIn) : IPasskeys
{
    public async Task<IReadOnlyList<Passkey>> OfAsync(Guid personId)
    {
        var kept = await db.Set<IdentityUserPasskey<Guid>>().AsNoTracking().Where(p => p.UserId == personId).ToListAsync();
        return [.. kept.Select(p => new Passkey(Base64Url.EncodeToString(p.CredentialId), p.Data.Name ?? "", p.Data.CreatedAt)).OrderBy(p => p.CreatedAt)];
    }

    /// <summary>The name that the device shows beside the key is the portal's, not the owner's: it would lie on the device in clear.</summary>
    public Task<string> CreationOptionsAsync(Guid personId) =>
        signIn.MakePasskeyCreationOptionsAsync(new() { Id = personId.ToString(), Name = "清江浦民生门户", DisplayName = "清江浦民生门户" });

    public async Task<ErrorOr<Success>> AddAsync(Guid personId, string credentialJson, string name)
    {
        var attested = await OrNullAsync(() => signIn.PerformPasskeyAttestationAsync(credentialJson));
        // A challenge that another account asked for is not for this one.
        if (attested is not { Succeeded: true } || attested.UserEntity.Id != personId.ToString()) return Failure.Invalid("Passkey.Refused");
        attested.Passkey.Name = name;
        return await KeepAsync(personId, attested.Passkey);
    }

    public async Task<bool> RemoveAsync(Guid personId, string id)
    {
        var credentialId = Base64Url.IsValid(id) ? Base64Url.DecodeFromChars(id) : [];
        var kept = await db.Set<IdentityUserPasskey<Guid>>().SingleOrDefaultAsync(p => p.UserId == personId && p.CredentialId == credentialId);
        if (kept is not null) db.Remove(kept);
        return kept is not null;
    }

    public Task<string> RequestOptionsAsync() => signIn.MakePasskeyRequestOptionsAsync(user: null);

    public async Task<Guid?> VerifyAsync(string credentialJson)
    {
        var verified = await OrNullAsync(() => signIn.PerformPasskeyAssertionAsync(credentialJson));
        if (verified is not { Succeeded: true }) return null;
        // The counter went up: a copy of the key that lags behind is noticed next time.
        await KeepAsync(verified.User.Id, verified.Passkey);
        return verified.User.Id;
    }

    /// <summary><c>null</c> where this browser was given no challenge, or what came is no credential: Identity throws then.</summary>
    private static async Task<T?> OrNullAsync<T>(Func<Task<T>> perform) where T : class
    {
        try
        {
            return await perform();
        }
        catch (Exception e) when (e is InvalidOperationException or System.Text.Json.JsonException or FormatException)
        {
            return null;
        }
    }

    private async Task<ErrorOr<Success>> KeepAsync(Guid personId, UserPasskeyInfo passkey)
    {
        var login = await db.Set<PortalLogin>().SingleAsync(l => l.Id == personId);
        var kept = await logins.AddOrUpdatePasskeyAsync(login, passkey);
        return kept.Succeeded ? Result.Success : Failure.Invalid("Passkey.Refused");
    }
}
