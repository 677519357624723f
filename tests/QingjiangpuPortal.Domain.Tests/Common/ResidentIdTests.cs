using CsCheck;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Tests.Common;

public sealed class ResidentIdTests
{
    private static readonly string[] Valid = ["11010519491231002X", "440524188001010014", "34052419800101001X", "810000199408230021"];

    [Fact]
    public void Numbers_of_the_standard_are_valid_however_they_are_typed()
    {
        foreach (var id in Valid)
        {
            Assert.Equal(id, ResidentId.Normalize(id));
            Assert.Equal(id, ResidentId.Normalize($" {id[..6]} {id[6..14]} {id[14..]}".ToLowerInvariant()));
        }
    }

    [Fact]
    public void One_wrong_character_anywhere_is_noticed() =>
        Gen.Select(Gen.Int[0, Valid.Length - 1], Gen.Int[0, 17], Gen.Char['0', '9']).Sample((which, at, digit) =>
        {
            var id = Valid[which];
            if (id[at] == digit) return;
            Assert.Null(ResidentId.Normalize(id[..at] + digit + id[(at + 1)..]));
        });

    [Fact]
    public void A_number_made_of_any_day_is_valid_and_gives_day_and_sex_back() =>
        Gen.Select(Gen.Int[100000, 999999], Gen.Int[0, 80_000], Gen.Int[0, 999]).Sample((area, days, order) =>
        {
            var born = new DateOnly(1900, 1, 1).AddDays(days);
            var digits = $"{area}{born:yyyyMMdd}{order:000}";
            var id = digits + ResidentId.CheckOf(digits);
            Assert.Equal(id, ResidentId.Normalize(id));
            Assert.Equal((born, order % 2 == 1 ? Sex.Male : Sex.Female), (ResidentId.BornOn(id), ResidentId.SexOf(id)));
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("13812345678")]
    [InlineData("11010519491331002X")]
    public void What_is_no_number_is_none(string? typed) => Assert.Null(ResidentId.Normalize(typed));
}
