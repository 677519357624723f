using CsCheck;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Tests.Common;

public sealed class SocialCreditCodeTests
{
    private const string Characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly string[] Valid = ["91350100M000100Y43", "91110000101623741K"];

    [Fact]
    public void Codes_in_use_pass_however_they_are_typed()
    {
        foreach (var code in Valid)
        {
            Assert.Equal(code, SocialCreditCode.Normalize($" {code[..8]} {code[8..]}".ToLowerInvariant()));
            Assert.True(SocialCreditCode.PassesCheck(code));
        }
    }

    [Fact]
    public void One_wrong_character_anywhere_is_noticed() =>
        Gen.Select(Gen.Char[Characters].Array[17], Gen.Int[0, 17], Gen.Char[Characters]).Sample((first, at, wrong) =>
        {
            var code = new string(first) + SocialCreditCode.CheckOf(first);
            Assert.True(SocialCreditCode.PassesCheck(code));
            if (code[at] != wrong) Assert.False(SocialCreditCode.PassesCheck(code[..at] + wrong + code[(at + 1)..]));
        });

    [Theory]
    [InlineData(null)]
    [InlineData("91350100M000100Y4")]
    [InlineData("9135010OM000100Y43")]
    public void What_has_not_the_form_is_none(string? typed) => Assert.Null(SocialCreditCode.Normalize(typed));
}
