using QingjiangpuPortal.Domain.Accounts;

namespace QingjiangpuPortal.Domain.Ledgers;

/// <summary>As what an account is linked to a person of the register. Stored as a number: values are never reused.</summary>
public enum LedgerLinkKind
{
    /// <summary>本人</summary>
    Self = 1,

    /// <summary>监护人 of a child, or of an adult who cannot act.</summary>
    Guardian = 2,

    /// <summary>家属 for whom the person agreed to be spoken for.</summary>
    Family = 3,
}

/// <summary>
/// That an account of the portal belongs to a person of the register, or may speak for one; an officer saw the paper that proves it. An account is one
/// person's own and a person has one account of their own.
/// </summary>
public sealed class LedgerLink
{
    private LedgerLink() { }

    public Guid Id { get; private set; }

    /// <summary>The account, a <see cref="Organization.Person"/>.</summary>
    public Guid AccountId { get; private set; }
    public Guid PersonId { get; private set; }
    public LedgerLinkKind Kind { get; private set; }

    /// <summary>Which paper was seen.</summary>
    public IdentityDocument Document { get; private set; }
    public Guid LinkedById { get; private set; }
    public DateTimeOffset LinkedAt { get; private set; }

    public static LedgerLink Create(Guid id, Guid accountId, Guid personId, LedgerLinkKind kind, IdentityDocument document, Guid linkedById, DateTimeOffset at) => new()
    {
        Id = id,
        AccountId = accountId,
        PersonId = personId,
        Kind = kind,
        Document = document,
        LinkedById = linkedById,
        LinkedAt = at,
    };
}
