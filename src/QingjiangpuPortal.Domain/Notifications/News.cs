using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Domain.Notifications;

public enum AudienceKind
{
    /// <summary>One person.</summary>
    Person = 1,

    /// <summary>Whoever left a mobile number with a report and has no account.</summary>
    Contact = 2,

    /// <summary>Whoever holds a post in exactly that unit, today.</summary>
    Unit = 3,

    /// <summary>Whoever holds a post of that kind, today.</summary>
    Posts = 4,

    /// <summary>Whoever follows the report that the news is about, by account or with a mobile number.</summary>
    Followers = 5,

    /// <summary>Whoever may take the second look at a report of that unit, but not the one person who did the work; where nobody else is there, in the next unit above.</summary>
    Verifiers = 6,

    /// <summary>Whoever holds a post in exactly that unit, today, but not the one person who is told otherwise; nobody where there is nobody.</summary>
    FormerUnit = 7,
}

/// <summary>Who is to be told. Who that is, person by person, is looked up when they are told, not while something is saved.</summary>
public readonly record struct Audience(AudienceKind Kind, Guid? PersonId = null, string? UnitCode = null, PostKind? Post = null)
{
    public static Audience Person(Guid id) => new(AudienceKind.Person, PersonId: id);

    /// <summary>Of the report that the news is about.</summary>
    public static Audience Contact => new(AudienceKind.Contact);

    /// <summary>Of the report that the news is about.</summary>
    public static Audience Followers => new(AudienceKind.Followers);

    public static Audience Unit(string code) => new(AudienceKind.Unit, UnitCode: code);

    /// <param name="handler">Who had it in hand, and is told by themselves.</param>
    public static Audience FormerUnit(string code, Guid? handler = null) => new(AudienceKind.FormerUnit, PersonId: handler, UnitCode: code);

    /// <param name="worker">Who did the work, and so does not verify it.</param>
    public static Audience Verifiers(string unitCode, Guid? worker) => new(AudienceKind.Verifiers, PersonId: worker, UnitCode: unitCode);

    public static Audience Holders(PostKind post) => new(AudienceKind.Posts, Post: post);
}

/// <summary>
/// Something happened that somebody must be told: one small row, saved with what happened. The portal's worker turns it into
/// notifications and messages, once, and removes it. It names no person but by id, and nothing that a person wrote.
/// </summary>
public sealed class News
{
    private News() { }

    public Guid Id { get; private set; }
    public NotificationKind Kind { get; private set; }
    public AudienceKind AudienceKind { get; private set; }
    public Guid? PersonId { get; private set; }
    public string? UnitCode { get; private set; }
    public PostKind? Post { get; private set; }

    /// <summary>What it is about: the name of its type, and its id or code.</summary>
    public string SubjectKind { get; private set; } = null!;
    public string SubjectId { get; private set; } = null!;

    /// <summary>What the words need beside the subject: codes, numbers and times; <c>null</c> where that is nothing.</summary>
    public Dictionary<string, string>? Facts { get; private set; }

    /// <summary>Who did it, and so knows.</summary>
    public Guid? ById { get; private set; }
    public DateTimeOffset At { get; private set; }

    public Audience Audience => new(AudienceKind, PersonId, UnitCode, Post);

    public static News Of(Guid id, NotificationKind kind, Audience whom, string subjectKind, string subjectId, Guid? byId, DateTimeOffset at, Dictionary<string, string>? facts = null) => new()
    {
        Id = id,
        Kind = kind,
        AudienceKind = whom.Kind,
        PersonId = whom.PersonId,
        UnitCode = whom.UnitCode,
        Post = whom.Post,
        SubjectKind = subjectKind,
        SubjectId = subjectId,
        ById = byId,
        At = at,
        Facts = facts,
    };
}
