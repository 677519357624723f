using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Identity;

/// <summary>Links in Identity's own table (<c>login_providers</c>), whose key gives an identity to one person only.</summary>
internal sealed class OutsideLogins(PortalDbContext db, IPersonalDataCipher cipher) : IOutsideLogins
{
    private DbSet<IdentityUserLogin<Guid>> Links => db.Set<IdentityUserLogin<Guid>>();

    public Task<Guid?> PersonOfAsync(OutsideIdentity identity, CancellationToken cancellationToken)
    {
        var key = KeyOf(identity);
        return Links.Where(l => l.LoginProvider == identity.Provider && l.ProviderKey == key).Select(l => (Guid?)l.UserId).SingleOrDefaultAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<string>> ProvidersOfAsync(Guid personId, CancellationToken cancellationToken) =>
        await Links.Where(l => l.UserId == personId).Select(l => l.LoginProvider).Distinct().Order().ToListAsync(cancellationToken);

    public void Link(Guid personId, OutsideIdentity identity) =>
        Links.Add(new() { LoginProvider = identity.Provider, ProviderKey = KeyOf(identity), UserId = personId });

    public async Task UnlinkAsync(Guid personId, string provider, CancellationToken cancellationToken) =>
        Links.RemoveRange(await Links.Where(l => l.UserId == personId && l.LoginProvider == provider).ToListAsync(cancellationToken));

    public async Task UnlinkAllAsync(Guid personId, CancellationToken cancellationToken) =>
        Links.RemoveRange(await Links.Where(l => l.UserId == personId).ToListAsync(cancellationToken));

    private string KeyOf(OutsideIdentity identity) =>
        Convert.ToHexStringLower(cipher.BlindIndex($"{identity.Provider}\n{identity.Subject}", PersonalDataKind.OutsideSubject));
}
