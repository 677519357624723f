using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Desk;

/// <summary>
/// 内部备注: what colleagues tell each other about a report. Never changed; whoever wrote something by mistake can take it
/// away for a few minutes, and the text is gone then.
/// </summary>
public sealed class InternalNote : Entity
{
    public const int MaxText = 2000;
    public const int MaxMentions = 10;
    public static readonly TimeSpan RemovableFor = TimeSpan.FromMinutes(10);

    private InternalNote() { }

    public Guid Id { get; private set; }
    public Guid ReportId { get; private set; }

    /// <summary><c>null</c> once the author's account is deleted.</summary>
    public Guid? AuthorId { get; private set; }
    public string Text { get; private set; } = null!;
    public DateTimeOffset WrittenAt { get; private set; }
    public DateTimeOffset? RemovedAt { get; private set; }

    /// <param name="mentioned">Colleagues who can see the report; each is told.</param>
    public static InternalNote Write(Guid id, Guid reportId, Guid authorId, string text, IReadOnlyCollection<Guid> mentioned, DateTimeOffset at)
    {
        var note = new InternalNote { Id = id, ReportId = reportId, AuthorId = authorId, Text = text, WrittenAt = at };
        foreach (var person in mentioned.Where(person => person != authorId)) note.Raise(new MentionedInNote(id, reportId, authorId, person, at));
        return note;
    }

    public bool IsRemovableBy(Guid? personId, DateTimeOffset at) =>
        RemovedAt is null && personId is not null && personId == AuthorId && at - WrittenAt < RemovableFor;

    public ErrorOr<Success> Remove(Guid? personId, DateTimeOffset at)
    {
        if (personId is null || personId != AuthorId) return NoteErrors.NotFound;
        if (!IsRemovableBy(personId, at)) return NoteErrors.RemovedTooLate;
        (Text, RemovedAt) = ("", at);
        return Result.Success;
    }

    public void ForgetAuthor() => AuthorId = null;
}

/// <summary>Somebody was called in a note.</summary>
public sealed class NoteMention
{
    private NoteMention() { }

    public Guid NoteId { get; private set; }
    public Guid PersonId { get; private set; }

    public static NoteMention Of(Guid noteId, Guid personId) => new() { NoteId = noteId, PersonId = personId };
}

/// <summary>A colleague is called in a note on a report that they can see: whoever tells people tells them.</summary>
public sealed record MentionedInNote(Guid NoteId, Guid ReportId, Guid AuthorId, Guid PersonId, DateTimeOffset At) : IDomainEvent;

public static class NoteErrors
{
    public static readonly Error NotFound = Failure.NotFound("InternalNote.NotFound");
    public static readonly Error RemovedTooLate = Failure.Conflict("InternalNote.RemovedTooLate", (int)InternalNote.RemovableFor.TotalMinutes);
}
