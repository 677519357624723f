using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Notifications;

/// <summary>How somebody wants to be told: the language, and when not to be disturbed. Without a row the defaults hold.</summary>
public sealed class NotificationSettings
{
    private NotificationSettings() { }

    public Guid PersonId { get; private set; }
    public bool InEnglish { get; private set; }

    /// <summary>免打扰, of Asia/Shanghai; the two are equal where there is none.</summary>
    public TimeOnly QuietFrom { get; private set; }
    public TimeOnly QuietUntil { get; private set; }
    public uint Version { get; private set; }

    public QuietHours Quiet => new(QuietFrom, QuietUntil);

    public static NotificationSettings Default(Guid personId) => new()
    {
        PersonId = personId,
        QuietFrom = QuietHours.Default.From,
        QuietUntil = QuietHours.Default.Until,
    };

    public void Set(bool inEnglish, QuietHours quiet) => (InEnglish, QuietFrom, QuietUntil) = (inEnglish, quiet.From, quiet.Until);
}

/// <summary>When messages wait, from and until a time of day of Asia/Shanghai; over midnight where the end is the earlier one.</summary>
public readonly record struct QuietHours(TimeOnly From, TimeOnly Until)
{
    public static readonly QuietHours Default = new(new(22, 0), new(7, 0));
    public static readonly QuietHours None = new(TimeOnly.MinValue, TimeOnly.MinValue);

    public bool IsNone => From == Until;

    /// <summary>The moment itself, or the end of the quiet hours in which it lies.</summary>
    public DateTimeOffset NotBefore(DateTimeOffset at)
    {
        var (day, time) = (ChinaTime.DayOf(at), TimeOnly.FromDateTime(ChinaTime.ToLocal(at).DateTime));
        if (IsNone || !time.IsBetween(From, Until)) return at;
        // In the evening of hours over midnight their end is tomorrow's.
        return ChinaTime.StartOf(time < Until ? day : day.AddDays(1)) + Until.ToTimeSpan();
    }
}

/// <summary>By which channels somebody wants a topic; without a row the topic's own.</summary>
public sealed class NotificationChoice
{
    private NotificationChoice() { }

    public Guid PersonId { get; private set; }
    public NotificationTopic Topic { get; private set; }
    public NotificationChannels Channels { get; private set; }

    public static NotificationChoice Of(Guid personId, NotificationTopic topic, NotificationChannels channels) => new()
    {
        PersonId = personId,
        Topic = topic,
        Channels = channels,
    };

    public void Change(NotificationChannels channels) => Channels = channels;
}
