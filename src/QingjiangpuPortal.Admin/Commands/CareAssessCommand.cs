using System.ComponentModel;
using System.Globalization;
using ErrorOr;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Common;
using Spectre.Console.Cli;

namespace QingjiangpuPortal.Admin.Commands;

internal sealed class CareAssessOptions : CommandSettings
{
    [CommandOption("--items <SCORES>", isRequired: true)]
    [Description("The 26 scores in the order of the form of GB/T 42195-2022, parted by commas: 8 of self-care, 4 of movement, 9 of the mental state, 5 of senses and participation.")]
    public required string Items { get; init; }

    [CommandOption("--coma")]
    [Description("In a coma.")]
    public bool Coma { get; init; }

    [CommandOption("--dementia")]
    [Description("A diagnosis of dementia (F00-F03).")]
    public bool Dementia { get; init; }

    [CommandOption("--mental-disorder")]
    [Description("A diagnosis of another mental disorder (F04-F99).")]
    public bool MentalDisorder { get; init; }

    [CommandOption("--risk-events <COUNT>")]
    [Description("Falls, choking, self-harm, getting lost … in the last 30 days.")]
    public int RiskEvents { get; init; }

    internal AbilityFindings Findings => new(
        Coma, Dementia ? MentalDiagnosis.Dementia : MentalDisorder ? MentalDiagnosis.OtherDisorder : MentalDiagnosis.None, RiskEvents);
}

/// <summary>Prints total and level, then the sums of the groups and how the level is reached.</summary>
internal sealed class CareAssessCommand : Command<CareAssessOptions>
{
    public override int Execute(CommandContext context, CareAssessOptions settings, CancellationToken cancellationToken)
    {
        if (settings.RiskEvents < 0) return Failures.Say("--risk-events is a number of events, 0 or more.");
        var scores = AbilityScores.Parse(settings.Items);
        if (scores.IsError) return Failures.Say(Sentence(scores.FirstError));
        var rating = AbilityRating.Of(scores.Value, settings.Findings);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"total {rating.Total}"));
        Console.WriteLine($"level {Word(rating.Level)}");
        foreach (var group in Enum.GetValues<AbilityGroup>())
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Word(group)} {AbilityItems.NameOf(group)}: {scores.Value.SumOf(group)} of {AbilityItems.MaxOf(group)}"));
        foreach (var step in rating.Steps) Console.WriteLine("  " + Line(step, rating.Total, settings));
        return 0;
    }

    private static string Line(AbilityStep step, int total, CareAssessOptions settings)
    {
        var why = step.Kind switch
        {
            AbilityStepKind.Total => string.Create(CultureInfo.InvariantCulture, $"by the total of {total}"),
            AbilityStepKind.Coma => "in a coma",
            AbilityStepKind.Diagnosis when settings.Dementia => "diagnosis of dementia (F00-F03), one level worse",
            AbilityStepKind.Diagnosis => "diagnosis of a mental disorder (F04-F99), one level worse",
            AbilityStepKind.CareRiskEvents => string.Create(CultureInfo.InvariantCulture, $"{settings.RiskEvents} care-risk events in 30 days, one level worse"),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "It has no words."),
        };
        return $"{why}: {(step.Changed ? "" : "still ")}{Word(step.Level)}";
    }

    private static string Word(AbilityLevel level)
    {
        var name = AbilityLevels.Of(level).Name;
        return level switch
        {
            AbilityLevel.Intact => $"intact {name}",
            AbilityLevel.Mild => $"mild {name}",
            AbilityLevel.Moderate => $"moderate {name}",
            AbilityLevel.Severe => $"severe {name}",
            _ => $"total {name}",
        };
    }

    private static string Word(AbilityGroup group) => group switch
    {
        AbilityGroup.SelfCare => "self-care",
        AbilityGroup.BasicMovement => "basic movement",
        AbilityGroup.MentalState => "mental state",
        _ => "senses and participation",
    };

    private static string Sentence(Error error) => (error.Code, error.Arguments()) switch
    {
        ("Ability.CountWrong", [var expected, var count]) => $"--items has {count} scores and not {expected}.",
        ("Ability.ScoreWrong", [var number, AbilityItem item, var max]) => $"Item {number} ({error.Field()}, {AbilityItems.Of(item).Name}) has a whole number from 0 to {max}.",
        _ => $"It was refused: {error.Code}.",
    };
}
