using System.Buffers;
using System.Globalization;

namespace QingjiangpuPortal.Domain.Organization;

/// <summary>
/// 组织编码. An area's code is digits only and a prefix of it is its ancestor: district 6 (GB/T 2260), street 9,
/// community 12 (GB/T 10114), grid 15 (community + 3), micro-grid 17 (grid + 2). A department's code is the area it
/// hangs below, then <c>D</c> and two digits (<c>320812001D03</c>); a provider's (<c>P</c>), a school's (<c>S</c>) and an
/// employer's (<c>E</c>) the same with three digits (<c>320812003P001</c>), below a district, street or community. So the
/// prefix rule holds for them too: what hangs in an area begins with the area's code.
/// </summary>
public static class OrgCode
{
    /// <summary>The longest code: a micro-grid's.</summary>
    public const int MaxLength = 17;

    /// <summary><c>D</c> and two digits.</summary>
    public const int DepartmentSuffixLength = 3;

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

    /// <summary>The level of an area's code, or of the area that another unit hangs below.</summary>
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

    private static readonly SearchValues<char> Letters = SearchValues.Create("DPSE");

    /// <summary>What kind of unit a code is of, by its letter.</summary>
    public static OrgUnitKind KindOf(string code) => LetterAt(code) is var at and >= 0
        ? code[at] switch
        {
            'D' => OrgUnitKind.Department,
            'P' => OrgUnitKind.Provider,
            'S' => OrgUnitKind.School,
            _ => OrgUnitKind.Employer,
        }
        : OrgUnitKind.Area;

    public static bool IsArea(string code) => LetterAt(code) < 0;

    public static bool IsProvider(string code) => KindOf(code) == OrgUnitKind.Provider;

    public static bool IsDepartment(string code) => KindOf(code) == OrgUnitKind.Department;

    /// <summary>The code of a provider, school or employer below an area.</summary>
    /// <exception cref="ArgumentException">The area is none of district, street and community, or the kind is another one.</exception>
    public static string Below(string area, OrgUnitKind kind, int number)
    {
        if (!IsArea(area) || LevelOf(area) > OrgLevel.Community) throw new ArgumentException($"Nothing hangs below '{area}'.", nameof(area));
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 999);
        var letter = kind switch
        {
            OrgUnitKind.Provider => 'P',
            OrgUnitKind.School => 'S',
            OrgUnitKind.Employer => 'E',
            _ => throw new ArgumentException($"{kind} has no number.", nameof(kind)),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{area}{letter}{number:000}");
    }

    /// <summary>The area part of a code: the code itself for an area, what stands before the letter for another unit.</summary>
    public static string AreaOf(string code) => LetterAt(code) is var at and >= 0 ? code[..at] : code;

    private static int LetterAt(string code) => code.AsSpan().IndexOfAny(Letters);

    /// <summary>The ancestor at that level, the code itself at its own level, <c>null</c> below it.</summary>
    public static string? AncestorAt(string code, OrgLevel level)
    {
        var area = AreaOf(code);
        return area.Length >= LengthOf(level) ? area[..LengthOf(level)] : null;
    }

    /// <summary>The next area up: the area that another unit hangs below, an area's parent; <c>null</c> for the district.</summary>
    public static string? ParentOf(string code) =>
        !IsArea(code) ? AreaOf(code)
        : LevelOf(code) is var level and > OrgLevel.District ? code[..LengthOf(level - 1)]
        : null;

    /// <summary>Whether a unit is the other one or an ancestor of it. A unit that is no area covers only itself.</summary>
    public static bool Covers(string unit, string other) =>
        !IsArea(unit) ? string.Equals(unit, other, StringComparison.Ordinal) : other.StartsWith(unit, StringComparison.Ordinal);
}
