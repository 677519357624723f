using CsCheck;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Domain.Tests.SchoolEnrollment;

public sealed class DeferredAcceptanceTests
{
    private const int Unplaced = DeferredAcceptance.Unplaced;

    /// <param name="Preferences">For each applicant schools, best first.</param>
    /// <param name="Priorities">For each school applicants, best first.</param>
    private sealed record Market(int[] Seats, int[][] Preferences, int[][] Priorities)
    {
        public int[] Place() => DeferredAcceptance.Place(Seats, ListsOf(Preferences), ListsOf(Priorities)).Value;
    }

    private static Gen<Market> Markets(int mostApplicants, int mostSchools) =>
        Gen.Select(Gen.Int[0, mostApplicants], Gen.Int[1, mostSchools], Gen.Int).Select((applicants, schools, seed) =>
        {
            var random = new Random(seed);
            return new Market(
                [.. Enumerable.Range(0, schools).Select(_ => random.Next(0, 2 + applicants / schools))],
                [.. Enumerable.Range(0, applicants).Select(_ => Some(schools))],
                [.. Enumerable.Range(0, schools).Select(_ => random.Next(3) == 0 ? Some(applicants) : All(applicants))]);

            int[] All(int of)
            {
                var all = Enumerable.Range(0, of).ToArray();
                random.Shuffle(all);
                return all;
            }

            int[] Some(int of) => All(of)[..random.Next(of + 1)];
        });

    [Fact]
    public void The_example_of_Abdulkadiroglu_and_Sonmez_is_placed_as_published() =>
        Assert.Equal([0, 1, 2], new Market([1, 1, 1], [[1, 0, 2], [0, 1, 2], [0, 1, 2]], [[0, 2, 1], [1, 0, 2], [1, 0, 2]]).Place());

    [Fact]
    public void Nobody_has_a_justified_claim_to_another_seat_and_none_is_given_twice() => Markets(200, 20).Sample(market =>
        Assert.True(IsStable(market, market.Place())), iter: 300);

    [Fact]
    public void It_is_the_stable_placement_that_every_applicant_likes_best() => Markets(5, 3).Sample(market =>
    {
        var stable = Placements(market.Preferences.Length, market.Seats.Length).Where(placement => IsStable(market, placement)).ToList();
        var best = Enumerable.Range(0, market.Preferences.Length)
            .Select(applicant => stable.Select(placement => placement[applicant]).MinBy(school => RankOf(market.Preferences[applicant], school)));
        Assert.Equal(best, market.Place());
    }, iter: 2000);

    [Fact]
    public void The_order_in_which_schools_and_applicants_come_does_not_matter() => Gen.Select(Markets(60, 10), Gen.Int).Sample((market, seed) =>
    {
        // The one that was i comes as applicants[i], or schools[i].
        var random = new Random(seed);
        var applicants = Enumerable.Range(0, market.Preferences.Length).ToArray();
        var schools = Enumerable.Range(0, market.Seats.Length).ToArray();
        random.Shuffle(applicants);
        random.Shuffle(schools);
        var renumbered = new Market(new int[schools.Length], new int[applicants.Length][], new int[schools.Length][]);
        for (var school = 0; school < schools.Length; school++)
        {
            renumbered.Seats[schools[school]] = market.Seats[school];
            renumbered.Priorities[schools[school]] = [.. market.Priorities[school].Select(applicant => applicants[applicant])];
        }
        for (var applicant = 0; applicant < applicants.Length; applicant++)
            renumbered.Preferences[applicants[applicant]] = [.. market.Preferences[applicant].Select(school => schools[school])];

        var (before, after) = (market.Place(), renumbered.Place());
        Assert.Equal(before.Select(school => school == Unplaced ? Unplaced : schools[school]), applicants.Select(applicant => after[applicant]));
    }, iter: 300);

    [Fact]
    public void Nobody_gains_by_another_list_than_the_true_one() => Gen.Select(Markets(6, 3).Where(market => market.Preferences.Length > 0), Gen.Int).Sample((market, seed) =>
    {
        var random = new Random(seed);
        var liar = random.Next(market.Preferences.Length);
        var lie = Enumerable.Range(0, market.Seats.Length).ToArray();
        random.Shuffle(lie);
        var told = market with { Preferences = [.. market.Preferences.Select((own, applicant) => applicant == liar ? lie[..random.Next(lie.Length + 1)] : own)] };
        int RankOfPlace(Market placed) => RankOf(market.Preferences[liar], placed.Place()[liar]);
        Assert.True(RankOfPlace(market) <= RankOfPlace(told));
    }, iter: 2000);

