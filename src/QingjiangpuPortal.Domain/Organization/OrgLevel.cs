namespace QingjiangpuPortal.Domain.Organization;

/// <summary>区 / 镇街 / 村居 / 网格 / 微网格: the five levels of the district's tree of areas, largest first.</summary>
public enum OrgLevel
{
    District = 1,
    Street = 2,
    Community = 3,
    Grid = 4,
    MicroGrid = 5,
}
