using CsCheck;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Domain.Tests.SchoolEnrollment;

public sealed class AdmissionRulesTests
{
    private static readonly DateOnly Day = new(2020, 1, 1);
    private static readonly DateTimeOffset At = new(2027, 6, 1, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true, HomeKind.Parents, false, false, AdmissionCategory.HukouAndParentsHome)]
    [InlineData(true, HomeKind.Grandparents, false, false, AdmissionCategory.HukouAndGrandparentsHome)]
    [InlineData(true, HomeKind.Rented, true, true, AdmissionCategory.HukouOnly)]
    [InlineData(true, HomeKind.Other, false, false, AdmissionCategory.HukouOnly)]
    [InlineData(false, HomeKind.Parents, false, true, AdmissionCategory.HomeOnly)]
    [InlineData(false, HomeKind.Rented, true, true, AdmissionCategory.RegisteredLease)]
    [InlineData(false, HomeKind.Rented, false, true, AdmissionCategory.MigrantWorkers)]
    [InlineData(false, HomeKind.Grandparents, false, true, AdmissionCategory.MigrantWorkers)]
    [InlineData(false, HomeKind.Rented, false, false, null)]
    [InlineData(false, HomeKind.Grandparents, false, false, null)]
    public void The_facts_of_an_address_give_the_best_category_that_they_can(bool hukou, HomeKind home, bool leaseRegistered, bool permit, AdmissionCategory? expected) =>
        Assert.Equal(expected, new AddressFacts(hukou ? Day : null, home, Day, leaseRegistered, permit ? Day : null, permit).Category);

    [Theory]
    [InlineData("2021-08-31", 2027, true)]
    [InlineData("2021-09-01", 2027, false)]
    public void A_child_is_six_by_the_last_of_August(string birth, int year, bool isOldEnough)
    {
        Assert.Equal(isOldEnough, SchoolStage.Primary.IsOldEnough(DateOnly.Parse(birth, System.Globalization.CultureInfo.InvariantCulture), year));
        Assert.True(SchoolStage.JuniorMiddle.IsOldEnough(new(year - 5, 1, 1), year));
    }

    [Fact]
    public void A_public_school_takes_its_catchment_first_then_by_category_then_by_the_ties_of_the_round()
    {
        var round = Round(AdmissionCategory.HukouAndParentsHome, AdmissionCategory.HukouOnly);
        var late = Applicant(1, AdmissionCategory.HukouAndParentsHome, property: Day.AddDays(9), rank: 1);
        var early = Applicant(2, AdmissionCategory.HukouAndParentsHome, property: Day, rank: 9);
        var hukou = Applicant(3, AdmissionCategory.HukouOnly, property: Day.AddDays(-9), rank: 2);
        var outside = Applicant(4, AdmissionCategory.HukouAndParentsHome, property: Day.AddDays(-99), rank: 3, inside: false);
        var tied = Applicant(5, AdmissionCategory.HukouAndParentsHome, property: Day, rank: 8);
        // A category that is not among the round's comes after those that are.
        var other = Applicant(6, AdmissionCategory.HomeOnly, property: Day.AddDays(-999), rank: 4);
        var market = new AdmissionMarket([new("S1", 1, IsPrivate: false), new("S2", 1, IsPrivate: true)], [late, early, hukou, outside, tied, other], round);

        var orders = market.Orders().ToDictionary(o => o.School.Code, o => o.Order.Select(a => a.Sequence).ToArray());
        Assert.Equal([5, 2, 1, 3, 6, 4], orders["S1"]);
        // By the lottery alone.
        Assert.Equal([1, 3, 4, 6, 5, 2], orders["S2"]);
    }

    [Fact]
    public void No_school_is_overfilled_nobody_has_a_justified_claim_and_the_order_of_input_does_not_matter() => Gen.Select(Gen.Int[0, 40], Gen.Int[1, 6], Gen.Int).Sample((count, schoolCount, seed) =>
    {
        var random = new Random(seed);
        var round = Round(Enum.GetValues<AdmissionCategory>());
        var schools = Enumerable.Range(0, schoolCount).Select(i => new MarketSchool($"S{i}", random.Next(4), random.Next(4) == 0)).ToArray();
        var applicants = Enumerable.Range(0, count).Select(i =>
        {
            var named = schools.Select(s => s.Code).ToArray();
            random.Shuffle(named);
            return new MarketApplicant(
                Guid.CreateVersion7(), (AdmissionCategory)random.Next(1, 7), new(Day.AddDays(random.Next(3)), HomeKind.Parents, Day.AddDays(random.Next(3)), false, null, false),
                random.Next(5) == 0 ? null : random.Next(1, 100), i, named[..random.Next(1, named.Length + 1)], named[..random.Next(named.Length + 1)]);
        }).ToArray();
        var market = new AdmissionMarket(schools, applicants, round);
        var placed = market.Place().Value.ToDictionary(p => p.ApplicantId, p => p.School);
        var orders = market.Orders().ToDictionary(o => o.School.Code, o => o.Order.Select(a => a.Id).ToList());

        foreach (var school in schools) Assert.True(placed.Values.Count(s => s == school.Code) <= school.Seats);
        foreach (var applicant in applicants)
            foreach (var better in applicant.Preferences.TakeWhile(s => s != placed[applicant.Id]))
            {
                var inside = placed.Where(p => p.Value == better).Select(p => orders[better].IndexOf(p.Key)).ToList();
                Assert.True(inside.Count == schools.Single(s => s.Code == better).Seats && inside.TrueForAll(at => at < orders[better].IndexOf(applicant.Id)));
            }
        random.Shuffle(applicants);
        random.Shuffle(schools);
        Assert.Equal(placed.OrderBy(p => p.Key), new AdmissionMarket(schools, applicants, round).Place().Value.ToDictionary(p => p.ApplicantId, p => p.School).OrderBy(p => p.Key));
    }, iter: 300);

    [Fact]
    public void The_list_is_frozen_before_the_day_of_the_draw_and_the_draw_is_published_on_it_or_later()
    {
        var seed = new byte[Lottery.SeedLength];
        var hex = Convert.ToHexStringLower(seed);
        var drawDay = new DateOnly(2027, 6, 10);
        RoundLottery New() => RoundLottery.Commit(Guid.NewGuid(), Lottery.Commitment(seed), new([], []), "彩票", drawDay, At);

        Assert.Equal("Lottery.FrozenTooLate", New().Freeze(["S27-0000001-1"], ChinaTime.StartOf(drawDay)).FirstError.Code);
        var lottery = New();
        Assert.True(lottery.Draw(hex, "1 2 3", ChinaTime.StartOf(drawDay)).IsError);
        Assert.False(lottery.Freeze(["S27-0000002-2", "S27-0000001-1"], ChinaTime.StartOf(drawDay).AddSeconds(-1)).IsError);
        Assert.True(lottery.Freeze(["S27-0000003-3"], At).IsError);
        Assert.Equal("S27-0000001-1\nS27-0000002-2\n", lottery.FrozenList);
        Assert.Equal("Lottery.DrawTooEarly", lottery.Draw(hex, "1 2 3", ChinaTime.StartOf(drawDay).AddSeconds(-1)).FirstError.Code);
        Assert.Throws<InvalidOperationException>(() => lottery.Draw(new('1', 64), "1 2 3", ChinaTime.StartOf(drawDay)));
        var tickets = lottery.Draw(hex, "1 2 3", ChinaTime.StartOf(drawDay)).Value;
        Assert.Equal(Lottery.Draw(seed, "1 2 3", ["S27-0000001-1", "S27-0000002-2"]).Value, tickets);
        Assert.Equal((hex, "1 2 3"), (lottery.PublicSeed, lottery.DrawText));
        Assert.True(lottery.Draw(hex, "4 5 6", ChinaTime.StartOf(drawDay)).IsError);
    }

    [Fact]
    public void A_round_goes_its_way_step_by_step_and_never_back()
    {
        var round = Round(AdmissionCategory.HukouOnly);
        foreach (var verb in Enum.GetValues<RoundVerb>().Order())
        {
            foreach (var other in Enum.GetValues<RoundVerb>().Where(v => v != verb)) Assert.Equal("Enrollment.RoundStepNotPossible", round.Move(other, At).FirstError.Code);
            Assert.False(round.Move(verb, At).IsError);
        }
        Assert.Equal(RoundStatus.Closed, round.Status);
    }

    private static AdmissionRound Round(params AdmissionCategory[] categories) => AdmissionRound.Plan(
        Guid.NewGuid(), SchoolStage.Primary, 2027, new(new(2027, 5, 1), new(2027, 5, 10), new(2027, 5, 20), new(2027, 6, 1), new(2027, 6, 12), new(2027, 6, 15), new(2027, 6, 20)),
        categories, [TieRule.PropertyDay, TieRule.HukouDay, TieRule.Lottery]);

    private static MarketApplicant Applicant(int number, AdmissionCategory category, DateOnly property, int rank, bool inside = true) => new(
        Guid.CreateVersion7(), category, new(Day, HomeKind.Parents, property, false, null, false), rank, number, ["S1", "S2"], inside ? ["S1"] : []);
}
