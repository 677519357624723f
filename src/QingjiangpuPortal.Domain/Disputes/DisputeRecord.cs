using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Disputes;

/// <summary>What a dispute is about. Stored as a number: values are never reused.</summary>
public enum DisputeNature
{
    Quarrel = 1,
    Property = 2,
    Injury = 3,
    Contract = 4,
    Wages = 5,
    Family = 6,
    Other = 9,
}

public enum RiskGrade
{
    Low = 1,
    Medium = 2,

    /// <summary>Supervised and brought before the street at once.</summary>
    High = 3,
}

/// <summary>How it was mediated. Stored as a number: values are never reused.</summary>
public enum MediationMethod
{
    OnTheSpot = 1,

    /// <summary>人民调解委员会</summary>
    Committee = 2,

    /// <summary>Several departments at one table.</summary>
    Joint = 3,

    /// <summary>三官一律</summary>
    LegalAid = 4,

    /// <summary>Led to a court or to arbitration.</summary>
    Referred = 5,
}

/// <summary>The facts of a dispute as the form has them.</summary>
/// <param name="AmountInCents">What is fought over, in cents of a yuan.</param>
public sealed record DisputeFacts(
    DateOnly? HappenedOn, int PeopleCount, DisputeNature Nature, RiskGrade Risk, long? AmountInCents, MediationMethod? Method, Protected? Mediator);

/// <summary>
/// 纠纷档案, one to one with a report of a category of disputes and by the same id. Seen only where a post that carries the
/// permission covers the report.
/// </summary>
public sealed class DisputeRecord
{
    /// <summary>Why the portal itself presses for a dispute: how the timeline keeps it; pages say it in the reader's language.</summary>
    public const string HighRisk = "高风险纠纷";

    private DisputeRecord() { }

    /// <summary>The report's.</summary>
    public Guid Id { get; private set; }
    public uint Version { get; private set; }
    public DateOnly? HappenedOn { get; private set; }
    public int PeopleCount { get; private set; }
    public DisputeNature Nature { get; private set; }
    public RiskGrade Risk { get; private set; }
    public long? AmountInCents { get; private set; }
    public MediationMethod? Method { get; private set; }
    public Protected? Mediator { get; private set; }

    /// <summary>Whether the parties came to terms; <c>null</c> while the report is not resolved.</summary>
    public bool? Succeeded { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }

    public static DisputeRecord Open(Guid reportId, DateTimeOffset at) => new()
    {
        Id = reportId,
        PeopleCount = 2,
        Nature = DisputeNature.Other,
        Risk = RiskGrade.Low,
        RecordedAt = at,
        ChangedAt = at,
    };

    /// <returns>Whether the risk is high since now.</returns>
    public bool Note(DisputeFacts facts, DateTimeOffset at)
    {
        var becameHigh = facts.Risk == RiskGrade.High && Risk != RiskGrade.High;
        (HappenedOn, PeopleCount, Nature, Risk, AmountInCents) = (facts.HappenedOn, facts.PeopleCount, facts.Nature, facts.Risk, facts.AmountInCents);
        (Method, Mediator, ChangedAt) = (facts.Method, facts.Mediator, at);
        return becameHigh;
    }

    /// <summary>How it ended; asked whenever the report is resolved.</summary>
    public void Settle(bool succeeded, MediationMethod method, DateTimeOffset at) => (Succeeded, Method, ChangedAt) = (succeeded, method, at);

    /// <summary>It is worked on again: whether it succeeds will be said then.</summary>
    public void Reopen(DateTimeOffset at) => (Succeeded, ChangedAt) = (null, at);
}

public enum PartySide
{
    /// <summary>申请人</summary>
    Applicant = 1,

    /// <summary>对方</summary>
    Respondent = 2,

    /// <summary>Somebody else whom it concerns.</summary>
    Third = 3,
}

/// <summary>当事人. Masked on every page; in clear only by a reveal, with a reason.</summary>
public sealed class DisputeParty
{
    private DisputeParty() { }

    public Guid Id { get; private set; }
    public Guid ReportId { get; private set; }
    public PartySide Side { get; private set; }
    public Protected Name { get; private set; } = null!;
    public Protected? Phone { get; private set; }
    public Protected? IdNumber { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }

    public static DisputeParty Add(Guid id, Guid reportId, PartySide side, Protected name, Protected? phone, Protected? idNumber, DateTimeOffset at) => new()
    {
        Id = id,
        ReportId = reportId,
        Side = side,
        Name = name,
        Phone = phone,
        IdNumber = idNumber,
        RecordedAt = at,
    };
}

/// <summary>调解记录: one sitting; append-only.</summary>
public sealed class MediationSession
{
    private MediationSession() { }

    public Guid Id { get; private set; }
    public Guid ReportId { get; private set; }
    public DateOnly HeldOn { get; private set; }
    public string Text { get; private set; } = null!;
    public Guid RecordedById { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }

    public static MediationSession Record(Guid id, Guid reportId, DateOnly heldOn, string text, Guid by, DateTimeOffset at) => new()
    {
        Id = id,
        ReportId = reportId,
        HeldOn = heldOn,
        Text = text,
        RecordedById = by,
        RecordedAt = at,
    };
}

public static class DisputeErrors
{
    public static readonly Error NotFound = Failure.NotFound("Dispute.NotFound");

    /// <summary>What is closed is kept as it was.</summary>
    public static readonly Error Closed = Failure.Conflict("Dispute.Closed");
    public static readonly Error TooManyParties = Failure.Conflict("Dispute.TooManyParties", MaxParties);
    public static readonly Error SuccessMissing = Failure.Invalid("Dispute.SuccessMissing", "Succeeded");
    public static readonly Error MethodMissing = Failure.Invalid("Dispute.MethodMissing", "Method");
    public const int MaxParties = 20;
}
