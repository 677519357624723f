using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Accounts;

/// <summary>A one-time code that was sent to a mobile number; six digits, ten minutes, five tries, one use.</summary>
public sealed class SignInCode
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    public const int MaxTries = 5;

    private SignInCode() { }

    public Guid Id { get; private set; }

    /// <summary>The blind index of the number it was sent to.</summary>
    public byte[] PhoneIndex { get; private set; } = null!;
    public byte[] CodeHash { get; private set; } = null!;
    public DateTimeOffset SentAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public int Tries { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }
    public uint Version { get; private set; }

    public static SignInCode Send(Guid id, byte[] phoneIndex, byte[] codeHash, DateTimeOffset at) => new()
    {
        Id = id,
        PhoneIndex = phoneIndex,
        CodeHash = codeHash,
        SentAt = at,
        ExpiresAt = at + Lifetime,
    };

    /// <summary>Uses the code up. A wrong one counts as a try.</summary>
    public ErrorOr<Success> Use(byte[] codeHash, DateTimeOffset at)
    {
        if (UsedAt is not null || at >= ExpiresAt || Tries >= MaxTries) return Failure.Invalid("SignIn.CodeExpired", "Code");
        Tries++;
        if (!System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(codeHash, CodeHash))
            return Failure.Invalid("SignIn.CodeWrong", "Code", MaxTries - Tries);
        UsedAt = at;
        return Result.Success;
    }
}
