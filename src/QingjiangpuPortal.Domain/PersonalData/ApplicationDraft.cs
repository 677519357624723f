using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.PersonalData;

/// <summary>What somebody has answered so far in a long form, kept until it is sent, thrown away or forgotten: one for each form and person.</summary>
public sealed class ApplicationDraft
{
    /// <summary>How long an unfinished form is kept after its last answer.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    public const string Care = "care";
    public const string Insurance = "insurance";

    private ApplicationDraft() { }

    public Guid PersonId { get; private set; }

    /// <summary>Of which form.</summary>
    public string Form { get; private set; } = null!;

    /// <summary>The answers as JSON.</summary>
    public Protected Answers { get; private set; } = null!;
    public DateTimeOffset SavedAt { get; private set; }

    public static ApplicationDraft Begin(Guid personId, string form) => new() { PersonId = personId, Form = form };

    public void Keep(Protected answers, DateTimeOffset at) => (Answers, SavedAt) = (answers, at);
}
