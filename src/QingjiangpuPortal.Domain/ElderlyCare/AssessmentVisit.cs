using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.ElderlyCare;

/// <summary>
/// 能力评估 at the elder's home (GB/T 42195-2022): one assessor writes down what both saw, the other one agrees or changes it; only what
/// two people stand for counts.
/// </summary>
public sealed class AssessmentVisit
{
    private AssessmentVisit() { }

    public Guid Id { get; private set; }
    public uint Version { get; private set; }

    /// <summary>One visit belongs to one request; a reassessment belongs to the next request.</summary>
    public Guid RequestId { get; private set; }

    /// <summary>Points in the order of <see cref="AbilityItems.All"/>.</summary>
    public int[] Scores { get; private set; } = [];
    public bool InComa { get; private set; }
    public MentalDiagnosis Diagnosis { get; private set; }
    public int CareRiskEvents { get; private set; }
    public int Total { get; private set; }
    public AbilityLevel Level { get; private set; }
    public Guid FirstAssessor { get; private set; }
    public DateTimeOffset FirstSignedAt { get; private set; }
    public Guid? SecondAssessor { get; private set; }
    public DateTimeOffset? SecondSignedAt { get; private set; }

    public AbilityFindings Findings => new(InComa, Diagnosis, CareRiskEvents);

    public static AssessmentVisit Begin(Guid id, Guid requestId) => new() { Id = id, RequestId = requestId };

    /// <summary>Writes down what was seen; whoever writes signs, and a signature under something else falls.</summary>
    public ErrorOr<Success> Write(AbilityScores scores, AbilityFindings findings, CareRules rules, Guid by, DateTimeOffset at)
    {
        if (SecondSignedAt is not null) return Failure.Conflict("Assessment.Signed");
        var rating = AbilityRating.Of(scores, findings, rules.MostLevelsWorse);
        Scores = scores.ToArray();
        (InComa, Diagnosis, CareRiskEvents) = (findings.InComa, findings.Diagnosis, findings.CareRiskEvents);
        (Total, Level) = (rating.Total, rating.Level);
        (FirstAssessor, FirstSignedAt) = (by, at);
        return Result.Success;
    }

    /// <summary>The second of two agrees with what the first wrote down.</summary>
    public ErrorOr<Success> Agree(Guid by, DateTimeOffset at)
    {
        if (SecondSignedAt is not null) return Failure.Conflict("Assessment.Signed");
        if (Scores.Length == 0) return Failure.Conflict("Assessment.NotWritten");
        if (by == FirstAssessor) return Failure.Forbidden("Assessment.SamePerson");
        (SecondAssessor, SecondSignedAt) = (by, at);
        return Result.Success;
    }
}
