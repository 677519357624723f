using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.PersonalData;

/// <summary>
/// 草稿: what somebody has answered so far in a long form, sealed as a whole and kept until it is sent, thrown away or forgotten. It has the
/// id of the application that it may become, so that papers stay with it.
/// </summary>
public sealed class ApplicationDraft
{
    /// <summary>How long an unfinished form is kept after its last answer.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    public const string Care = "care";
    public const string Insurance = "insurance";

    private ApplicationDraft() { }

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>Of which form.</summary>
    public string Form { get; private set; } = null!;

    /// <summary>The answers as JSON.</summary>
    public Protected Answers { get; private set; } = null!;
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>The registration for schools in one round.</summary>
    public static string School(Guid roundId) => $"school:{roundId:N}";

    public static ApplicationDraft Begin(Guid id, Guid personId, string form) => new() { Id = id, PersonId = personId, Form = form };

    public void Keep(Protected answers, DateTimeOffset at) => (Answers, SavedAt) = (answers, at);
}
