using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>学校 of a stage as the bureau has them, closed ones last, and which communities have none.</summary>
public sealed record ListManagedSchools(SchoolStage Stage) : IQuery<ManagedSchools>
{
    /// <summary>How many communities without a school are named.</summary>
    public const int MostGaps = 20;

    public Permission Permission => Permission.ManageAdmissions;
}

/// <param name="Gaps">Communities of which all or a part lies in no catchment of today, the first <see cref="ListManagedSchools.MostGaps"/>.</param>
/// <param name="GapCount">How many there are.</param>
/// <param name="Primaries">The names of the primary schools among the areas, by code.</param>
/// <param name="Groups">The names of all groups, to be chosen again.</param>
public sealed record ManagedSchools(IReadOnlyList<ManagedSchoolRow> Schools, IReadOnlyList<CatchmentGap> Gaps, int GapCount, IReadOnlyList<string> Groups, IReadOnlyDictionary<string, string> Primaries);

/// <param name="Areas">The codes of its catchment today.</param>
public sealed record ManagedSchoolRow(SchoolRow School, IReadOnlyList<string> Areas);

/// <param name="IsPart">Some of its micro-grids are in a catchment.</param>
public sealed record CatchmentGap(string CommunityCode, bool IsPart);

public sealed record GetManagedSchool(string Code) : IQuery<ManagedSchool>
{
    public Permission Permission => Permission.ManageAdmissions;
}

/// <param name="Catchments">Those of today and to come first, then those that ended.</param>
/// <param name="Primaries">From which a junior middle school can take pupils.</param>
/// <param name="Registrars">How many hold a post in it today.</param>
public sealed record ManagedSchool(
    SchoolRow School, uint Version, bool HasCatchments, IReadOnlyList<ManagedCampus> Campuses, IReadOnlyList<CatchmentRow> Catchments, IReadOnlyList<PrimaryChoice> Primaries, int Registrars);

public sealed record ManagedCampus(Guid Id, string Name, string Address, double Latitude, double Longitude);

/// <param name="Primary">The name of the primary school where the area is one.</param>
/// <param name="To">The first day without it.</param>
public sealed record CatchmentRow(Guid Id, string AreaCode, string? Primary, DateOnly From, DateOnly? To);

internal sealed class ListManagedSchoolsHandler(PortalDb db, ICurrentUser user, IPlaceDirectory places, TimeProvider clock) :
    IRequestHandler<ListManagedSchools, ErrorOr<ManagedSchools>>,
    IRequestHandler<GetManagedSchool, ErrorOr<ManagedSchool>>
{
    private DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public async Task<ErrorOr<ManagedSchools>> Handle(ListManagedSchools request, CancellationToken cancellationToken)
    {
        var scope = await db.EnrollmentScopeAsync(user, request.Permission, cancellationToken);
        if (scope.IsError) return scope.Errors;
        if (!scope.Value.IsBureau) return AccessErrors.Forbidden;
        var today = Today;
        var schools = await SchoolsHandler.Rows(db.Schools.Where(s => s.Stage == request.Stage)).ToListAsync(cancellationToken);
        var areas = (await db.CatchmentAreas.Where(c => c.ValidFrom <= today && (c.ValidTo == null || c.ValidTo > today) && db.Schools.Any(s => s.Code == c.SchoolCode && s.Stage == request.Stage))
            .OrderBy(c => c.AreaCode).Select(c => new { c.SchoolCode, c.AreaCode }).ToListAsync(cancellationToken)).ToLookup(c => c.SchoolCode, c => c.AreaCode, StringComparer.Ordinal);
        var gaps = request.Stage == SchoolStage.Nursery ? [] : Gaps(await places.CurrentAsync(cancellationToken), areas.SelectMany(school => school).ToHashSet(StringComparer.Ordinal));
        var groups = await db.Schools.Where(s => s.GroupName != null).Select(s => s.GroupName!).Distinct().OrderBy(name => name).ToListAsync(cancellationToken);
        var primaries = request.Stage != SchoolStage.JuniorMiddle ? [] : await db.Schools.Where(s => s.Stage == SchoolStage.Primary).ToDictionaryAsync(s => s.Code, s => s.Name, cancellationToken);
        return new ManagedSchools(
            [.. schools.OrderBy(s => s.ClosedFrom is not null).Select(s => new ManagedSchoolRow(s, [.. areas[s.Code]]))],
            [.. gaps.Take(ListManagedSchools.MostGaps)], gaps.Count, groups, primaries);
    }

    public async Task<ErrorOr<ManagedSchool>> Handle(GetManagedSchool request, CancellationToken cancellationToken)
    {
        var scope = await db.EnrollmentScopeAsync(user, request.Permission, cancellationToken);
        if (scope.IsError) return scope.Errors;
        var school = scope.Value.IsBureau ? await db.Schools.AsNoTracking().SingleOrDefaultAsync(s => s.Code == request.Code, cancellationToken) : null;
        if (school is null) return EnrollmentErrors.SchoolNotFound;
        var today = Today;
        var row = await SchoolsHandler.Rows(db.Schools.Where(s => s.Code == school.Code)).SingleAsync(cancellationToken);
        var campuses = await db.SchoolCampuses.Where(c => c.SchoolCode == school.Code).OrderBy(c => c.Name)
            .Select(c => new ManagedCampus(c.Id, c.Name, c.Address, c.Latitude, c.Longitude)).ToListAsync(cancellationToken);
        var catchments = await db.CatchmentAreas.Where(c => c.SchoolCode == school.Code)
            .OrderBy(c => c.ValidTo != null && c.ValidTo <= today).ThenBy(c => c.AreaCode).ThenByDescending(c => c.ValidFrom)
            .Select(c => new CatchmentRow(c.Id, c.AreaCode, db.Schools.Where(s => s.Code == c.AreaCode).Select(s => s.Name).FirstOrDefault(), c.ValidFrom, c.ValidTo)).ToListAsync(cancellationToken);
        var primaries = school.Stage != SchoolStage.JuniorMiddle ? [] : await db.Schools.Where(s => s.Stage == SchoolStage.Primary && s.ClosedFrom == null)
            .OrderBy(s => s.Code).Select(s => new PrimaryChoice(s.Code, s.Name)).ToListAsync(cancellationToken);
        var registrars = await db.Posts.CountAsync(p => p.UnitCode == school.Code && p.ValidFrom <= today && (p.ValidTo == null || p.ValidTo > today), cancellationToken);
        return new ManagedSchool(row, school.Version, school.HasCatchments, campuses, catchments, primaries, registrars);
    }

    /// <summary>A community is covered as a whole, or by all its grids, or these by all their micro-grids.</summary>
    private static List<CatchmentGap> Gaps(PlaceMap map, HashSet<string> areas)
    {
        return [.. map.OfLevel(OrgLevel.Community).Where(community => !IsCovered(community)).Select(community => new CatchmentGap(community.Code, areas.Any(area => area.StartsWith(community.Code, StringComparison.Ordinal))))];

        bool IsCovered(PlaceUnit unit) => areas.Contains(unit.Code) || (map.ChildrenOf(unit.Code).ToList() is { Count: > 0 } parts && parts.TrueForAll(IsCovered));
    }
}
