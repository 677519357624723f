using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>招生统计 of a round: applications by school and category, seats and placements. Counted over an index of the round: some thousand rows.</summary>
/// <param name="RoundId">The latest round where it is <c>null</c>.</param>
public sealed record CountEnrollments(Guid? RoundId) : IQuery<EnrollmentFigures>
{
    public Permission Permission => Permission.ViewSchoolApplications;
}

public sealed record EnrollmentFigures(
    RoundRow? Round, IReadOnlyList<RoundRow> Rounds, IReadOnlyList<SchoolFigures> Schools, IReadOnlyList<CategoryFigures> Categories, bool IsBureau);

/// <param name="ByCategory">First choices.</param>
public sealed record SchoolFigures(string School, bool IsPrivate, int Seats, int Applications, IReadOnlyDictionary<AdmissionCategory, int> ByCategory, int Verified, int Placed, int Confirmed);

public sealed record CategoryFigures(AdmissionCategory Category, int Applications, int Placed, int Waiting);

internal sealed class CountEnrollmentsHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<CountEnrollments, ErrorOr<EnrollmentFigures>>
{
    private static readonly ApplicationStatus[] WithSeat = [ApplicationStatus.Placed, ApplicationStatus.Confirmed];
    private static readonly ApplicationStatus[] PastCheck = [ApplicationStatus.Verified, ApplicationStatus.Placed, ApplicationStatus.Confirmed, ApplicationStatus.Waiting, ApplicationStatus.Declined];

    public async Task<ErrorOr<EnrollmentFigures>> Handle(CountEnrollments request, CancellationToken cancellationToken)
    {
        var found = await db.EnrollmentScopeAsync(user, request.Permission, cancellationToken);
        if (found.IsError) return found.Errors;
        var (scope, now) = (found.Value, clock.GetUtcNow());
        var today = Domain.Common.ChinaTime.DayOf(now);
        var rounds = (await db.AdmissionRounds.AsNoTracking().Where(r => r.Status != RoundStatus.Planned)
            .OrderBy(r => r.Status == RoundStatus.Closed).ThenByDescending(r => r.Year).ThenBy(r => r.Stage).ToListAsync(cancellationToken))
            .ConvertAll(r => new RoundRow(r.Id, r.Version, r.Stage, r.Year, r.Status, r.Days, r.TakesRegistrationsOn(today)));
        var round = request.RoundId is { } id ? rounds.Find(r => r.Id == id) : rounds.FirstOrDefault();
        if (round is null) return request.RoundId is null ? new EnrollmentFigures(null, [], [], [], scope.IsBureau) : EnrollmentErrors.RoundNotFound;

        var counts = await db.SchoolApplications.VisibleTo(scope, now).Where(a => a.RoundId == round.Id && a.Status != ApplicationStatus.Withdrawn)
            .GroupBy(a => new { a.HandlingSchoolCode, a.PlacedSchoolCode, a.Category, a.Status })
            .Select(g => new { g.Key.HandlingSchoolCode, g.Key.PlacedSchoolCode, g.Key.Category, g.Key.Status, Count = g.Count() }).ToListAsync(cancellationToken);
        var own = scope.Schools;
        var schools = await db.SchoolSeats.Where(s => s.RoundId == round.Id && (scope.IsBureau || own.Contains(s.SchoolCode)))
            .Join(db.Schools, s => s.SchoolCode, s => s.Code, (seats, school) => new { school.Code, school.Name, school.IsPrivate, seats.Seats }).OrderBy(s => s.Code).ToListAsync(cancellationToken);
        return new EnrollmentFigures(
            round, rounds,
            schools.ConvertAll(s =>
            {
                var first = counts.Where(c => c.HandlingSchoolCode == s.Code).ToList();
                var placed = counts.Where(c => c.PlacedSchoolCode == s.Code).ToList();
                return new SchoolFigures(
                    s.Name, s.IsPrivate, s.Seats, first.Sum(c => c.Count), first.GroupBy(c => c.Category).ToDictionary(g => g.Key, g => g.Sum(c => c.Count)),
                    first.Where(c => PastCheck.Contains(c.Status)).Sum(c => c.Count), placed.Where(c => WithSeat.Contains(c.Status)).Sum(c => c.Count),
                    placed.Where(c => c.Status == ApplicationStatus.Confirmed).Sum(c => c.Count));
            }),
            [.. counts.GroupBy(c => c.Category).OrderBy(g => g.Key).Select(g => new CategoryFigures(
                g.Key, g.Sum(c => c.Count), g.Where(c => WithSeat.Contains(c.Status)).Sum(c => c.Count), g.Where(c => c.Status == ApplicationStatus.Waiting).Sum(c => c.Count)))],
            scope.IsBureau);
    }
}
