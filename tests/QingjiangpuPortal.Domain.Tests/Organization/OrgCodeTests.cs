using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Domain.Tests.Organization;

public sealed class OrgCodeTests
{
    [Theory]
    [InlineData("320812", OrgLevel.District)]
    [InlineData("320812003", OrgLevel.Street)]
    [InlineData("320812003002", OrgLevel.Community)]
    [InlineData("320812003002001", OrgLevel.Grid)]
    [InlineData("32081200300200102", OrgLevel.MicroGrid)]
    [InlineData("320812D11", OrgLevel.District)]
    [InlineData("320812003D06", OrgLevel.Street)]
    [InlineData("320812003002P001", OrgLevel.Community)]
    [InlineData("320812S012", OrgLevel.District)]
    public void The_length_of_the_area_part_tells_the_level(string code, OrgLevel level) =>
        Assert.Equal(level, OrgCode.LevelOf(code));

    [Theory]
    [InlineData("")]
    [InlineData("3208")]
    [InlineData("3208120030")]
    [InlineData("320812003002001022")]
    [InlineData("D01")]
    public void Another_length_is_no_code(string code) => Assert.Throws<FormatException>(() => OrgCode.LevelOf(code));

    [Theory]
    [InlineData("320812", null)]
    [InlineData("320812003", "320812")]
    [InlineData("320812003002", "320812003")]
    [InlineData("320812003002001", "320812003002")]
    [InlineData("32081200300200102", "320812003002001")]
    [InlineData("320812D11", "320812")]
    [InlineData("320812003D06", "320812003")]
    [InlineData("320812003P001", "320812003")]
    [InlineData("320812E900", "320812")]
    public void The_parent_is_the_next_area_up(string code, string? parent) => Assert.Equal(parent, OrgCode.ParentOf(code));

    [Theory]
    [InlineData("32081200300200102", OrgLevel.District, "320812")]
    [InlineData("32081200300200102", OrgLevel.Street, "320812003")]
    [InlineData("32081200300200102", OrgLevel.Community, "320812003002")]
    [InlineData("32081200300200102", OrgLevel.Grid, "320812003002001")]
    [InlineData("32081200300200102", OrgLevel.MicroGrid, "32081200300200102")]
    [InlineData("320812003", OrgLevel.Community, null)]
    [InlineData("320812003D06", OrgLevel.Street, "320812003")]
    [InlineData("320812003D06", OrgLevel.Community, null)]
    public void An_ancestor_is_a_prefix_and_below_the_unit_there_is_none(string code, OrgLevel level, string? ancestor) =>
        Assert.Equal(ancestor, OrgCode.AncestorAt(code, level));

    [Theory]
    [InlineData("320812", "32081200300200102", true)]
    [InlineData("320812003", "320812003", true)]
    [InlineData("320812003", "320812003D06", true)]
    [InlineData("320812003", "320812004002", false)]
    [InlineData("320812003002", "320812003", false)]
    [InlineData("320812003D06", "320812003D06", true)]
    [InlineData("320812003D06", "320812003002", false)]
    [InlineData("320812003", "320812003S001", true)]
    [InlineData("320812003S001", "320812003S001", true)]
    [InlineData("320812003S001", "320812003S0011", false)]
    [InlineData("320812003P001", "320812003S001", false)]
    public void An_area_covers_what_lies_in_it_and_another_unit_only_itself(string unit, string other, bool covers) =>
        Assert.Equal(covers, OrgCode.Covers(unit, other));

    [Theory]
    [InlineData("320812", OrgUnitKind.Provider, 1, "320812P001")]
    [InlineData("320812003", OrgUnitKind.School, 12, "320812003S012")]
    [InlineData("320812003002", OrgUnitKind.Employer, 999, "320812003002E999")]
    public void Providers_schools_and_employers_hang_below_an_area_and_fit_the_column(string area, OrgUnitKind kind, int number, string code)
    {
        Assert.Equal(code, OrgCode.Below(area, kind, number));
        Assert.Equal((kind, area, OrgCode.LevelOf(area)), (OrgCode.KindOf(code), OrgCode.ParentOf(code), OrgCode.LevelOf(code)));
        Assert.True(OrgCode.Covers(OrgCode.District, code) && code.Length <= OrgCode.MaxLength);
        var unit = OrgUnit.Institution(code, "春晖", new(2026, 3, 2));
        Assert.Equal((kind, area), (unit.Kind, unit.ParentCode));
    }

    [Theory]
    [InlineData("320812003002001", OrgUnitKind.Provider, 1)]
    [InlineData("320812D01", OrgUnitKind.School, 1)]
    [InlineData("320812", OrgUnitKind.Department, 1)]
    [InlineData("320812", OrgUnitKind.School, 1000)]
    public void Nothing_hangs_elsewhere(string area, OrgUnitKind kind, int number) =>
        Assert.ThrowsAny<ArgumentException>(() => OrgCode.Below(area, kind, number));
}
