namespace QingjiangpuPortal.Domain.Organization;

/// <summary>
/// 组织编码. An area's code is digits only and a prefix of it is its ancestor: district 6 (GB/T 2260), street 9,
/// community 12 (GB/T 10114), grid 15 (community + 3), micro-grid 17 (grid + 2). A department's code is the area it
/// hangs below, then <c>D</c> and two digits (<c>320812001D03</c>), so that the prefix rule holds for it too.
/// </summary>
public static class OrgCode
{
    /// <summary>The longest code: a micro-grid's.</summary>
    public const int MaxLength = 17;

    /// <summary>清江浦区, the root of the tree (GB/T 2260).</summary>
    public const string District = "320812";

    public static int LengthOf(OrgLevel level) => level switch
    {
        OrgLevel.District => 6,
        OrgLevel.Street => 9,
        OrgLevel.Community => 12,
        OrgLevel.Grid => 15,
        OrgLevel.MicroGrid => 17,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, message: null),
    };

    /// <summary>The level of an area's code, or of the area that a department hangs below.</summary>
    /// <exception cref="FormatException">The code has none of the five lengths.</exception>
    public static OrgLevel LevelOf(string code) => AreaOf(code).Length switch
    {
        6 => OrgLevel.District,
        9 => OrgLevel.Street,
        12 => OrgLevel.Community,
        15 => OrgLevel.Grid,
        17 => OrgLevel.MicroGrid,
        _ => throw new FormatException($"'{code}' is not the code of a unit."),
    };

    public static bool IsDepartment(string code) => code.Contains('D', StringComparison.Ordinal);

    /// <summary>The area part of a code: the code itself for an area, what stands before the <c>D</c> for a department.</summary>
    public static string AreaOf(string code) =>
        code.IndexOf('D', StringComparison.Ordinal) is var at and >= 0 ? code[..at] : code;

    /// <summary>The ancestor at that level, the code itself at its own level, <c>null</c> below it.</summary>
    public static string? AncestorAt(string code, OrgLevel level)
    {
        var area = AreaOf(code);
        return area.Length >= LengthOf(level) ? area[..LengthOf(level)] : null;
    }

    /// <summary>The next area up: a department's area, an area's parent; <c>null</c> for the district.</summary>
    public static string? ParentOf(string code) =>
        IsDepartment(code) ? AreaOf(code)
        : LevelOf(code) is var level and > OrgLevel.District ? code[..LengthOf(level - 1)]
        : null;

    /// <summary>Whether a unit is the other one or an ancestor of it. A department covers only itself.</summary>
    public static bool Covers(string unit, string other) =>
        IsDepartment(unit) ? string.Equals(unit, other, StringComparison.Ordinal) : other.StartsWith(unit, StringComparison.Ordinal);
}
