using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>Where the account is signed in, and its second factors.</summary>
internal sealed class SignInHolder(PortalDb db, IPasskeys passkeys, IOutsideLogins outside, TimeProvider clock) : IPersonalDataHolder
{
    public IReadOnlyList<string> Claims => ["Authenticator.Secret"];

    public async Task<HeldData?> HeldAboutAsync(Guid personId, CancellationToken cancellationToken) =>
        new("signIn", "登录的设备和两步登录", "确认是您本人在使用账号", LegalBasis.StatutoryDuty, "设备在退出或过期以后，两步登录在您关闭以后删除", "登录时由设备和您提供", "删除",
        [
            new("authenticator", "验证器", new Word(await db.Authenticators.AnyAsync(a => a.PersonId == personId && a.ActiveSince != null, cancellationToken) ? "已设置，密钥加密保存" : "没有设置")),
            new("passkeys", "通行密钥", (await passkeys.OfAsync(personId)).Count),
            new("links", "绑定的其他账号", (await outside.ProvidersOfAsync(personId, cancellationToken)).Count),
            new("recoveryCodes", "没用过的恢复码", await db.RecoveryCodes.CountAsync(c => c.PersonId == personId && c.UsedAt == null, cancellationToken)),
        ]);

    public async Task<IReadOnlyList<HeldRecord>> RecordsAsync(Guid personId, int? atMost, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var sessions = await db.Sessions.AsNoTracking().Where(s => s.PersonId == personId && s.EndedAt == null && s.ExpiresAt > now)
            .OrderByDescending(s => s.SeenAt).Take(atMost ?? int.MaxValue).ToListAsync(cancellationToken);
        return sessions.ConvertAll(s => new HeldRecord(s.Device,
        [
            new("startedAt", "登录时间", s.StartedAt),
            new("seenAt", "最近使用", s.SeenAt),
            .. s.Address is { } address ? [new HeldField("address", "网络地址", address)] : Array.Empty<HeldField>(),
        ]));
    }

    public Task<Error?> WhyNotYetAsync(Guid personId, CancellationToken cancellationToken) => Task.FromResult<Error?>(null);

    /// <summary>Sessions and factors go with the person, by the database's foreign keys.</summary>
    public Task ForgetAsync(Guid personId, CancellationToken cancellationToken) => Task.CompletedTask;
}
