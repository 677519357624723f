using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.Reports;

/// <summary>Who holds which post today, as actors that can move a report.</summary>
internal sealed class SeededStaff
{
    private readonly Dictionary<HeldPost, Actor> _holders = [];

    private SeededStaff(IEnumerable<(Guid PersonId, HeldPost Post)> posts)
    {
        foreach (var (personId, post) in posts) _holders.TryAdd(post, new Actor(personId, [post]));
    }

    public static async Task<SeededStaff> ReadAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(now);
        // Where several hold one post, whoever came last acts: the demo accounts come after the others.
        var posts = await db.Posts.HeldOn(today).OrderByDescending(p => p.Id)
            .Select(p => new { p.PersonId, p.Kind, p.UnitCode }).ToListAsync(cancellationToken);
        return new(posts.Select(p => (p.PersonId, new HeldPost(p.Kind, p.UnitCode))));
    }

    /// <summary>The leader of a micro-grid, if it has one.</summary>
    public Actor? Leader(string placeCode) => _holders.GetValueOrDefault(new(PostKind.MicroGridLeader, placeCode));

    public Actor Worker(string placeCode) => Holder(PostKind.GridWorker, OrgCode.AncestorAt(placeCode, OrgLevel.Grid)!);

    public Actor CommunityOfficer(string placeCode) => Holder(PostKind.CommunityOfficer, OrgCode.AncestorAt(placeCode, OrgLevel.Community)!);

    public Actor DistrictOfficer(string placeCode) => Holder(PostKind.DistrictOfficer, OrgCode.AncestorAt(placeCode, OrgLevel.District)!);

    /// <summary>All who hold a post around a place, the nearest first.</summary>
    public IEnumerable<Actor> Around(string placeCode)
    {
        (PostKind Kind, OrgLevel Level)[] posts =
        [
            (PostKind.MicroGridLeader, OrgLevel.MicroGrid), (PostKind.GridWorker, OrgLevel.Grid), (PostKind.CommunityOfficer, OrgLevel.Community),
            (PostKind.StreetOfficer, OrgLevel.Street), (PostKind.DistrictOfficer, OrgLevel.District),
        ];
        foreach (var (kind, level) in posts)
            if (OrgCode.AncestorAt(placeCode, level) is { } unit && _holders.TryGetValue(new(kind, unit), out var holder)) yield return holder;
    }

    /// <summary>An officer of the street's department of that kind, or of the district's where the street has none.</summary>
    public Actor? Department(DepartmentKind kind, string placeCode) =>
        OfficerOf(OrgCode.AncestorAt(placeCode, OrgLevel.Street)!, kind) ?? OfficerOf(OrgCode.AncestorAt(placeCode, OrgLevel.District)!, kind);

    private Actor? OfficerOf(string areaCode, DepartmentKind kind) =>
        _holders.GetValueOrDefault(new(PostKind.DepartmentOfficer, $"{areaCode}D{(int)kind:00}"));

    private Actor Holder(PostKind kind, string unitCode) => _holders.GetValueOrDefault(new(kind, unitCode))
        ?? throw new InvalidOperationException($"Reports can only be seeded where people work: nobody is {kind} in {unitCode}.");
}
