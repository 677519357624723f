using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;

namespace QingjiangpuPortal.Application.Accounts;

/// <summary>Tells the owner of an account, outside the portal, that something about signing in has changed.</summary>
internal sealed class AccountMessages(PortalDb db, ISmsSender sms, IPersonalDataCipher cipher)
{
    public async Task TellAsync(Guid personId, string what, CancellationToken cancellationToken)
    {
        if (!sms.IsAvailable) return;
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == personId, cancellationToken);
        await sms.TrySendAsync(
            cipher.Reveal(person.Phone, PersonalDataKind.Phone), $"【清江浦民生门户】您的账号：{what}。如果不是您本人操作，请马上改密码，或到就近的网格睦邻驿站求助。", cancellationToken);
    }
}
