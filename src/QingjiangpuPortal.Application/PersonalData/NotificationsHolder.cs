using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Notifications;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>How the person is told: mail address, browsers, and what they were told.</summary>
internal sealed class NotificationsHolder(PortalDb db, IPersonalDataCipher cipher) : IPersonalDataHolder
{
    public IReadOnlyList<string> Claims => ["EmailAddress.Address"];

    public async Task<HeldData?> HeldAboutAsync(Guid personId, CancellationToken cancellationToken)
    {
        var email = await db.EmailAddresses.AsNoTracking().SingleOrDefaultAsync(e => e.PersonId == personId, cancellationToken);
        var browsers = await db.PushSubscriptions.CountAsync(s => s.PersonId == personId, cancellationToken);
        var told = await db.Notifications.CountAsync(n => n.PersonId == personId, cancellationToken);
        return email is null && browsers + told == 0 ? null : new(
            "notifications", "消息和通知", "把事情的进展告诉您", LegalBasis.Consent, "邮箱和浏览器到您删除为止；消息一年", "您自己填写，门户发给您", "删除",
            [
                .. Email(email),
                new("browsers", "接收通知的浏览器", browsers),
                new("notifications", "消息", told),
            ]);
    }

    public async Task<IReadOnlyList<HeldRecord>> RecordsAsync(Guid personId, int? atMost, CancellationToken cancellationToken)
    {
        var browsers = await db.PushSubscriptions.AsNoTracking().Where(s => s.PersonId == personId)
            .OrderByDescending(s => s.CreatedAt).Take(atMost ?? int.MaxValue).ToListAsync(cancellationToken);
        return browsers.ConvertAll(s => new HeldRecord(s.Device, [new("subscribedAt", "开启时间", s.CreatedAt)]));
    }

    public Task<Error?> WhyNotYetAsync(Guid personId, CancellationToken cancellationToken) => Task.FromResult<Error?>(null);

    /// <summary>All of it goes with the person, by the database's foreign keys.</summary>
    public Task ForgetAsync(Guid personId, CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<HeldField> Email(EmailAddress? email)
    {
        if (email is null) return [];
        var clear = cipher.Reveal(email.Address, PersonalDataKind.Email);
        return [new("email", "邮箱", clear, Masks.Of(clear, PersonalDataKind.Email, Onlooker.Self))];
    }
}
