using CsCheck;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Domain.Tests.GridReports;

public sealed class ShrunkRatesTests
{
    private static readonly Gen<SuccessRate> Unit = Gen.Int[1, 400].SelectMany(trials => Gen.Int[0, trials].Select(successes => new SuccessRate(successes, trials)));

    private static readonly Gen<SuccessRate[]> District = Unit.Array[1, 40];

    [Fact]
    public void A_unit_with_one_fast_report_never_leads_one_with_a_hundred_good_ones() =>
        District.Sample(others =>
        {
            SuccessRate small = new(1, 1), large = new(100, 100);
            var ranked = ShrunkRates.Of([.. others, small, large])!.Rank([small, .. others, large], u => u).ToList();
            Assert.True(ranked.IndexOf(large) < ranked.IndexOf(small));
        }, iter: 2000);

    [Fact]
    public void A_shrunk_rate_lies_between_the_units_own_and_the_mean_of_all() =>
        District.Sample(units =>
        {
            var shrunk = ShrunkRates.Of(units)!;
            foreach (var unit in units)
                Assert.InRange(shrunk.Shrink(unit), Math.Min(unit.Value!.Value, shrunk.Mean) - 1e-12, Math.Max(unit.Value.Value, shrunk.Mean) + 1e-12);
        }, iter: 2000);

    [Fact]
    public void Units_of_one_size_keep_their_order() =>
        Gen.Select(Gen.Int[1, 5000], Gen.Int[0, 5000], Gen.Int[0, 5000], District).Sample((trials, a, b, others) =>
        {
            SuccessRate first = new(Math.Min(a, trials), trials), second = new(Math.Min(b, trials), trials);
            var shrunk = ShrunkRates.Of([first, second, .. others])!;
            Assert.Equal(first.Successes.CompareTo(second.Successes), shrunk.Shrink(first).CompareTo(shrunk.Shrink(second)));
        }, iter: 2000);

    [Fact]
    public void The_more_a_unit_did_the_more_its_own_rate_counts()
    {
        var shrunk = ShrunkRates.Of([new(90, 100), new(50, 100), new(70, 100)])!;
        Assert.True(shrunk.Shrink(new(9, 10)) < shrunk.Shrink(new(90, 100)));
        Assert.True(shrunk.Shrink(new(90, 100)) < shrunk.Shrink(new(900, 1000)));
    }

    [Fact]
    public void Units_that_differ_no_more_than_chance_are_nearly_the_same()
    {
        var alike = Enumerable.Repeat(new SuccessRate(80, 100), 20);
        Assert.Equal(ShrunkRates.MostStrength, ShrunkRates.Of(alike)!.Strength);
        Assert.Equal(ShrunkRates.LeastStrength, ShrunkRates.Of([new(100, 100), new(0, 100)])!.Strength);
    }

    [Fact]
    public void Who_has_done_nothing_has_no_rank_and_nobody_no_mean()
    {
        Assert.Null(ShrunkRates.Of([new(0, 0)]));
        Assert.Equal([new(1, 2)], ShrunkRates.Of([new(0, 0), new(1, 2)])!.Rank([new SuccessRate(0, 0), new(1, 2)], u => u));
    }
}
