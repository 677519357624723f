using CsCheck;
using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Domain.SocialInsurance;
using static QingjiangpuPortal.Domain.SocialInsurance.InsuranceScheme;
using static QingjiangpuPortal.Domain.SocialInsurance.InsuredCircumstances;
using static QingjiangpuPortal.Domain.SocialInsurance.JoinConditionKind;

namespace QingjiangpuPortal.Domain.Tests.SocialInsurance;

/// <summary>谁能参保, and what a choice costs and brings.</summary>
public sealed class JoinRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly DateOnly InWindow = new(2026, 10, 8);
    internal static readonly InsuranceRules Rules = new(
        new Dictionary<InsuranceStatus, TimeLimit>(), PapersDays: 30, AppealDays: 60, CoverageDays: 20,
        new(LeastAge: 16, [new(500_00, 60_00), new(1_000_00, 120_00)], new("test", IsConfirmed: false)),
        new(LeastAge: 16, WageFen: 8_132_00, RatePercent: 20, AccountPercent: 8, LeastPercent: 60, MostPercent: 300, [60, 100, 300], new("test", IsConfirmed: false)),
        new(PersonalFen: 400_00, SubsidyFen: 700_00, new(2025, 9, 1), new(2025, 12, 31), NewbornDays: 90, [new(ExtremePoverty, 0), new(MinimumAllowance, 120_00)], new("test", IsConfirmed: false)),
        new(Detour: 1.3, MetresPerMinute: 80, Minutes: 15));

    private static InsuredFacts Person(int age, InsuredCircumstances circumstances = InsuredCircumstances.HukouHere, params InsuranceScheme[] holds) => new(Today.AddYears(-age), IsMan: true, circumstances, holds);

    private static IEnumerable<JoinConditionKind> Unmet(InsuranceScheme scheme, InsuredFacts facts, DateOnly? day = null) =>
        JoinRules.Of(scheme, facts, Rules, day ?? Today).Where(c => !c.IsMet).Select(c => c.Kind);

    [Fact]
    public void A_resident_of_sixteen_with_a_household_here_may_join_the_residents_pension_and_every_condition_in_the_way_is_named()
    {
        Assert.Empty(Unmet(ResidentsPension, Person(16)));
        Assert.Equal([JoinConditionKind.Age], Unmet(ResidentsPension, Person(15)));
        Assert.Equal([JoinConditionKind.HukouHere, NotStudent], Unmet(ResidentsPension, Person(30, PermitHere | Student)));
        Assert.Equal([NoOtherPension], Unmet(ResidentsPension, Person(30, InsuredCircumstances.HukouHere | WithEmployer)));
        Assert.Equal([NoOtherPension], Unmet(ResidentsPension, Person(30, InsuredCircumstances.HukouHere, FlexiblePension)));
        Assert.Equal([JoinConditionKind.DrawsNoPension], Unmet(ResidentsPension, Person(62, InsuredCircumstances.HukouHere | DrawsPension)));
        Assert.Equal([NotInScheme], Unmet(ResidentsPension, Person(30, InsuredCircumstances.HukouHere, ResidentsPension)));
    }

    [Fact]
    public void Flexible_employment_ends_with_the_month_of_retirement_and_takes_residents_of_other_places_with_a_permit()
    {
        Assert.Empty(Unmet(FlexiblePension, Person(40, PermitHere)));
        Assert.Equal([LivesHere], Unmet(FlexiblePension, Person(40, InsuredCircumstances.None)));
        Assert.Equal([NoOtherPension], Unmet(FlexiblePension, Person(40, InsuredCircumstances.HukouHere, ResidentsPension)));
        // A man of 1965-01 retired in 2025-02.
        Assert.Equal([BeforeRetirement], Unmet(FlexiblePension, new(new(1965, 1, 9), IsMan: true, InsuredCircumstances.HukouHere, [])));
        Assert.Empty(Unmet(FlexiblePension, new(new(1972, 1, 9), IsMan: false, InsuredCircumstances.HukouHere, [])));
    }

    [Theory]
    [InlineData(2026, 8, 31, false)]
    [InlineData(2026, 9, 1, true)]
    [InlineData(2026, 12, 31, true)]
    [InlineData(2027, 1, 1, false)]
    public void Medical_insurance_is_joined_in_its_window(int year, int month, int day, bool may) =>
        Assert.Equal(may, JoinRules.MayJoin(ResidentsMedical, Person(40), Rules, new(year, month, day)));

    [Fact]
    public void Newborns_within_ninety_days_and_those_who_pay_less_join_medical_insurance_at_any_time()
    {
        Assert.Empty(Unmet(ResidentsMedical, new(Today.AddDays(-90), IsMan: false, InsuredCircumstances.HukouHere, [])));
        Assert.Equal([Window], Unmet(ResidentsMedical, new(Today.AddDays(-91), IsMan: false, InsuredCircumstances.HukouHere, [])));
        Assert.Empty(Unmet(ResidentsMedical, Person(40, InsuredCircumstances.HukouHere | ExtremePoverty)));
    }

    [Fact]
    public void Whether_one_may_join_is_whether_all_conditions_are_met() =>
        Gen.Select(Gen.Enum<InsuranceScheme>(), Gen.Int[0, 110], Gen.Int[0, 255], Gen.Bool, Gen.Int[0, 364], (scheme, age, bits, isMan, days) => (scheme, age, bits, isMan, days)).Sample(x =>
        {
            var day = new DateOnly(2026, 1, 1).AddDays(x.days);
            var facts = new InsuredFacts(day.AddYears(-x.age), x.isMan, (InsuredCircumstances)x.bits, []);
            var conditions = JoinRules.Of(x.scheme, facts, Rules, day);
            Assert.Equal(conditions.All(c => c.IsMet), JoinRules.MayJoin(x.scheme, facts, Rules, day));
            Assert.Equal(conditions.Count, conditions.Select(c => c.Kind).Distinct().Count());
        });

    [Fact]
    public void The_consequence_of_a_thousand_yuan_over_fifteen_years_is_that_of_the_illustration()
    {
        var choice = ContributionPlans.Choices(ResidentsPension, Person(50), Rules, Today)[1];
        Assert.Equal((1_000_00, 120_00, 15), (choice.PayFen, choice.SubsidyFen, choice.Years));
        Assert.Equal(355.86m, choice.Pension!.Value.Total);
        Assert.Equal(30, ContributionPlans.Choices(ResidentsPension, Person(30), Rules, Today)[0].Years);
    }

    [Fact]
    public void In_flexible_employment_a_fifth_of_the_base_is_due_each_month_and_eight_points_of_it_go_into_the_account()
    {
        Assert.Equal([975_84L, 1_626_40L, 4_879_20L], ContributionPlans.Choices(FlexiblePension, Person(40), Rules, Today).Select(c => c.PayFen));
        var bill = ContributionPlans.BillOn(FlexiblePension, tier: 100, Person(40), Rules, Today)!;
        Assert.Equal((1_626_40, 650_56, 0), (bill.AmountFen, bill.AccountFen, bill.SubsidyFen));
        Assert.Equal((new(2026, 3, 1), new(2026, 3, 31), new(2026, 4, 1)), (bill.From, bill.To, bill.NextOn));
        Assert.False(ContributionPlans.IsChoice(FlexiblePension, 59, Rules));
        Assert.True(ContributionPlans.IsChoice(FlexiblePension, 85, Rules));
        Assert.False(ContributionPlans.IsChoice(FlexiblePension, 301, Rules));
    }

    [Fact]
    public void In_the_window_medical_insurance_is_billed_for_the_next_year_else_for_the_running_one()
    {
        var next = ContributionPlans.BillOn(ResidentsMedical, 0, Person(40), Rules, InWindow)!;
        Assert.Equal((new DateOnly(2027, 1, 1), new DateOnly(2027, 12, 31), 400_00, new DateOnly(2027, 9, 1)), (next.From, next.To, next.AmountFen, next.NextOn));
        var newborn = ContributionPlans.BillOn(ResidentsMedical, 0, Person(0), Rules, Today)!;
        Assert.Equal((new DateOnly(2026, 1, 1), new DateOnly(2026, 9, 1)), (newborn.From, newborn.NextOn));
        Assert.Equal(0, ContributionPlans.BillOn(ResidentsMedical, 0, Person(40, InsuredCircumstances.HukouHere | ExtremePoverty), Rules, Today)!.AmountFen);
    }

    [Fact]
    public void Nobody_is_billed_past_sixty_or_retirement_and_periods_follow_each_other_without_a_gap() =>
        Gen.Select(Gen.Enum<InsuranceScheme>(), Gen.Int[16, 75], Gen.Int[0, 720], (scheme, age, days) => (scheme, age, days)).Sample(x =>
        {
            var day = Today.AddDays(x.days);
            var bill = ContributionPlans.BillOn(x.scheme, x.scheme == FlexiblePension ? 60 : 500_00, Person(x.age), Rules, day);
            if (bill is null)
            {
                Assert.True(x.scheme.IsPension() && Person(x.age).AgeOn(day) >= 60);
                return;
            }
            Assert.True(bill.AccountFen <= bill.AmountFen && bill.NextOn > day);
            if (ContributionPlans.BillOn(x.scheme, x.scheme == FlexiblePension ? 60 : 500_00, Person(x.age), Rules, bill.NextOn) is { } next) Assert.Equal(bill.To.AddDays(1), next.From);
        });

    [Theory]
    [InlineData(923, 15, true)]
    [InlineData(924, 16, false)]
    [InlineData(0, 0, true)]
    public void A_walk_is_the_straight_line_with_its_detour_at_eighty_metres_a_minute(int straight, int minutes, bool serves) =>
        Assert.Equal((minutes, serves), (Rules.ServiceCircle.WalkMinutes(straight), Rules.ServiceCircle.Serves(straight)));
}
