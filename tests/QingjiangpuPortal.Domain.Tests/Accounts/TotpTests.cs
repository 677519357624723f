using System.Text;
using QingjiangpuPortal.Domain.Accounts;

namespace QingjiangpuPortal.Domain.Tests.Accounts;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238, appendix B, SHA-1.</summary>
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeOf(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8));

    [Fact]
    public void A_code_is_good_half_a_minute_before_and_after_its_own_and_only_after_the_last_one_used()
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = Totp.StepAt(at);
        foreach (var off in new[] { -1, 0, 1 }) Assert.Equal(step + off, Totp.Match(Secret, Totp.CodeOf(Secret, step + off), at, lastUsedStep: 0));
        foreach (var off in new[] { -2, 2 }) Assert.Null(Totp.Match(Secret, Totp.CodeOf(Secret, step + off), at, lastUsedStep: 0));
        Assert.Null(Totp.Match(Secret, Totp.CodeOf(Secret, step), at, lastUsedStep: step));
    }

    /// <summary>RFC 4648, section 10, where the length needs no padding.</summary>
    [Fact]
    public void Base32_is_that_of_the_standard_and_back()
    {
        Assert.Equal("MZXW6YTB", Base32.Encode("fooba"u8));
        Assert.Equal(Secret, Base32.Decode(Base32.Encode(Secret)));
    }
}
