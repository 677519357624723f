using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Domain.Tests.Organization;

public sealed class AreaNameTests
{
    [Theory]
    [InlineData("柴米居委会", "柴米社区")]
    [InlineData("大桥社区居委会", "大桥社区")]
    [InlineData("新村社区居委会", "新村社区")]
    [InlineData("化工新村居委会", "化工新村社区")]
    [InlineData("大黄村委会", "大黄村")]
    [InlineData("城南街道", "城南街道")]
    [InlineData("和平镇", "和平镇")]
    public void A_committee_is_shown_as_its_community_or_village(string name, string shown) =>
        Assert.Equal(shown, AreaName.Display(name));

    [Theory]
    [InlineData("柴米居委会", "柴米")]
    [InlineData("大桥社区居委会", "大桥")]
    [InlineData("大黄村委会", "大黄")]
    public void The_stem_is_the_place_alone(string name, string stem) => Assert.Equal(stem, AreaName.Stem(name));
}
