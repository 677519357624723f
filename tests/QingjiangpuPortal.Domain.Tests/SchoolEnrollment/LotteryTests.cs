using CsCheck;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Domain.Tests.SchoolEnrollment;

/// <summary>The literals were computed with another implementation of SHA-256 and HMAC (Python's hashlib and hmac).</summary>
public sealed class LotteryTests
{
    private const string DrawText = "2026-07-01 双色球 2026075: 01 05 09 17 22 31 + 08";
    private static readonly byte[] Seed = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly string[] Receipts = ["R26-0018273-5", "R26-0000001-7", "回执-3"];

    [Fact]
    public void Numbers_and_ranks_are_those_that_anybody_computes() =>
        Assert.Equal(
            [
                new(1, "回执-3", "4d84fc443bb6fbfa9624f9017b0ac04496e3cdf3a5682d907cf46b3ef25e8f1b"),
                new(2, "R26-0018273-5", "5d209db9af57bd4856f0861525f7c2da4a17fa487bda3952113413877aa07d3b"),
                new LotteryTicket(3, "R26-0000001-7", "d08db346980e7631b0f2549bc8507a2773c2cc522e6e188682db28d97201c3e4"),
            ],
            Lottery.Draw(Seed, DrawText, Receipts).Value);

    [Fact]
    public void What_is_published_beforehand_is_what_anybody_computes()
    {
        Assert.Equal("630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd", Lottery.Commitment(Seed));
        Assert.Equal("b68d615ec82a8781a47148c7cca7258751aa104310cbef4af9fced6c4f6a5a3e", Convert.ToHexStringLower(Lottery.Key(Seed, DrawText)));
        Assert.Equal("R26-0000001-7\nR26-0018273-5\n回执-3\n", Lottery.FrozenList(Receipts));
        Assert.Equal("10f9a1a02fe101ae6fcec3859748fecf3279b316bbde60849629fb6851036c87", Lottery.Digest(Receipts));
    }

    [Fact]
    public void The_order_in_which_receipts_come_does_not_matter() => Gen.Select(Gen.String[Gen.Char['!', '~'], 1, 12].HashSet[0, 50], Gen.Int).Sample((receipts, seed) =>
    {
        var shuffled = receipts.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(Lottery.Draw(Seed, DrawText, receipts).Value, Lottery.Draw(Seed, DrawText, shuffled).Value);
        Assert.Equal(Lottery.Digest(receipts), Lottery.Digest(shuffled));
    });

    [Fact]
    public void Everybody_has_a_rank_and_who_drew_the_smaller_number_has_the_better_one() => Gen.Int[1, 300].Sample(count =>
    {
        var tickets = Lottery.Draw(Seed, DrawText, [.. Enumerable.Range(0, count).Select(i => $"R{i}")]).Value;
        Assert.Equal(Enumerable.Range(1, count), tickets.Select(ticket => ticket.Rank));
        Assert.Equal(tickets.Select(ticket => ticket.Number).Order(StringComparer.Ordinal), tickets.Select(ticket => ticket.Number));
        Assert.Equal(count, tickets.Select(ticket => ticket.Receipt).Distinct(StringComparer.Ordinal).Count());
    }, iter: 30);

    [Fact]
    public void Another_seed_or_another_draw_gives_other_numbers()
    {
        var number = Lottery.NumberOf(Lottery.Key(Seed, DrawText), Receipts[0]);
        Assert.NotEqual(number, Lottery.NumberOf(Lottery.Key(Seed, DrawText + " "), Receipts[0]));
        Assert.NotEqual(number, Lottery.NumberOf(Lottery.Key([.. Seed[..31], 0], DrawText), Receipts[0]));
    }

    [Fact]
    public void A_seed_is_read_in_capitals_too()
    {
        var hex = Convert.ToHexString(Seed);
        Assert.Equal(Seed, Lottery.ParseSeed(hex).Value);
        Assert.Equal(Seed, Lottery.ParseSeed(hex.ToLowerInvariant()).Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e")]
    [InlineData("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1g")]
    [InlineData("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20")]
    public void A_seed_of_another_form_is_refused(string? hex) => Assert.Equal("Lottery.SeedWrong", Lottery.ParseSeed(hex).FirstError.Code);

    [Fact]
    public void A_receipt_that_comes_twice_or_is_none_is_refused()
    {
        Assert.Equal("Lottery.ReceiptTwice", Refusal("a", "b", "a"));
        Assert.Equal("Lottery.ReceiptWrong", Refusal("a", " "));
        Assert.Equal("Lottery.ReceiptWrong", Refusal("a\nb"));
        Assert.Equal("Lottery.DrawMissing", Lottery.Draw(Seed, " ", ["a"]).FirstError.Code);
    }

    private static string Refusal(params string[] receipts) => Lottery.Draw(Seed, DrawText, receipts).FirstError.Code;
}
