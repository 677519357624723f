namespace QingjiangpuPortal.Domain.ElderlyCare;

/// <summary>能力等级: how much of the ability is left, best first.</summary>
public enum AbilityLevel
{
    Intact = 1,
    Mild = 2,
    Moderate = 3,
    Severe = 4,
    Total = 5,
}

/// <param name="Name">In Chinese, and so the key of its texts.</param>
/// <param name="LeastTotal">From this many points on, unless a better level begins.</param>
public sealed record AbilityLevelTerms(AbilityLevel Level, string Name, int LeastTotal);

/// <summary>The five levels by points (GB/T 42195-2022): 90, 66 to 89, 46 to 65, 30 to 45, 0 to 29.</summary>
public static class AbilityLevels
{
    /// <summary>Best first.</summary>
    public static readonly IReadOnlyList<AbilityLevelTerms> All =
    [
        new(AbilityLevel.Intact, "能力完好", 90),
        new(AbilityLevel.Mild, "轻度失能", 66),
        new(AbilityLevel.Moderate, "中度失能", 46),
        new(AbilityLevel.Severe, "重度失能", 30),
        new(AbilityLevel.Total, "完全失能", 0),
    ];

    public static AbilityLevelTerms Of(AbilityLevel level) => All[(int)level - 1];

    public static AbilityLevel OfTotal(int total) => All.First(terms => total >= terms.LeastTotal).Level;

    public static AbilityLevel Worse(AbilityLevel level) => level < AbilityLevel.Total ? level + 1 : level;
}

/// <summary>A diagnosis that makes the level worse (ICD-10).</summary>
public enum MentalDiagnosis
{
    None = 0,

    /// <summary>痴呆, F00–F03.</summary>
    Dementia = 1,

    /// <summary>其他精神和行为障碍, F04–F99.</summary>
    OtherDisorder = 2,
}

/// <summary>What counts beside the scores.</summary>
/// <param name="CareRiskEvents">照护风险事件 of the last 30 days: falls, choking, self-harm, getting lost …</param>
public sealed record AbilityFindings(bool InComa = false, MentalDiagnosis Diagnosis = MentalDiagnosis.None, int CareRiskEvents = 0);

/// <summary>What a step towards the level went by.</summary>
public enum AbilityStepKind
{
    /// <summary>The points.</summary>
    Total = 1,

    /// <summary>In a coma: total at once, and nothing else counts.</summary>
    Coma = 2,

    /// <summary>Dementia or another mental disorder: one level worse.</summary>
    Diagnosis = 3,

    /// <summary>Two care-risk events or more: one level worse.</summary>
    CareRiskEvents = 4,
}

/// <param name="Level">What it led to.</param>
/// <param name="Changed">False where it could make nothing worse: the level was total already, or enough steps had been taken.</param>
public readonly record struct AbilityStep(AbilityStepKind Kind, AbilityLevel Level, bool Changed);

/// <summary>The level of an assessment and how it is reached (GB/T 42195-2022).</summary>
/// <param name="Steps">The first goes by the total, the last ends at <paramref name="Level"/>.</param>
public sealed record AbilityRating(int Total, AbilityLevel Level, IReadOnlyList<AbilityStep> Steps)
{
    /// <summary>The standard does not say whether its adjustments add up; here they do.</summary>
    public const int MostLevelsWorse = 2;

    private const int EnoughCareRiskEvents = 2;

    /// <param name="mostLevelsWorse">By how many levels diagnosis and events may make it worse together.</param>
    public static AbilityRating Of(AbilityScores scores, AbilityFindings findings, int mostLevelsWorse = MostLevelsWorse)
    {
        var level = AbilityLevels.OfTotal(scores.Total);
        var steps = new List<AbilityStep> { new(AbilityStepKind.Total, level, Changed: true) };
        if (findings.InComa) Step(AbilityStepKind.Coma, AbilityLevel.Total);
        else
        {
            if (findings.Diagnosis != MentalDiagnosis.None) StepWorse(AbilityStepKind.Diagnosis);
            if (findings.CareRiskEvents >= EnoughCareRiskEvents) StepWorse(AbilityStepKind.CareRiskEvents);
        }
        return new(scores.Total, level, steps);

        // All steps but the first made it worse or tried to.
        void StepWorse(AbilityStepKind kind) => Step(kind, steps.Count <= mostLevelsWorse ? AbilityLevels.Worse(level) : level);

        void Step(AbilityStepKind kind, AbilityLevel to)
        {
            steps.Add(new(kind, to, Changed: to != level));
            level = to;
        }
    }
}
