using CsCheck;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Domain.Tests.Organization;

public sealed class ShortCodeTests
{
    [Theory]
    [InlineData(0, "000000")]
    [InlineData(31, "00000Z")]
    [InlineData(32, "000010")]
    [InlineData(ShortCode.Count - 1, "ZZZZZZ")]
    public void A_number_is_written_in_base_32(int number, string code) => Assert.Equal(code, ShortCode.FromNumber(number));

    [Theory]
    [InlineData(-1)]
    [InlineData(ShortCode.Count)]
    public void A_number_without_a_code_is_refused(int number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ShortCode.FromNumber(number));

    [Fact]
    public void No_two_numbers_have_one_code_and_a_code_typed_as_it_is_stays() =>
        Gen.Select(Gen.Int[0, ShortCode.Count - 1], Gen.Int[0, ShortCode.Count - 1]).Sample((a, b) =>
        {
            Assert.Equal(a == b, ShortCode.FromNumber(a) == ShortCode.FromNumber(b));
            Assert.Equal(ShortCode.FromNumber(a), ShortCode.Normalize(ShortCode.FromNumber(a)));
        });

    [Theory]
    [InlineData("9z78bj", "9Z78BJ")]
    [InlineData(" 9Z7-8BJ ", "9Z78BJ")]
    [InlineData("oOiIlL", "001111")]
    public void What_is_easily_mistaken_is_understood(string typed, string code) => Assert.Equal(code, ShortCode.Normalize(typed));

    [Theory]
    [InlineData("")]
    [InlineData("9Z78B")]
    [InlineData("9Z78BJ0")]
    [InlineData("9Z78BU")]
    [InlineData("化工新村三栋")]
    public void What_is_no_code_is_nothing(string typed) => Assert.Null(ShortCode.Normalize(typed));
}
