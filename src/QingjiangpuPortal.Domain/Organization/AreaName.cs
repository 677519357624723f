namespace QingjiangpuPortal.Domain.Organization;

/// <summary>How people say the name of an area, as against the register's name of its committee.</summary>
public static class AreaName
{
    private const string ResidentsCommittee = "居委会";
    private const string VillagersCommittee = "村委会";

    /// <summary>Whether the register's name is that of a village (村委会), not of an urban community (居委会).</summary>
    public static bool IsVillage(string name) => name.EndsWith(VillagersCommittee, StringComparison.Ordinal);

    /// <summary>
    /// 柴米居委会 → 柴米社区, 大桥社区居委会 → 大桥社区, 大黄村委会 → 大黄村; every other name as it is.
    /// </summary>
    public static string Display(string name)
    {
        if (IsVillage(name)) return name[..^VillagersCommittee.Length] + "村";
        if (!name.EndsWith(ResidentsCommittee, StringComparison.Ordinal)) return name;
        return Stem(name) + "社区";
    }

    /// <summary>The place alone, from which compounds and grids are named: 柴米居委会 → 柴米, 大桥社区居委会 → 大桥, 大黄村委会 → 大黄.</summary>
    public static string Stem(string name)
    {
        foreach (var ending in (ReadOnlySpan<string>)[VillagersCommittee, ResidentsCommittee, "社区"])
        {
            if (name.EndsWith(ending, StringComparison.Ordinal)) name = name[..^ending.Length];
        }
        return name;
    }
}
