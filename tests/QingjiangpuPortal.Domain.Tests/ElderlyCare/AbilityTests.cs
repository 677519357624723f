using CsCheck;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Tests.ElderlyCare;

public sealed class AbilityTests
{
    private static readonly int[] Best = [.. AbilityItems.All.Select(terms => terms.Max)];

    private static readonly Gen<int[]> Scores = Gen.Int[0, 1000].Array[26].Select(any => any.Select((score, at) => score % (Best[at] + 1)).ToArray());

    private static readonly Gen<AbilityFindings> Findings =
        Gen.Select(Gen.Bool, Gen.Enum<MentalDiagnosis>(), Gen.Int[0, 4]).Select((coma, diagnosis, events) => new AbilityFindings(coma, diagnosis, events));

    [Fact]
    public void There_are_26_items_in_four_groups_and_90_points()
    {
        Assert.Equal(Enum.GetValues<AbilityItem>(), AbilityItems.All.Select(terms => terms.Item));
        Assert.Equal(
            [(AbilityGroup.SelfCare, 8, 32), (AbilityGroup.BasicMovement, 4, 15), (AbilityGroup.MentalState, 9, 28), (AbilityGroup.SensesAndParticipation, 5, 15)],
            Enum.GetValues<AbilityGroup>().Select(group => (group, AbilityItems.All.Count(terms => terms.Group == group), AbilityItems.MaxOf(group))));
        Assert.Equal(90, Best.Sum());
        Assert.Equal(26, AbilityItems.All.Select(terms => terms.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("4,4,4,4,4,4,4,4,4,4,4,3,4,4,4,4,4,4,1,1,2,2,2,4,3,4", string.Join(',', Best));
        Assert.Equal("自理能力 基础运动能力 精神状态 感知觉与社会参与", string.Join(' ', Enum.GetValues<AbilityGroup>().Select(AbilityItems.NameOf)));
        Assert.All(AbilityItems.All, terms => Assert.Same(terms, AbilityItems.Of(terms.Item)));
    }

    [Theory]
    [InlineData(90, AbilityLevel.Intact)]
    [InlineData(89, AbilityLevel.Mild)]
    [InlineData(66, AbilityLevel.Mild)]
    [InlineData(65, AbilityLevel.Moderate)]
    [InlineData(46, AbilityLevel.Moderate)]
    [InlineData(45, AbilityLevel.Severe)]
    [InlineData(30, AbilityLevel.Severe)]
    [InlineData(29, AbilityLevel.Total)]
    [InlineData(0, AbilityLevel.Total)]
    public void The_level_goes_by_the_total(int total, AbilityLevel level)
    {
        var rating = AbilityRating.Of(WithTotal(total), new());
        Assert.Equal((total, level), (rating.Total, rating.Level));
        Assert.Equal([new AbilityStep(AbilityStepKind.Total, level, Changed: true)], rating.Steps);
    }

    [Fact]
    public void Levels_have_their_names() =>
        Assert.Equal("能力完好 轻度失能 中度失能 重度失能 完全失能", string.Join(' ', Enum.GetValues<AbilityLevel>().Select(level => AbilityLevels.Of(level).Name)));

    [Theory]
    [InlineData(90, MentalDiagnosis.Dementia, 0, AbilityLevel.Mild)]
    [InlineData(70, MentalDiagnosis.OtherDisorder, 0, AbilityLevel.Moderate)]
    [InlineData(70, MentalDiagnosis.None, 1, AbilityLevel.Mild)]
    [InlineData(70, MentalDiagnosis.None, 2, AbilityLevel.Moderate)]
    [InlineData(70, MentalDiagnosis.Dementia, 1, AbilityLevel.Moderate)]
    [InlineData(70, MentalDiagnosis.Dementia, 2, AbilityLevel.Severe)]
    [InlineData(40, MentalDiagnosis.Dementia, 2, AbilityLevel.Total)]
    [InlineData(10, MentalDiagnosis.Dementia, 2, AbilityLevel.Total)]
    public void A_diagnosis_and_repeated_events_make_it_worse_by_a_level_each(int total, MentalDiagnosis diagnosis, int events, AbilityLevel level) =>
        Assert.Equal(level, AbilityRating.Of(WithTotal(total), new(Diagnosis: diagnosis, CareRiskEvents: events)).Level);

    [Fact]
    public void Who_is_in_a_coma_is_totally_disabled_at_once() =>
        Assert.Equal(
            [new(AbilityStepKind.Total, AbilityLevel.Mild, Changed: true), new AbilityStep(AbilityStepKind.Coma, AbilityLevel.Total, Changed: true)],
            AbilityRating.Of(WithTotal(80), new(InComa: true, MentalDiagnosis.Dementia, CareRiskEvents: 3)).Steps);

    [Fact]
    public void Steps_say_how_the_level_is_reached_also_those_that_change_nothing()
    {
        var rating = AbilityRating.Of(WithTotal(30), new(Diagnosis: MentalDiagnosis.Dementia, CareRiskEvents: 2));
        Assert.Equal(
            [
                new(AbilityStepKind.Total, AbilityLevel.Severe, Changed: true),
                new(AbilityStepKind.Diagnosis, AbilityLevel.Total, Changed: true),
                new AbilityStep(AbilityStepKind.CareRiskEvents, AbilityLevel.Total, Changed: false),
            ],
            rating.Steps);
    }

    [Theory]
    [InlineData(2, AbilityLevel.Severe)]
    [InlineData(1, AbilityLevel.Moderate)]
    [InlineData(0, AbilityLevel.Mild)]
    public void How_many_levels_worse_is_a_choice_of_whoever_asks(int mostLevelsWorse, AbilityLevel level) =>
        Assert.Equal(level, AbilityRating.Of(WithTotal(70), new(Diagnosis: MentalDiagnosis.Dementia, CareRiskEvents: 2), mostLevelsWorse).Level);

    [Fact]
    public void A_worse_item_never_gives_a_better_level() => Gen.Select(Scores, Findings, Gen.Int[0, 25]).Sample((scores, findings, at) =>
    {
        var worse = scores.Select((score, i) => i == at ? Math.Max(0, score - 1) : score).ToArray();
        Assert.True(AbilityRating.Of(AbilityScores.Of(worse).Value, findings).Level >= AbilityRating.Of(AbilityScores.Of(scores).Value, findings).Level);
    });

    [Fact]
    public void Findings_never_make_a_level_better_and_but_for_a_coma_by_two_at_most() => Gen.Select(Scores, Findings).Sample((scores, findings) =>
    {
        var plain = AbilityScores.Of(scores).Value;
        var (before, rating) = (AbilityRating.Of(plain, new()).Level, AbilityRating.Of(plain, findings));
        Assert.True(rating.Level >= before);
        if (findings.InComa) Assert.Equal(AbilityLevel.Total, rating.Level);
        else Assert.True(rating.Level <= before + AbilityRating.MostLevelsWorse);
        Assert.Equal(rating.Level, rating.Steps[^1].Level);
    });

    [Fact]
    public void Scores_are_read_back_as_they_are_written_and_groups_make_the_total() => Scores.Sample(scores =>
    {
        var read = AbilityScores.Parse(AbilityScores.Of(scores).Value.ToString()).Value;
        Assert.Equal(scores, AbilityItems.All.Select(terms => read[terms.Item]));
        Assert.Equal(scores.Sum(), read.Total);
        Assert.Equal(read.Total, Enum.GetValues<AbilityGroup>().Sum(read.SumOf));
    });

    [Fact]
    public void Scores_are_read_as_people_type_them() =>
        Assert.Equal(90, AbilityScores.Parse(" ４，4、4, 4,4,4,4,4,4,4,4,3,4,4,4,4,4,4,1,1,2,2,2,4,3,4 ").Value.Total);

    [Fact]
    public void A_score_out_of_range_names_its_item() => Gen.Select(Scores, Gen.Int[0, 25], Gen.Int[1, 9], Gen.Bool).Sample((scores, at, by, below) =>
    {
        scores[at] = below ? -by : Best[at] + by;
        var item = AbilityItems.All[at];
        foreach (var refused in new[] { AbilityScores.Of(scores), AbilityScores.Parse(string.Join(',', scores)) })
        {
            Assert.Equal(("Ability.ScoreWrong", item.Item.ToString()), (refused.FirstError.Code, refused.FirstError.Field()));
            Assert.Equal([at + 1, item.Item, item.Max], refused.FirstError.Arguments());
        }
    });

    [Theory]
    [InlineData(null, 0)]
    [InlineData("", 0)]
    [InlineData("4", 1)]
    [InlineData("4,4,4,4,4,4,4,4,4,4,4,3,4,4,4,4,4,4,1,1,2,2,2,4,3", 25)]
    [InlineData("4,4,4,4,4,4,4,4,4,4,4,3,4,4,4,4,4,4,1,1,2,2,2,4,3,4,", 27)]
    public void Another_number_of_scores_is_refused(string? text, int count)
    {
        var refused = AbilityScores.Parse(text).FirstError;
        Assert.Equal("Ability.CountWrong", refused.Code);
        Assert.Equal([26, count], refused.Arguments());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("1.5")]
    [InlineData("+1")]
    public void What_is_no_whole_number_names_its_item(string score)
    {
        var refused = AbilityScores.Parse($"4,4,{score},4,4,4,4,4,4,4,4,3,4,4,4,4,4,4,1,1,2,2,2,4,3,4").FirstError;
        Assert.Equal(("Ability.ScoreWrong", nameof(AbilityItem.Bathing)), (refused.Code, refused.Field()));
    }

    /// <summary>The first items as good as they can be, until the total is reached.</summary>
    private static AbilityScores WithTotal(int total)
    {
        var scores = new int[26];
        for (var at = 0; total > 0; at++) total -= scores[at] = Math.Min(total, Best[at]);
        return AbilityScores.Of(scores).Value;
    }
}
