using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Desk;

/// <summary>
/// With whom filters and templates are shared: with everybody whose post lies in a unit, so that what a street shares its
/// communities and grids have too. Only a unit in which one holds a post oneself can be shared with.
/// </summary>
internal static class Sharing
{
    /// <summary>Units whose shares somebody with these posts has: the posts' own and all above them.</summary>
    public static List<string> SharedWith(this ICurrentUser user) =>
        [.. user.Posts.SelectMany(post => Enum.GetValues<OrgLevel>().Select(level => OrgCode.AncestorAt(post.UnitCode, level)).OfType<string>().Append(post.UnitCode)).Distinct(StringComparer.Ordinal)];

    /// <summary>Units with which the user can share.</summary>
    public static IReadOnlyList<string> OwnUnits(this ICurrentUser user) => [.. user.Posts.Select(post => post.UnitCode).Distinct(StringComparer.Ordinal)];

    public static bool MayShareWith(this ICurrentUser user, string? unitCode) => unitCode is null || user.Posts.Any(post => post.UnitCode == unitCode);
}
