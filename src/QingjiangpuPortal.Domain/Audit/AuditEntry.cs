using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Domain.Audit;

/// <summary>What kind of act a line of the trail records; the audit administrator filters by it.</summary>
public enum AuditKind
{
    /// <summary>A command that changed something, or was refused.</summary>
    Change = 1,
    SignIn = 2,

    /// <summary>Personal data was shown in clear.</summary>
    Reveal = 3,

    /// <summary>Rows left the portal as a file.</summary>
    Export = 4,

    /// <summary>A change of posts, permissions or second factors.</summary>
    Rights = 5,

    /// <summary>A change of the keys that protect personal data.</summary>
    Keys = 6,
}

/// <summary>
/// One line of the audit trail (GB/T 22239: who, when, what, with which result): append-only for everybody, the portal's own
/// database role included. It names people and things by their ids and never holds what was protected.
/// </summary>
public sealed class AuditEntry
{
    public const string Done = "done";

    private AuditEntry() { }

    public Guid Id { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }
    public AuditKind Kind { get; private set; }

    /// <summary>The name of the command, for example <c>AcceptGridReport</c>.</summary>
    public string Action { get; private set; } = null!;

    /// <summary>Who; <c>null</c> for somebody who was not signed in and for the portal itself.</summary>
    public Guid? ActorId { get; private set; }
    public bool IsSystem { get; private set; }

    /// <summary>The post by which it was allowed; <c>null</c> where none was needed or none sufficed.</summary>
    public PostKind? PostKind { get; private set; }
    public string? PostUnitCode { get; private set; }

    /// <summary>For whom, where the post was held as a deputy.</summary>
    public Guid? DeputyFor { get; private set; }

    /// <summary>The network address the request came from, and the session it came with.</summary>
    public string? Address { get; private set; }
    public Guid? SessionId { get; private set; }

    /// <summary>What it was done to: the kind of thing (<c>GridReport</c>) and its id or code.</summary>
    public string? SubjectKind { get; private set; }
    public string? SubjectId { get; private set; }

    /// <summary>On whose data; <c>null</c> where it is nobody's or nobody's who has an account.</summary>
    public Guid? PersonId { get; private set; }

    /// <summary><see cref="Done"/>, or the code of the failure.</summary>
    public string Result { get; private set; } = null!;

    /// <summary>Why, as the actor said; asked for with reveals and exports.</summary>
    public string? Reason { get; private set; }

    public static AuditEntry Of(Guid id, DateTimeOffset at, Act act, AuditOrigin origin) => new()
    {
        Id = id,
        // Kept as PostgreSQL keeps it, in microseconds: what is hashed later must be what was stored.
        RecordedAt = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond)),
        Kind = act.Kind,
        Action = act.Action,
        SubjectKind = act.SubjectKind,
        SubjectId = act.SubjectId,
        PersonId = act.PersonId,
        Result = act.Result,
        Reason = act.Reason,
        ActorId = origin.ActorId,
        IsSystem = origin.IsSystem,
        PostKind = origin.Post?.Kind,
        PostUnitCode = origin.Post?.UnitCode,
        DeputyFor = origin.Post?.DeputyFor,
        Address = origin.Address,
        SessionId = origin.SessionId,
    };

    /// <summary>Its fingerprint in the chain; the README beside this gives the fields.</summary>
    public byte[] LeafHash() => MerkleTree.Leaf(new CanonicalBytes().Add("audit-entry-1")
        .Add(Id).Add(RecordedAt).Add((long)Kind).Add(Action).Add(ActorId).Add(IsSystem ? 1 : 0).Add((long?)PostKind).Add(PostUnitCode).Add(DeputyFor)
        .Add(Address).Add(SessionId).Add(SubjectKind).Add(SubjectId).Add(PersonId).Add(Result).Add(Reason).Span);

    /// <summary>What was done, to what, on whose data, with which result.</summary>
    public sealed record Act(AuditKind Kind, string Action, string? SubjectKind, string? SubjectId, Guid? PersonId, string Result, string? Reason);
}

/// <summary>Who did it, by which post, from where.</summary>
public sealed record AuditOrigin(Guid? ActorId, bool IsSystem, HeldPost? Post, string? Address, Guid? SessionId);
