using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Desk;

/// <summary>What can be done to many reports at once. Stored as a number: values are never reused.</summary>
public enum BulkActKind
{
    Accept = 1,
    Assign = 2,
    Merge = 3,
    Reply = 4,
    Supervise = 5,
}

/// <summary>Stored as a number: values are never reused.</summary>
public enum BulkRowState
{
    Pending = 1,
    Done = 2,
    Refused = 3,

    /// <summary>Whoever asked called it off before its turn.</summary>
    Cancelled = 4,
}

/// <summary>
/// 批量办理: one step for many reports, which were written down when it was asked for. The portal takes them one after another,
/// each by the very command of its page and under the rights that the person has at that moment.
/// </summary>
public sealed class BulkAct
{
    public const int MaxRows = 5000;
    public const int MaxNote = 1000;
    public const int MaxAssignee = 40;
    public const int MaxPrimary = 20;

    private BulkAct() { }

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public BulkActKind Kind { get; private set; }

    /// <summary>To whom, as <c>AssignGridReport</c> takes it.</summary>
    public string? Assignee { get; private set; }

    /// <summary>The number of the report into which the others go.</summary>
    public string? Primary { get; private set; }

    /// <summary>The note, the reason or the reply; a reply with its placeholders, which each report fills.</summary>
    public string? Note { get; private set; }

    /// <summary>Where it was asked from: the audit lines of its rows say so.</summary>
    public string? OriginAddress { get; private set; }
    public Guid? SessionId { get; private set; }
    public int Count { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset? CancelledAt { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }

    public static BulkAct Start(Guid id, Guid personId, BulkActKind kind, BulkArguments arguments, int count, string? originAddress, Guid? sessionId, DateTimeOffset at) => new()
    {
        Id = id,
        PersonId = personId,
        Kind = kind,
        Assignee = arguments.Assignee,
        Primary = arguments.Primary,
        Note = arguments.Note,
        OriginAddress = originAddress,
        SessionId = sessionId,
        Count = count,
        StartedAt = at,
    };

    public bool IsFinished => FinishedAt is not null;

    /// <summary>What did not have its turn yet will not have it.</summary>
    public ErrorOr<Success> Cancel(DateTimeOffset at)
    {
        if (IsFinished || CancelledAt is not null) return Failure.Conflict("BulkAct.Finished");
        CancelledAt = at;
        return Result.Success;
    }
}

/// <summary>With what the step is taken; which of them a kind needs is its form's.</summary>
public sealed record BulkArguments(string? Assignee = null, string? Primary = null, string? Note = null);

/// <summary>One report of a bulk act, and what became of it.</summary>
public sealed class BulkActRow
{
    private BulkActRow() { }

    public Guid BulkActId { get; private set; }
    public int Position { get; private set; }
    public Guid ReportId { get; private set; }
    public BulkRowState State { get; private set; }

    /// <summary>Why it was refused: the failure's code and the arguments of its sentence, separated by tabs.</summary>
    public string? Refusal { get; private set; }
    public DateTimeOffset? At { get; private set; }

    public static BulkActRow Of(Guid bulkActId, int position, Guid reportId) =>
        new() { BulkActId = bulkActId, Position = position, ReportId = reportId, State = BulkRowState.Pending };

    public void Succeeded(DateTimeOffset at) => (State, At) = (BulkRowState.Done, at);

    public void Refuse(string refusal, DateTimeOffset at) => (State, Refusal, At) = (BulkRowState.Refused, refusal, at);
}
