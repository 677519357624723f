namespace QingjiangpuPortal.Domain.Notifications;

/// <summary>消息: what one person was told, in the portal's own inbox. One for each person and event.</summary>
public sealed class Notification
{
    private Notification() { }

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>The event that it tells of.</summary>
    public Guid NewsId { get; private set; }
    public NotificationKind Kind { get; private set; }
    public string SubjectKind { get; private set; } = null!;
    public string SubjectId { get; private set; } = null!;

    /// <summary>What its words are made of: codes, numbers, times and names of places; no name of a person and nothing that one wrote.</summary>
    public Dictionary<string, string> Facts { get; private set; } = null!;
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset? ReadAt { get; private set; }

    public static Notification Of(Guid id, Guid personId, News news, Dictionary<string, string> facts) => new()
    {
        Id = id,
        PersonId = personId,
        NewsId = news.Id,
        Kind = news.Kind,
        SubjectKind = news.SubjectKind,
        SubjectId = news.SubjectId,
        Facts = facts,
        At = news.At,
    };

    public void Read(DateTimeOffset at) => ReadAt ??= at;
}