    [Fact]
    public void A_school_without_seats_places_nobody() => Assert.Equal([1, Unplaced], new Market([0, 1], [[0, 1], [0]], [[0, 1], [0, 1]]).Place());

    [Fact]
    public void Who_is_not_in_the_list_of_a_school_is_not_placed_there() => Assert.Equal([Unplaced, 0], new Market([5], [[0], [0]], [[1]]).Place());

    [Fact]
    public void Who_wants_no_school_is_placed_nowhere() => Assert.Equal([Unplaced], new Market([1], [[]], [[0]]).Place());

    [Fact]
    public void A_market_without_anybody_is_one() => Assert.Empty(new Market([], [], []).Place());

    [Fact]
    public void What_cannot_be_meant_is_refused_with_the_numbers_of_who_and_what()
    {
        Assert.Equal("Placement.SeatsWrong 1", Refusal([1, -1], [[0]], [[0], []]));
        Assert.Equal("Placement.UnknownSchool 1 2", Refusal([1, 1], [[0], [1, 2]], [[0], []]));
        Assert.Equal("Placement.UnknownSchool 0 -1", Refusal([1], [[-1]], [[0]]));
        Assert.Equal("Placement.PreferenceTwice 1 0", Refusal([1, 1], [[0], [0, 1, 0]], [[0], []]));
        Assert.Equal("Placement.UnknownApplicant 0 1", Refusal([1], [[0]], [[0, 1]]));
        Assert.Equal("Placement.UnknownApplicant 0 -1", Refusal([1], [[0]], [[-1]]));
        Assert.Equal("Placement.PriorityTwice 1 0", Refusal([1, 1], [[0, 1], []], [[0, 1], [0, 1, 0]]));
        Assert.Throws<ArgumentException>(() => Refusal([1, 1], [[0]], [[0]]));
    }

    private static string Refusal(int[] seats, int[][] preferences, int[][] priorities)
    {
        var error = DeferredAcceptance.Place(seats, ListsOf(preferences), ListsOf(priorities)).FirstError;
        return $"{error.Code} {string.Join(' ', error.Arguments())}";
    }

    private static NumberLists ListsOf(int[][] lists)
    {
        var all = new NumberLists();
        foreach (var list in lists) all.Add(list);
        return all;
    }

    private static IEnumerable<int[]> Placements(int applicants, int schools)
    {
        if (applicants == 0) return [[]];
        return from rest in Placements(applicants - 1, schools)
               from school in Enumerable.Range(Unplaced, schools + 1)
               select rest.Append(school).ToArray();
    }

    /// <summary>By the definition: wanted by both sides, within the seats, and nobody prefers a school that would rather have them.</summary>
    private static bool IsStable(Market market, int[] placement)
    {
        var taken = new int[market.Seats.Length];
        for (var applicant = 0; applicant < placement.Length; applicant++)
        {
            if (placement[applicant] == Unplaced) continue;
            taken[placement[applicant]]++;
            if (!market.Preferences[applicant].Contains(placement[applicant]) || !market.Priorities[placement[applicant]].Contains(applicant)) return false;
        }
        if (taken.Where((count, school) => count > market.Seats[school]).Any()) return false;
        for (var applicant = 0; applicant < placement.Length; applicant++)
            foreach (var school in market.Preferences[applicant].TakeWhile(school => school != placement[applicant]))
            {
                var priority = market.Priorities[school];
                if (!priority.Contains(applicant)) continue;
                if (taken[school] < market.Seats[school]) return false;
                if (priority.SkipWhile(other => other != applicant).Any(other => placement[other] == school)) return false;
            }
        return true;
    }

    /// <summary>0 for the school that is liked best; to be placed nowhere comes after all that are wanted.</summary>
    private static int RankOf(int[] preferences, int school) => Array.IndexOf(preferences, school) is var at and >= 0 ? at : school == Unplaced ? preferences.Length : int.MaxValue;
}
