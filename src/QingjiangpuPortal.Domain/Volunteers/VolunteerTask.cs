using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Volunteers;

/// <summary>
/// 志愿者派单: a team that was sent to a report. Each of its members answers in a row of their own (<see cref="VolunteerPlace"/>),
/// so that two who confirm at once never stand in each other's way; the team's state is read from those rows.
/// </summary>
public sealed class VolunteerTask
{
    public const int DefaultTeam = 2;
    public const int LargestTeam = 4;

    private VolunteerTask() { }

    public Guid Id { get; private set; }
    public Guid ReportId { get; private set; }
    public uint Version { get; private set; }

    /// <summary>Who sent the team last, and how often somebody was asked: the row changes with every asking, so two who ask at once are told.</summary>
    public Guid SentById { get; private set; }
    public int Asked { get; private set; }

    /// <summary>What the sender told the volunteers; no data of the reporter belongs in it.</summary>
    public string? Note { get; private set; }
    public DateTimeOffset SentAt { get; private set; }

    /// <summary>When the report was resolved; a report has one task that is not ended.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public static VolunteerTask Send(Guid id, Guid reportId, Guid sentById, string? note, DateTimeOffset at) =>
        new() { Id = id, ReportId = reportId, SentById = sentById, Note = note, SentAt = at };

    /// <summary>Asks one more; <paramref name="team"/> are those who were asked before, also those who declined.</summary>
    public ErrorOr<VolunteerPlace> Ask(Guid placeId, Guid volunteerId, IReadOnlyCollection<VolunteerPlace> team, Guid by, DateTimeOffset at)
    {
        if (team.Any(p => p.PersonId == volunteerId)) return VolunteerErrors.AskedAlready;
        if (team.Count(p => p.State.IsTaken()) >= LargestTeam) return VolunteerErrors.TeamFull;
        SentById = by;
        Asked++;
        return VolunteerPlace.Ask(placeId, Id, volunteerId, at);
    }

    public void End(DateTimeOffset at) => EndedAt ??= at;
}

/// <summary>Stored as a number: values are never reused.</summary>
public enum VolunteerState
{
    Asked = 1,
    Accepted = 2,

    /// <summary>The place is free for another.</summary>
    Declined = 3,
    Arrived = 4,
    Done = 5,
}

public static class VolunteerStates
{
    public static bool IsTaken(this VolunteerState state) => state != VolunteerState.Declined;
}

/// <summary>One volunteer's place in a team. Confirming twice is confirming once: a phone on a bad line sends again.</summary>
public sealed class VolunteerPlace
{
    private VolunteerPlace() { }

    public Guid Id { get; private set; }
    public Guid TaskId { get; private set; }
    public Guid PersonId { get; private set; }
    public uint Version { get; private set; }
    public VolunteerState State { get; private set; }
    public DateTimeOffset AskedAt { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }
    public DateTimeOffset? ArrivedAt { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Why it was declined, or what was done.</summary>
    public string? Note { get; private set; }

    internal static VolunteerPlace Ask(Guid id, Guid taskId, Guid personId, DateTimeOffset at) =>
        new() { Id = id, TaskId = taskId, PersonId = personId, State = VolunteerState.Asked, AskedAt = at };

    /// <summary>接单</summary>
    public ErrorOr<Success> Accept(DateTimeOffset at) => Move(VolunteerState.Accepted, [VolunteerState.Asked], () => AnsweredAt = at);

    /// <summary>谢绝, with the reason; also after accepting, as long as the volunteer is not there.</summary>
    public ErrorOr<Success> Decline(string reason, DateTimeOffset at) =>
        Move(VolunteerState.Declined, [VolunteerState.Asked, VolunteerState.Accepted], () => (AnsweredAt, Note) = (at, reason));

    /// <summary>到场</summary>
    public ErrorOr<Success> Arrive(DateTimeOffset at) => Move(VolunteerState.Arrived, [VolunteerState.Accepted], () => ArrivedAt = at);

    /// <summary>完成, with a sentence about what was done.</summary>
    public ErrorOr<Success> Finish(string done, DateTimeOffset at) =>
        Move(VolunteerState.Done, [VolunteerState.Accepted, VolunteerState.Arrived], () => (DoneAt, Note) = (at, done));

    private ErrorOr<Success> Move(VolunteerState to, VolunteerState[] from, Action change)
    {
        if (State == to) return Result.Success;
        if (!from.Contains(State)) return VolunteerErrors.StepNotPossible;
        change();
        State = to;
        return Result.Success;
    }
}

public static class VolunteerErrors
{
    public static readonly Error NotFound = Failure.NotFound("Volunteer.TaskNotFound");
    public static readonly Error AskedAlready = Failure.Conflict("Volunteer.AskedAlready");
    public static readonly Error TeamFull = Failure.Conflict("Volunteer.TeamFull", VolunteerTask.LargestTeam);
    public static readonly Error StepNotPossible = Failure.Conflict("Volunteer.StepNotPossible");
    public static readonly Error NoLongerNeeded = Failure.Conflict("Volunteer.NoLongerNeeded");
    public static readonly Error NotAround = Failure.Invalid("Volunteer.NotAround", "Volunteers");
    public static readonly Error NotForDisputes = Failure.Invalid("Volunteer.NotForDisputes", "Volunteers");
    public static readonly Error NeedsLeader = Failure.Invalid("Volunteer.NeedsLeader", "Volunteers");
}
