using QingjiangpuPortal.Domain.Desk;

namespace QingjiangpuPortal.Domain.Tests.Desk;

public sealed class PlaceholdersTests
{
    [Theory]
    [InlineData("您反映的 {number}（{category}）在 {address}，{due}前办结", "您反映的 R26（路灯）在 三栋，3 月 5 日前办结")]
    [InlineData("没有位置", "没有位置")]
    [InlineData("{other} {number", "{other} {number")]
    [InlineData("{number}{number}", "R26R26")]
    public void Each_place_is_filled_and_all_else_stays(string template, string filled) =>
        Assert.Equal(filled, Placeholders.Fill(template, "R26", "三栋", "路灯", "3 月 5 日"));

    [Fact]
    public void Braces_in_an_address_are_no_places() =>
        Assert.Equal("{number} 号院", Placeholders.Fill("{address}", "R26", "{number} 号院", "路灯", "3 月 5 日"));
}
