using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.PersonalData;

/// <summary>注销账号: asked for, and carried out by the portal itself once it can no longer be taken back.</summary>
public sealed class AccountDeletion
{
    private AccountDeletion() { }

    public Guid PersonId { get; private set; }
    public DateTimeOffset RequestedAt { get; private set; }
    public DateTimeOffset EffectiveAt { get; private set; }

    public static AccountDeletion Request(Guid personId, DateTimeOffset at) => new()
    {
        PersonId = personId,
        RequestedAt = at,
        EffectiveAt = at + Undo.Window,
    };
}
