using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Common;

/// <summary>What holds on a day, of things that begin and end; for queries what <see cref="Post.IsHeldOn"/> and <see cref="OrgUnit.IsValidOn"/> are in memory.</summary>
public static class InForce
{
    public static IQueryable<Post> HeldOn(this IQueryable<Post> posts, DateOnly day) =>
        posts.Where(p => p.ValidFrom <= day && (p.ValidTo == null || p.ValidTo > day));

    public static IQueryable<OrgUnit> ValidOn(this IQueryable<OrgUnit> units, DateOnly day) =>
        units.Where(u => u.ValidFrom <= day && (u.ValidTo == null || u.ValidTo > day));
}
