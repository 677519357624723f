using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>The rounds that are public, what goes on first.</summary>
public sealed record ListRounds : IQuery<IReadOnlyList<RoundRow>>
{
    public Permission Permission => Permission.Anyone;
}

/// <param name="Version">0 on public pages: nothing can be changed there.</param>
public sealed record RoundRow(Guid Id, uint Version, SchoolStage Stage, int Year, RoundStatus Status, RoundDays Days, bool TakesRegistrations);

/// <summary>The schools of the district, by stage and street.</summary>
public sealed record ListSchools(SchoolStage? Stage = null, string? StreetCode = null) : IQuery<IReadOnlyList<SchoolRow>>
{
    public Permission Permission => Permission.Anyone;
}

/// <param name="Places">托位 of a nursery.</param>
/// <param name="ClosedFrom">The first day on which it is no more.</param>
public sealed record SchoolRow(string Code, SchoolStage Stage, bool IsPrivate, string Name, string? GroupName, string Address, double Latitude, double Longitude, string? Phone, int? Places, DateOnly? ClosedFrom);

public sealed record GetSchool(string Code) : IQuery<SchoolView>
{
    public Permission Permission => Permission.Anyone;
}

/// <param name="CatchmentAreas">The codes of the areas of today.</param>
/// <param name="Rounds">Public rounds of its stage, with its seats in them.</param>
/// <param name="Primaries">The names of the primary schools among the areas, by code.</param>
/// <param name="Siblings">The other schools of its group.</param>
public sealed record SchoolView(
    SchoolRow School, IReadOnlyList<CampusRow> Campuses, IReadOnlyList<string> CatchmentAreas, IReadOnlyList<SchoolRoundRow> Rounds, IReadOnlyList<SchoolRow> Siblings,
    IReadOnlyDictionary<string, string> Primaries);

public sealed record CampusRow(string Name, string Address);

public sealed record SchoolRoundRow(Guid RoundId, int Year, RoundStatus Status, int Seats);

/// <summary>我的学校: the schools in whose catchment a micro-grid lies, today.</summary>
public sealed record FindMySchools(string PlaceCode) : IQuery<IReadOnlyList<SchoolRow>>
{
    public Permission Permission => Permission.Anyone;
}

internal sealed class SchoolsHandler(PortalDb db, TimeProvider clock) :
    IRequestHandler<ListRounds, ErrorOr<IReadOnlyList<RoundRow>>>,
    IRequestHandler<ListSchools, ErrorOr<IReadOnlyList<SchoolRow>>>,
    IRequestHandler<GetSchool, ErrorOr<SchoolView>>,
    IRequestHandler<FindMySchools, ErrorOr<IReadOnlyList<SchoolRow>>>
{
    private DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public async Task<ErrorOr<IReadOnlyList<RoundRow>>> Handle(ListRounds request, CancellationToken cancellationToken)
    {
        var rounds = await db.AdmissionRounds.AsNoTracking().Where(r => r.Status != RoundStatus.Planned)
            .OrderBy(r => r.Status == RoundStatus.Closed).ThenByDescending(r => r.Year).ThenBy(r => r.Stage).ToListAsync(cancellationToken);
        return rounds.ConvertAll(r => new RoundRow(r.Id, 0, r.Stage, r.Year, r.Status, r.Days, r.TakesRegistrationsOn(Today)));
    }

    public async Task<ErrorOr<IReadOnlyList<SchoolRow>>> Handle(ListSchools request, CancellationToken cancellationToken)
    {
        var today = Today;
        var schools = db.Schools.Where(s => s.ClosedFrom == null || s.ClosedFrom > today);
        if (request.Stage is { } stage) schools = schools.Where(s => s.Stage == stage);
        if (request.StreetCode is { } street) schools = schools.Where(s => s.Code.StartsWith(street));
        return await Rows(schools).ToListAsync(cancellationToken);
    }

    public async Task<ErrorOr<SchoolView>> Handle(GetSchool request, CancellationToken cancellationToken)
    {
        var school = await Rows(db.Schools.Where(s => s.Code == request.Code)).SingleOrDefaultAsync(cancellationToken);
        if (school is null) return EnrollmentErrors.SchoolNotFound;
        var today = Today;
        var campuses = await db.SchoolCampuses.Where(c => c.SchoolCode == school.Code).OrderBy(c => c.Name).Select(c => new CampusRow(c.Name, c.Address)).ToListAsync(cancellationToken);
        var areas = await db.CatchmentAreas.Where(c => c.SchoolCode == school.Code && c.ValidFrom <= today && (c.ValidTo == null || c.ValidTo > today))
            .OrderBy(c => c.AreaCode).Select(c => c.AreaCode).ToListAsync(cancellationToken);
        var rounds = await (
            from seats in db.SchoolSeats.Where(s => s.SchoolCode == school.Code)
            join round in db.AdmissionRounds.Where(r => r.Status != RoundStatus.Planned) on seats.RoundId equals round.Id
            orderby round.Year descending
            select new SchoolRoundRow(round.Id, round.Year, round.Status, seats.Seats)).ToListAsync(cancellationToken);
        var siblings = school.GroupName is { } group
            ? await Rows(db.Schools.Where(s => s.GroupName == group && (s.ClosedFrom == null || s.ClosedFrom > today) && s.Stage == school.Stage && s.Code != school.Code)).ToListAsync(cancellationToken)
            : [];
        var primaries = await db.Schools.Where(s => areas.Contains(s.Code)).ToDictionaryAsync(s => s.Code, s => s.Name, cancellationToken);
        return new SchoolView(school, campuses, areas, rounds, siblings, primaries);
    }

    public async Task<ErrorOr<IReadOnlyList<SchoolRow>>> Handle(FindMySchools request, CancellationToken cancellationToken)
    {
        var (areas, today) = (Catchments.AreasAround(request.PlaceCode), Today);
        return await Rows(db.Schools.Where(s => db.CatchmentAreas.Any(c =>
            c.SchoolCode == s.Code && areas.Contains(c.AreaCode) && c.ValidFrom <= today && (c.ValidTo == null || c.ValidTo > today)))).ToListAsync(cancellationToken);
    }

    internal static IQueryable<SchoolRow> Rows(IQueryable<School> schools) =>
        schools.OrderBy(s => s.Stage).ThenBy(s => s.IsPrivate).ThenBy(s => s.Code)
            .Select(s => new SchoolRow(s.Code, s.Stage, s.IsPrivate, s.Name, s.GroupName, s.Address, s.Latitude, s.Longitude, s.Phone, s.Places, s.ClosedFrom));
}
