namespace QingjiangpuPortal.Domain.Protection;

/// <summary>For what somebody asks to see personal data in clear.</summary>
public enum RevealPurpose
{
    /// <summary>The report does not say enough.</summary>
    AskDetails = 1,

    /// <summary>To agree on a time for a visit or the repair.</summary>
    Appointment = 2,

    /// <summary>To tell what was done, or why it cannot be done.</summary>
    TellResult = 3,

    /// <summary>Somebody is in danger.</summary>
    Emergency = 4,

    /// <summary>Anything else, in words of one's own.</summary>
    Other = 5,

    /// <summary>The report was drawn for a call-back; nobody chooses this by themselves.</summary>
    CallBack = 6,

    /// <summary>To check a registration for a school; nobody chooses this by themselves.</summary>
    CheckPapers = 10,

    /// <summary>Somebody is to be asked whether they want to be insured; nobody chooses this by themselves.</summary>
    Coverage = 20,

    /// <summary>Somebody goes to the home of whoever asked for care; nobody chooses this by themselves.</summary>
    CareVisit = 30,
}

/// <summary>One person's leave to see one subject's data in clear, until it expires. Nobody else sees more by it.</summary>
public sealed class Reveal
{
    public static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(10);

    private Reveal() { }

    public Guid Id { get; private set; }
    public Guid ViewerId { get; private set; }

    /// <summary>The kind of thing the data belongs to (<c>GridReport</c>) and its id.</summary>
    public string SubjectKind { get; private set; } = null!;
    public Guid SubjectId { get; private set; }
    public RevealPurpose Purpose { get; private set; }
    public string? Note { get; private set; }
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }

    public static Reveal Grant(Guid id, Guid viewerId, string subjectKind, Guid subjectId, RevealPurpose purpose, string? note, DateTimeOffset at) => new()
    {
        Id = id,
        ViewerId = viewerId,
        SubjectKind = subjectKind,
        SubjectId = subjectId,
        Purpose = purpose,
        Note = note,
        At = at,
        ExpiresAt = at + ValidFor,
    };

    /// <summary>As the audit trail says it: the purpose, and what was added in words.</summary>
    public string Reason => string.IsNullOrWhiteSpace(Note) ? Purpose.ToString() : $"{Purpose}: {Note}";
}
