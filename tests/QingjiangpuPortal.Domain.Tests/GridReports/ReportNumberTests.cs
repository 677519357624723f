using CsCheck;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Domain.Tests.GridReports;

public sealed class ReportNumberTests
{
    private static readonly Gen<(int Year, long Sequence)> Numbers = Gen.Select(Gen.Int[2020, 2099], Gen.Long[0, 99_999_999]);

    [Fact]
    public void A_number_leads_back_to_its_sequence() => Numbers.Sample((year, sequence) =>
    {
        Assert.True(ReportNumber.TryParse(ReportNumber.Format(year, sequence), out var read));
        Assert.Equal(sequence, read);
    });

    [Fact]
    public void Every_single_wrong_digit_is_found() => Numbers.Sample((year, sequence) =>
    {
        var number = ReportNumber.Format(year, sequence);
        for (var at = 0; at < number.Length; at++)
        {
            if (!char.IsAsciiDigit(number[at])) continue;
            for (var digit = '0'; digit <= '9'; digit++)
                if (digit != number[at])
                    Assert.False(ReportNumber.TryParse($"{number[..at]}{digit}{number[(at + 1)..]}", out _));
        }
    }, iter: 500);

    [Theory]
    [InlineData("{0}")]
    [InlineData(" {0} ")]
    public void Small_letters_full_width_and_missing_hyphens_are_read(string around)
    {
        var number = ReportNumber.Format(2026, 18273);
        Assert.StartsWith("R26-0018273-", number, StringComparison.Ordinal);
        string[] forms =
        [
            number.ToLowerInvariant(), number.Replace("-", "", StringComparison.Ordinal), number.Replace('-', ' '), number.Replace('-', '—'),
            string.Concat(number.Select(c => c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c)),
        ];
        Assert.All(forms, form =>
        {
            Assert.True(ReportNumber.TryParse(string.Format(System.Globalization.CultureInfo.InvariantCulture, around, form), out var sequence), form);
            Assert.Equal(18273, sequence);
            Assert.True(ReportNumber.AreEqual(form, number), form);
        });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("R")]
    [InlineData("18273")]
    [InlineData("R26/0018273/1")]
    [InlineData("R26-00182730-00000000-1")]
    [InlineData("路灯")]
    public void What_is_no_number_is_refused(string? typed) => Assert.False(ReportNumber.TryParse(typed, out _));

    [Fact]
    public void The_year_is_part_of_the_number() =>
        Assert.False(ReportNumber.AreEqual(ReportNumber.Format(2025, 7), ReportNumber.Format(2026, 7)));
}
