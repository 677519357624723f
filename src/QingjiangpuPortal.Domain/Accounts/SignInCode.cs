using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Accounts;

/// <summary>What a one-time code opens.</summary>
public enum SignInCodePurpose
{
    /// <summary>A session; sent to a mobile number, six digits.</summary>
    SignIn = 1,

    /// <summary>A new password; printed at a service station's counter, eight digits.</summary>
    NewPassword = 2,
}

/// <summary>A one-time code for a mobile number: five tries, one use, and some minutes, which can be extended once before they are over.</summary>
public sealed class SignInCode
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan Extension = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan CounterLifetime = TimeSpan.FromMinutes(15);
    public const int MaxTries = 5;

    private SignInCode() { }

    public Guid Id { get; private set; }

    public SignInCodePurpose Purpose { get; private set; }

    /// <summary>The blind index of the number it was sent to.</summary>
    public byte[] PhoneIndex { get; private set; } = null!;
    public byte[] CodeHash { get; private set; } = null!;
    public DateTimeOffset SentAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public int Tries { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }
    public bool IsExtended { get; private set; }
    public uint Version { get; private set; }

    public static SignInCode Send(Guid id, byte[] phoneIndex, byte[] codeHash, DateTimeOffset at) =>
        Issue(id, SignInCodePurpose.SignIn, phoneIndex, codeHash, at, Lifetime);

    public static SignInCode GiveAtCounter(Guid id, byte[] phoneIndex, byte[] codeHash, DateTimeOffset at) =>
        Issue(id, SignInCodePurpose.NewPassword, phoneIndex, codeHash, at, CounterLifetime);

    private static SignInCode Issue(Guid id, SignInCodePurpose purpose, byte[] phoneIndex, byte[] codeHash, DateTimeOffset at, TimeSpan lifetime) => new()
    {
        Id = id,
        Purpose = purpose,
        PhoneIndex = phoneIndex,
        CodeHash = codeHash,
        SentAt = at,
        ExpiresAt = at + lifetime,
    };

    /// <summary>Gives whoever reads and types slowly more time, once, while the code is still good.</summary>
    public ErrorOr<Success> Extend(DateTimeOffset at)
    {
        if (!IsOpen(at)) return Failure.Invalid("SignIn.CodeExpired", "Code");
        if (IsExtended) return Failure.Invalid("SignIn.CodeExtendedAlready", "Code");
        IsExtended = true;
        ExpiresAt += Extension;
        return Result.Success;
    }

    /// <summary>A later code stands in its place, or it shall not be used any more.</summary>
    public void Revoke(DateTimeOffset at) => UsedAt ??= at;

    private bool IsOpen(DateTimeOffset at) => UsedAt is null && at < ExpiresAt && Tries < MaxTries;

    /// <summary>Uses the code up. A wrong one counts as a try.</summary>
    public ErrorOr<Success> Use(byte[] codeHash, DateTimeOffset at)
    {
        if (!IsOpen(at)) return Failure.Invalid("SignIn.CodeExpired", "Code");
        Tries++;
        if (!System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(codeHash, CodeHash))
            return Failure.Invalid("SignIn.CodeWrong", "Code", MaxTries - Tries);
        UsedAt = at;
        return Result.Success;
    }
}
