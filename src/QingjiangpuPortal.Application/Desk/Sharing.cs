using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Desk;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Desk;

/// <summary>
/// With whom filters and templates are shared: with everybody whose post lies in a unit, so that what a street shares its
/// communities and grids have too. Only a unit in which one holds a post oneself can be shared with, and what is shared is changed and
/// removed by whoever holds a post in that very unit: it does not go with the post, or the account, of whoever made it.
/// </summary>
internal static class Sharing
{
    /// <summary>The user's own, and what is shared with them.</summary>
    public static IQueryable<T> OfferedTo<T>(this IQueryable<T> things, ICurrentUser user) where T : class, IShared
    {
        var (me, shared) = (user.PersonId, user.SharedWith());
        return things.Where(t => t.SharedUnitCode == null ? t.OwnerId == me : shared.Contains(t.SharedUnitCode));
    }

    public static IQueryable<T> ChangeableBy<T>(this IQueryable<T> things, ICurrentUser user) where T : class, IShared
    {
        var (me, own) = (user.PersonId, user.OwnUnits());
        return things.Where(t => t.SharedUnitCode == null ? t.OwnerId == me : own.Contains(t.SharedUnitCode));
    }

    /// <summary>Units whose shares somebody with these posts has: the posts' own and all above them.</summary>
    private static List<string> SharedWith(this ICurrentUser user) =>
        [.. user.Posts.SelectMany(post => Enum.GetValues<OrgLevel>().Select(level => OrgCode.AncestorAt(post.UnitCode, level)).OfType<string>().Append(post.UnitCode)).Distinct(StringComparer.Ordinal)];

    /// <summary>Units with which the user can share.</summary>
    public static IReadOnlyList<string> OwnUnits(this ICurrentUser user) => [.. user.Posts.Select(post => post.UnitCode).Distinct(StringComparer.Ordinal)];

    public static bool MayShareWith(this ICurrentUser user, string? unitCode) => unitCode is null || user.Posts.Any(post => post.UnitCode == unitCode);
}
