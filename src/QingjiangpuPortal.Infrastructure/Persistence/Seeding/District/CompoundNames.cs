using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.District;

/// <summary>Names of a community's residential compounds, one for each of its grids: 延安路小区, 延安路花园, … or, where the place is itself a compound, 化工新村, 化工新村东区, …</summary>
internal static class CompoundNames
{
    private static readonly string[] Kinds = ["小区", "新村", "苑", "花园", "里", "家园", "公寓", "佳园", "新苑", "华庭"];
    private static readonly string[] Quarters = ["", "东区", "西区", "南区", "北区", "中区", "一区", "二区", "三区", "四区"];
    private static readonly string[] CompoundEndings = ["新村", "花园", "花苑", "家园", "丽景", "院"];

    public static string[] Of(string communityName)
    {
        var stem = AreaName.Stem(communityName);
        var isCompound = Array.Exists(CompoundEndings, ending => stem.EndsWith(ending, StringComparison.Ordinal));
        return Array.ConvertAll(isCompound ? Quarters : Kinds, ending => stem + ending);
    }
}
