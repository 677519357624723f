using CsCheck;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Tests.Common;

public sealed class UnifiedCreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly Gen<string> Valid = Gen.Char[Alphabet].Array[17].Select(characters => WithCheck(new(characters)));

    [Theory]
    [InlineData("91350100M000100Y43")]
    [InlineData("91110000101623741K")]
    public void Codes_of_the_standard_are_valid_however_they_are_typed(string code)
    {
        Assert.Equal(code, UnifiedCreditCode.Normalize(code));
        Assert.True(UnifiedCreditCode.HasValidCheck(code));
        Assert.Equal(code, UnifiedCreditCode.Normalize($" {code[..8].ToLowerInvariant()}-{FullWidth(code[8..])}　"));
    }

    [Fact]
    public void Every_code_with_its_check_is_valid() => Valid.Sample(code =>
        Assert.True(UnifiedCreditCode.Normalize(code) == code && UnifiedCreditCode.HasValidCheck(code)));

    [Fact]
    public void One_wrong_character_anywhere_is_noticed_and_leaves_the_shape() => Gen.Select(Valid, Gen.Int[0, 17], Gen.Char[Alphabet]).Sample((code, at, other) =>
    {
        if (code[at] == other) return;
        var wrong = code[..at] + other + code[(at + 1)..];
        Assert.Equal(wrong, UnifiedCreditCode.Normalize(wrong));
        Assert.False(UnifiedCreditCode.HasValidCheck(wrong));
    });

    [Fact]
    public void Two_swapped_neighbours_are_noticed() => Gen.Select(Valid, Gen.Int[0, 16]).Sample((code, at) =>
    {
        if (code[at] == code[at + 1]) return;
        Assert.False(UnifiedCreditCode.HasValidCheck(code[..at] + code[at + 1] + code[at] + code[(at + 2)..]));
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("91350100M000100Y4")]
    [InlineData("91350100M000100Y433")]
    [InlineData("91350100I000100Y43")]
    [InlineData("91350100O000100Y43")]
    [InlineData("91350100S000100Y43")]
    [InlineData("91350100V000100Y43")]
    [InlineData("91350100Z000100Y43")]
    [InlineData("91350100M000100Y4号")]
    public void What_has_another_shape_is_none(string? typed) => Assert.Null(UnifiedCreditCode.Normalize(typed));

    /// <summary>The check by trying: the one character with which all 18, by their weights, are a multiple of 31.</summary>
    private static string WithCheck(string first) => Alphabet.Select(check => first + check).Single(code =>
        code.Select((character, at) => Alphabet.IndexOf(character, StringComparison.Ordinal) * (at == 17 ? 1 : (int)System.Numerics.BigInteger.ModPow(3, at, 31))).Sum() % 31 == 0);

    private static string FullWidth(string text) => string.Concat(text.Select(character => (char)(character + ('０' - '0'))));
}
