using CsCheck;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Tests.Common;

/// <summary>Numbers, names and texts that people type, and what others see of them.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData("13800138000")]
    [InlineData("138 0013 8000")]
    [InlineData("138-0013-8000")]
    [InlineData("+8613800138000")]
    [InlineData("+86 138 0013 8000")]
    [InlineData("8613800138000")]
    [InlineData("１３８００１３８０００")]
    public void A_mobile_number_is_read_as_people_type_it(string typed) => Assert.Equal("13800138000", MobileNumber.Normalize(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1380013800")]
    [InlineData("138001380000")]
    [InlineData("12800138000")]
    [InlineData("0517-83512345")]
    [InlineData("13800138000a")]
    [InlineData("+8513800138000")]
    [InlineData("138+0138000")]
    public void What_is_no_mobile_number_is_nothing(string? typed) => Assert.Null(MobileNumber.Normalize(typed));

    [Fact]
    public void Every_mobile_number_is_read_however_it_is_spaced_and_no_other_one() => Gen.Select(Gen.Char["1112"], Gen.Char["0123456789"].Array[10], Gen.Int[0, 11]).Sample((first, digits, at) =>
    {
        var number = first + new string(digits);
        var expected = number[0] == '1' && number[1] >= '3' ? number : null;
        Assert.Equal(expected, MobileNumber.Normalize(number));
        Assert.Equal(expected, MobileNumber.Normalize($"{number[..at]} {string.Concat(number[at..].Select(digit => (char)(digit + ('０' - '0'))))}　"));
    });

    [Fact]
    public void The_middle_of_a_number_is_masked()
    {
        Assert.Equal("138****8000", MobileNumber.Mask("13800138000"));
        Assert.Equal("****", MobileNumber.Mask("110"));
    }

    [Theory]
    [InlineData("李春燕", "李**")]
    [InlineData(" 欧阳修 ", "欧**")]
    [InlineData("𠮷田", "𠮷**")]
    [InlineData("", "**")]
    public void Of_a_name_the_first_character_is_shown(string name, string masked) => Assert.Equal(masked, PersonName.Mask(name));

    [Theory]
    [InlineData("电话13800138000联系", "电话***联系")]
    [InlineData("打 138-0013-8000", "打 ***")]
    [InlineData("+86 13800138000", "***")]
    [InlineData("座机0517-83512345。", "座机***。")]
    [InlineData("身份证11010519491231002X号", "身份证***号")]
    [InlineData("老证110105491231002", "老证***")]
    public void Numbers_that_identify_people_are_blotted_out(string text, string shown) => Assert.Equal(shown, PublicText.Of(text));

    [Theory]
    [InlineData("3 栋 2 单元 1801 室")]
    [InlineData("2026-03-02 10:30 路灯 12 盏不亮")]
    [InlineData("编号 R26-0018273-5")]
    public void Other_numbers_stay(string text) => Assert.Equal(text, PublicText.Of(text));

    [Fact]
    public void Protected_data_never_shows_itself() => Assert.Equal("[protected]", new Protected([1], [2]).ToString());
}
