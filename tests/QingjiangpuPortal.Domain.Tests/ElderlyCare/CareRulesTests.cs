using CsCheck;
using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Domain.ElderlyCare;

namespace QingjiangpuPortal.Domain.Tests.ElderlyCare;

/// <summary>Who is granted what, and that no month gives more than it has.</summary>
public sealed class CareRulesTests
{
    private static readonly CareRules Rules = new(
        LeastAge: 60, Limits: new Dictionary<CareRequestStatus, TimeLimit>(), NoticeDays: 5, PapersDays: 30, AppealDays: 60, PlanMonths: 12, CheckInMetres: 200, MostLevelsWorse: 2,
        Tariffs: [new(CareServices.Meals, 15_00, 5)],
        Entitlements:
        [
            new("低保失能", "Low income, dependent", 60, ElderCircumstances.MinimumAllowance, AbilityLevel.Moderate, 400_00, 6_000_00),
            new("独居高龄", "Over 80, alone", 80, ElderCircumstances.LivingAlone, AbilityLevel.Mild, 200_00, 3_000_00),
            new("高龄", "Over 80", 80, ElderCircumstances.None, AbilityLevel.Intact, 60_00, 0),
        ]);

    [Theory]
    [InlineData(61, ElderCircumstances.MinimumAllowance, AbilityLevel.Severe, 400_00)]
    [InlineData(85, ElderCircumstances.LivingAlone, AbilityLevel.Mild, 200_00)]
    [InlineData(85, ElderCircumstances.LivingAlone, AbilityLevel.Intact, 60_00)]
    [InlineData(85, ElderCircumstances.LivingAlone | ElderCircumstances.MinimumAllowance, AbilityLevel.Total, 400_00)]
    [InlineData(79, ElderCircumstances.LivingAlone, AbilityLevel.Total, null)]
    public void The_first_entitlement_that_fits_is_granted(int age, ElderCircumstances circumstances, AbilityLevel level, int? monthlyFen) =>
        Assert.Equal(monthlyFen, Rules.Best(new(age, circumstances, level))?.MonthlyFen);

    [Fact]
    public void What_is_not_fulfilled_is_named() =>
        Assert.Equal([CareCondition.Age, CareCondition.Circumstances, CareCondition.Ability], Rules.Entitlements[1].Unmet(new(70, ElderCircumstances.None, AbilityLevel.Intact)));

    [Fact]
    public void Who_is_older_needier_or_more_dependent_never_fulfils_less() =>
        Gen.Select(Gen.Int[50, 100], Gen.Int[0, 127], Gen.Int[1, 5], Gen.Int[0, 20], Gen.Int[0, 127], Gen.Int[0, 4]).Sample((age, circumstances, level, older, more, worse) =>
        {
            var facts = new ElderFacts(age, (ElderCircumstances)circumstances, (AbilityLevel)level);
            var worseOff = new ElderFacts(age + older, (ElderCircumstances)(circumstances | more), (AbilityLevel)Math.Min(5, level + worse));
            return Rules.Entitlements.All(e => e.Unmet(worseOff).All(c => e.Unmet(facts).Contains(c)));
        });

    [Fact]
    public void The_distance_from_a_door_is_nothing_at_it_and_a_hundred_and_eleven_kilometres_a_degree_north() =>
        Gen.Select(Gen.Double[33.4, 33.7], Gen.Double[118.8, 119.2]).Sample((latitude, longitude) =>
        {
            var door = Door.Text(latitude, longitude);
            return Door.MetresFrom(door, latitude, longitude) == 0 && Math.Abs(Door.MetresFrom(door, latitude + 1, longitude) - 111_195) < 5;
        });
}
