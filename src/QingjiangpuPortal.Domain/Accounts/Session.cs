namespace QingjiangpuPortal.Domain.Accounts;

/// <summary>How somebody proved who they are when a session began.</summary>
public enum SignInMethod
{
    Password = 1,
    SmsCode = 2,
    Passkey = 3,

    /// <summary>A code that was given at a service station's counter.</summary>
    CounterCode = 4,

    /// <summary>Another provider's word, by OpenID Connect.</summary>
    OpenId = 5,
}

/// <summary>
/// A browser that is signed in. It lives here and not in the cookie, which carries only a key: what is ended here opens
/// nothing any more, whoever has a copy of the cookie.
/// </summary>
public sealed class Session
{
    /// <summary>How old the last proof of identity may be when a password or a second factor is changed.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(5);

    private Session() { }

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>SHA-256 of the key in the cookie: who reads the table cannot make a cookie of it.</summary>
    public byte[] KeyHash { get; private set; } = null!;
    public SignInMethod Method { get; private set; }
    /// <summary>The name of the provider, with <see cref="SignInMethod.OpenId"/>.</summary>
    public string? Provider { get; private set; }
    public bool HasSecondFactor { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>The last request, to within a few minutes.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>When it ends without a further request; requests move it on, never beyond <see cref="EndsAt"/>.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When it ends whatever happens.</summary>
    public DateTimeOffset EndsAt { get; private set; }
    public TimeSpan IdleFor { get; private set; }

    /// <summary>When whoever sits there last proved who they are.</summary>
    public DateTimeOffset ConfirmedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public string? Address { get; private set; }

    /// <summary>Browser and system as people call them: <c>Edge · Windows</c>.</summary>
    public string Device { get; private set; } = null!;

    public static Session Start(Guid id, byte[] keyHash, SignedIn who, SessionLife life, string? address, string device, DateTimeOffset at) => new()
    {
        Id = id,
        PersonId = who.PersonId,
        KeyHash = keyHash,
        Method = who.Method,
        Provider = who.Provider,
        HasSecondFactor = who.HasSecondFactor,
        StartedAt = at,
        SeenAt = at,
        ConfirmedAt = at,
        ExpiresAt = at + (life.Idle < life.Whole ? life.Idle : life.Whole),
        EndsAt = at + life.Whole,
        IdleFor = life.Idle,
        Address = address,
        Device = device,
    };

    public bool IsFresh(DateTimeOffset at) => at - ConfirmedAt <= FreshFor;

    /// <param name="withSecondFactor">Whether the proof was a second factor: then the session has one from now on.</param>
    public void Confirm(bool withSecondFactor, DateTimeOffset at)
    {
        ConfirmedAt = at;
        HasSecondFactor |= withSecondFactor;
    }

    /// <summary>The last factor was taken away: where one is needed, the posts close until there is another.</summary>
    public void LoseSecondFactor() => HasSecondFactor = false;

    public void End(DateTimeOffset at) => EndedAt ??= at;
}

/// <summary>Who signed in, and by what.</summary>
public sealed record SignedIn(Guid PersonId, SignInMethod Method, bool HasSecondFactor, string? Provider = null);

/// <summary>How long a session lives without a request, and at all.</summary>
public sealed record SessionLife(TimeSpan Idle, TimeSpan Whole);
