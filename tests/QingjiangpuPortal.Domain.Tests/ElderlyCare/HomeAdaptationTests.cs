using CsCheck;
using QingjiangpuPortal.Domain.ElderlyCare;

namespace QingjiangpuPortal.Domain.Tests.ElderlyCare;

public sealed class HomeAdaptationTests
{
    [Fact]
    public void The_list_has_seven_basic_and_twenty_three_other_items_in_the_order_of_the_document()
    {
        Assert.Equal(Enum.GetValues<AdaptationItem>(), AdaptationItems.All.Select(i => i.Item));
        Assert.Equal((7, 23), (AdaptationItems.All.Count(i => i.IsBasic), AdaptationItems.All.Count(i => !i.IsBasic)));
        Assert.Equal(
            [AdaptationItem.AntiSlipFloor, AdaptationItem.Ramp, AdaptationItem.BedRail, AdaptationItem.BathroomHandrail, AdaptationItem.ShowerChair, AdaptationItem.Cane, AdaptationItem.AntiWanderingDevice],
            AdaptationItems.All.Where(i => i.IsBasic).Select(i => i.Item));
        Assert.Equal(AdaptationItems.All.Count, AdaptationItems.All.Select(i => i.Name).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("化工新村 3 栋 2 单元 501", "化工新村3栋2单元501")]
    [InlineData("化工新村３栋２单元５０１", "化工新村3栋2单元501")]
    [InlineData("淮海花园 a座", "淮海花园Ａ座")]
    public void Two_writings_of_one_home_are_one_household(string one, string other) =>
        Assert.Equal(HomeAdaptation.HouseholdOf("32081200300101001", one), HomeAdaptation.HouseholdOf("32081200300102001", other));

    [Fact]
    public void Another_door_or_another_community_is_another_household()
    {
        var home = HomeAdaptation.HouseholdOf("32081200300101001", "化工新村 3 栋 501");
        Assert.NotEqual(home, HomeAdaptation.HouseholdOf("32081200300101001", "化工新村 3 栋 502"));
        Assert.NotEqual(home, HomeAdaptation.HouseholdOf("32081200300201001", "化工新村 3 栋 501"));
    }

    [Fact]
    public void Spaces_never_make_another_household() =>
        Gen.Select(Gen.Char["栋1a－Ｂ"].Array[1, 12].Select(c => new string(c)), Gen.Int[0, 12]).Sample((address, at) =>
            HomeAdaptation.HouseholdOf("32081200300101001", address) == HomeAdaptation.HouseholdOf("32081200300101001", address.Insert(Math.Min(at, address.Length), " 　")));
}
