namespace QingjiangpuPortal.Domain.Notifications;

/// <summary>Stored as a number.</summary>
public enum OutboxState
{
    Waiting = 1,
    Sent = 2,

    /// <summary>Given up: it failed too often, or in a way that no repetition mends.</summary>
    Dead = 3,

    /// <summary>Not to be sent any more: its address is gone, or the system administrator said so.</summary>
    Discarded = 4,
}

/// <summary>
/// One message to one address of one person. Where to is looked up when it is sent, so the row holds no address; what became of
/// it stands here for a month. Whoever claims it moves <see cref="NextAttemptAt"/> beyond a lease: what a killed process had
/// claimed comes back by itself.
/// </summary>
public sealed class OutboxMessage
{
    /// <summary>After so many attempts, some four hours after the first, it is given up.</summary>
    public const int MaxAttempts = 10;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(2);

    private OutboxMessage() { }

    /// <summary>Also what the gateway knows a repetition by.</summary>
    public Guid Id { get; private set; }
    public Guid NewsId { get; private set; }
    public NotificationKind Kind { get; private set; }
    public NotificationChannels Channel { get; private set; }

    /// <summary>The person; for <see cref="NotificationChannels.Push"/> the subscription; of a contact without an account the report.</summary>
    public Guid TargetId { get; private set; }

    /// <summary><c>null</c> for the contact of a report.</summary>
    public Guid? PersonId { get; private set; }
    public string SubjectKind { get; private set; } = null!;
    public string SubjectId { get; private set; } = null!;
    public Dictionary<string, string> Facts { get; private set; } = null!;

    public OutboxState State { get; private set; }
    public int Attempts { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset NextAttemptAt { get; private set; }

    /// <summary>When it was sent, given up or discarded.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>A code such as <c>smtp-451</c>; never what a server wrote, which may name the address.</summary>
    public string? LastError { get; private set; }

    public static OutboxMessage Of(Guid id, News news, NotificationChannels channel, Guid targetId, Guid? personId, Dictionary<string, string> facts, DateTimeOffset at, DateTimeOffset notBefore) => new()
    {
        Id = id,
        NewsId = news.Id,
        Kind = news.Kind,
        Channel = channel,
        TargetId = targetId,
        PersonId = personId,
        SubjectKind = news.SubjectKind,
        SubjectId = news.SubjectId,
        Facts = facts,
        State = OutboxState.Waiting,
        CreatedAt = at,
        NextAttemptAt = notBefore,
    };

    public void Sent(DateTimeOffset at) => Settle(OutboxState.Sent, at, error: null);

    public void Discard(DateTimeOffset at, string? why = null) => Settle(OutboxState.Discarded, at, why ?? LastError);

    /// <summary>Waits for the next attempt, or is given up.</summary>
    /// <param name="retryAfter">What the other side asked for.</param>
    /// <param name="jitter">From 0 to 1, so that what failed together is not repeated together.</param>
    /// <param name="quiet">When whoever gets it is not to be disturbed.</param>
    public void Failed(DateTimeOffset at, string error, bool isPermanent, TimeSpan? retryAfter, double jitter, QuietHours quiet)
    {
        LastError = error;
        if (isPermanent || Attempts >= MaxAttempts) Settle(OutboxState.Dead, at, error);
        else NextAttemptAt = quiet.NotBefore(at + PauseAfter(Attempts, retryAfter, jitter));
    }

    /// <summary>Waits until then; it was no attempt.</summary>
    public void Postpone(DateTimeOffset until) => (Attempts, NextAttemptAt) = (Attempts - 1, until);

    /// <summary>重发: the system administrator has mended what stood in the way.</summary>
    public void Retry(DateTimeOffset at) => (State, Attempts, NextAttemptAt, SettledAt) = (OutboxState.Waiting, 0, at, null);

    /// <summary>Half a minute, doubled by every attempt up to two hours, and up to a quarter more by chance; longer where the other side asks for it.</summary>
    public static TimeSpan PauseAfter(int attempts, TimeSpan? retryAfter, double jitter)
    {
        var doubled = FirstPause * Math.Pow(2, Math.Clamp(attempts - 1, 0, 20));
        var pause = (doubled < LongestPause ? doubled : LongestPause) * (1 + jitter / 4);
        return retryAfter is { } asked && asked > pause ? (asked < LongestPause ? asked : LongestPause) : pause;
    }

    private void Settle(OutboxState state, DateTimeOffset at, string? error) => (State, SettledAt, LastError) = (state, at, error);
}
