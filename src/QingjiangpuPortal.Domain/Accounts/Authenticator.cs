using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Accounts;

/// <summary>An authenticator app, the commonest second factor; one for each person. It counts once its first code was given.</summary>
public sealed class Authenticator
{
    private Authenticator() { }

    public Guid PersonId { get; private set; }

    /// <summary>The shared secret in base32.</summary>
    public Protected Secret { get; private set; } = null!;
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? ActiveSince { get; private set; }

    /// <summary>The time step of the last code that was given: each code opens once (RFC 6238 section 5.2).</summary>
    public long LastStep { get; private set; }
    public uint Version { get; private set; }

    public bool IsActive => ActiveSince is not null;

    public static Authenticator Create(Guid personId, Protected secret, DateTimeOffset at) => new()
    {
        PersonId = personId,
        Secret = secret,
        CreatedAt = at,
    };

    /// <summary>Begun again before its first code.</summary>
    public void Renew(Protected secret, DateTimeOffset at) => (Secret, CreatedAt) = (secret, at);

    /// <summary>Whether the code is right now and was not given before; then it is used up.</summary>
    public bool Use(string secret, string code, DateTimeOffset at)
    {
        if (Totp.Match(Base32.Decode(secret), code, at, LastStep) is not { } step) return false;
        LastStep = step;
        ActiveSince ??= at;
        return true;
    }
}

/// <summary>A code on paper for the day when the phone is lost; opens once.</summary>
public sealed class RecoveryCode
{
    private RecoveryCode() { }

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public byte[] CodeHash { get; private set; } = null!;
    public DateTimeOffset? UsedAt { get; private set; }
    public uint Version { get; private set; }

    public static RecoveryCode Create(Guid id, Guid personId, byte[] codeHash) => new() { Id = id, PersonId = personId, CodeHash = codeHash };

    public void Use(DateTimeOffset at) => UsedAt = at;
}
