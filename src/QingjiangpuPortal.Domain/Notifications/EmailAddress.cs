using System.Security.Cryptography;
using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Notifications;

/// <summary>Where somebody wants their mail. Nothing is sent there, but for one code, until whoever reads it there has said so.</summary>
public sealed class EmailAddress
{
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(30);

    /// <summary>The shortest time between two codes.</summary>
    public static readonly TimeSpan CodePause = TimeSpan.FromSeconds(60);
    public const int MaxTries = 5;

    private EmailAddress() { }

    public Guid PersonId { get; private set; }
    public Protected Address { get; private set; } = null!;

    /// <summary>SHA-256 of person and code; empty once it is confirmed.</summary>
    public byte[] CodeHash { get; private set; } = null!;
    public DateTimeOffset CodeSentAt { get; private set; }
    public int Tries { get; private set; }
    public DateTimeOffset? ConfirmedAt { get; private set; }
    public uint Version { get; private set; }

    public static EmailAddress Of(Guid personId) => new() { PersonId = personId };

    /// <summary>A new address, or another code for the same; until it is confirmed there is none.</summary>
    public ErrorOr<Success> Expect(Protected address, byte[] codeHash, DateTimeOffset at)
    {
        if (at < CodeSentAt + CodePause) return Failure.Invalid("Email.CodeTooSoon", "Email", (int)CodePause.TotalSeconds);
        (Address, CodeHash, CodeSentAt, Tries, ConfirmedAt) = (address, codeHash, at, 0, null);
        return Result.Success;
    }

    /// <summary>A wrong code counts as a try.</summary>
    public ErrorOr<Success> Confirm(byte[] codeHash, DateTimeOffset at)
    {
        if (ConfirmedAt is not null) return Result.Success;
        if (at >= CodeSentAt + CodeLifetime || Tries >= MaxTries) return Failure.Invalid("Email.CodeExpired", "Code");
        Tries++;
        if (!CryptographicOperations.FixedTimeEquals(codeHash, CodeHash)) return Failure.Invalid("Email.CodeWrong", "Code", MaxTries - Tries);
        (ConfirmedAt, CodeHash) = (at, []);
        return Result.Success;
    }
}
