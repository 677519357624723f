using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Common;

/// <summary>
/// Where a permission holds: the union of the units of the posts that carry that very permission. One post's permission
/// never borrows another post's place.
/// </summary>
public sealed record Scope(IReadOnlyList<string> Units)
{
    public static readonly Scope Nowhere = new([]);
    public static readonly Scope WholeDistrict = new([OrgCode.District]);

    public bool IsEmpty => Units.Count == 0;

    public bool Covers(string unitCode) => Units.Any(unit => OrgCode.Covers(unit, unitCode));

    /// <summary>The areas of one level in it, for equality on that level's column.</summary>
    public string[] Areas(OrgLevel level) =>
        [.. Units.Where(unit => OrgCode.IsArea(unit) && OrgCode.LevelOf(unit) == level)];

    public string[] Departments => [.. Units.Where(OrgCode.IsDepartment)];

    public static Scope Of(IEnumerable<HeldPost> posts, Permission permission)
    {
        var units = posts.Where(p => Permissions.Carries(p.Kind, permission)).Select(p => p.UnitCode).Distinct(StringComparer.Ordinal).ToList();
        // An area inside another adds nothing; what is assigned to a department may lie elsewhere than the department.
        return new([.. units.Where(u => !OrgCode.IsArea(u) || !units.Exists(other => other != u && OrgCode.Covers(other, u)))]);
    }
}
