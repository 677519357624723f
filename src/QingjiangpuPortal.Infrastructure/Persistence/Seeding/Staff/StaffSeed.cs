using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.Staff;

/// <summary>
/// Who works in the district: a worker in every grid, a leader in most micro-grids, officers above. People with posts and
/// without a login: nobody can sign in as one of them until an administrator gives them a password or they ask for a code.
/// </summary>
internal sealed record StaffSeed(IReadOnlyList<Person> People, IReadOnlyList<Post> Posts)
{
    /// <summary>Some micro-grids have no leader at the moment; their reports go to the grid's worker.</summary>
    private const double ShareOfMicroGridsWithLeader = 0.92;
    private const int OfficersPerDepartment = 2;
    private const int DistrictOfficers = 3;

    /// <param name="held">Posts that somebody else is going to hold: nobody is put beside them.</param>
    public static StaffSeed Create(
        IEnumerable<OrgUnit> units, IReadOnlySet<HeldPost> held, IPersonalDataCipher cipher, DateTimeOffset at, int seed, int volunteersPerGrid = 0)
    {
        var random = new SeededRandom(seed);
        var people = new List<Person>();
        var posts = new List<Post>();
        foreach (var unit in units)
        {
            var (kind, count) = PostsIn(unit, random);
            if (held.Contains(new(kind, unit.Code))) continue;
            for (; count > 0; count--) Add(kind, unit);
        }
        // After the others, so that these stay who they are whatever the number of volunteers.
        foreach (var unit in units.Where(u => u.Kind == OrgUnitKind.Area && (u.Level is OrgLevel.Community or OrgLevel.Grid)))
            for (var count = unit.Level == OrgLevel.Grid ? volunteersPerGrid : Math.Min(1, volunteersPerGrid); count > 0; count--) Add(PostKind.Volunteer, unit);
        return new(people, posts);

        void Add(PostKind kind, OrgUnit unit)
        {
            var person = Person.Create(
                random.NextId(at), cipher.Protect(PeopleNames.Next(random), PersonalDataKind.Name),
                cipher.Protect(PeopleNames.Phone(people.Count), PersonalDataKind.Phone), at);
            people.Add(person);
            posts.Add(Post.Create(random.NextId(at), person.Id, kind, unit.Code, unit.ValidFrom));
        }
    }

    private static (PostKind Kind, int Count) PostsIn(OrgUnit unit, SeededRandom random) => unit switch
    {
        { Kind: OrgUnitKind.Department } => (PostKind.DepartmentOfficer, OfficersPerDepartment),
        { Level: OrgLevel.MicroGrid } => (PostKind.MicroGridLeader, random.Chance(ShareOfMicroGridsWithLeader) ? 1 : 0),
        { Level: OrgLevel.Grid } => (PostKind.GridWorker, 1),
        { Level: OrgLevel.Community } => (PostKind.CommunityOfficer, 1),
        { Level: OrgLevel.Street } => (PostKind.StreetOfficer, 1),
        _ => (PostKind.DistrictOfficer, DistrictOfficers),
    };
}
