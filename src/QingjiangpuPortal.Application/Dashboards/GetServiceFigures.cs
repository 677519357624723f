using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SchoolEnrollment;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Application.Dashboards;

/// <summary>民生服务 of a unit in a period: what care for elders did, compared with the year before, how the rounds of schools stand, and who is insured.</summary>
public sealed record GetServiceFigures(string? Unit = null, PeriodKind Kind = PeriodKind.Month, DateOnly? On = null) : IQuery<ServiceFigures>
{
    public Permission Permission => Permission.ViewDashboard;
}

/// <param name="LateAfterMinutes">From then on a visit is late.</param>
/// <param name="Units">Of the units one level below.</param>
/// <param name="Rounds">That are announced and not over; <c>null</c> below a street, where there are no schools.</param>
/// <param name="Insured">By the units one level below; <c>null</c> for a grid, whose gaps are its own.</param>
public sealed record ServiceFigures(
    string Unit, IReadOnlyList<string> Own, ReportingPeriod Period, DateOnly? Next, int LateAfterMinutes,
    CareFigures Care, CareFigures CareYearBefore, IReadOnlyList<UnitCareFigures> Units, IReadOnlyList<RoundFigures>? Rounds, IReadOnlyList<UnitInsuredFigures>? Insured);

/// <param name="Elders">Distinct elders with a visit done.</param>
/// <param name="Adaptations">Homes whose adaptation was accepted.</param>
public sealed record CareFigures(int Requests, int Granted, int Elders, int Visits, int VisitsOnTime, int Adaptations)
{
    public static readonly CareFigures None = new(0, 0, 0, 0, 0, 0);

    public double? OnTimeShare => Visits == 0 ? null : (double)VisitsOnTime / Visits;
}

public sealed record UnitCareFigures(string Code, CareFigures Care);

/// <param name="ByScheme">Active memberships.</param>
/// <param name="Gaps">People who are known, may join and are in no such scheme.</param>
public sealed record UnitInsuredFigures(string Code, IReadOnlyDictionary<InsuranceScheme, int> ByScheme, int Gaps)
{
    /// <summary>Memberships among memberships and gaps; <c>null</c> where nobody is known.</summary>
    public double? Coverage => ByScheme.Values.Sum() + Gaps is var known and > 0 ? (double)ByScheme.Values.Sum() / known : null;
}

/// <param name="Placed">With a seat, confirmed or not.</param>
public sealed record RoundFigures(
    Guid Id, SchoolStage Stage, int Year, RoundStatus Status, int Seats, int Applications, int Placed, IReadOnlyList<RoundCategoryFigures> Categories, IReadOnlyList<RoundSchoolFigures> Schools);

public sealed record RoundCategoryFigures(AdmissionCategory Category, int Applications, int Placed);

/// <param name="Applications">First choices.</param>
public sealed record RoundSchoolFigures(string School, bool IsPrivate, int Seats, int Applications, int Placed);

internal sealed class GetServiceFiguresHandler(PortalDb db, ICurrentUser user, IPlaceDirectory places, CareClocks clocks, TimeProvider clock) : IRequestHandler<GetServiceFigures, ErrorOr<ServiceFigures>>
{
    public async Task<ErrorOr<ServiceFigures>> Handle(GetServiceFigures request, CancellationToken cancellationToken)
    {
        var map = await places.CurrentAsync(cancellationToken);
        var found = DashboardUnit.Of(request.Unit, user.ScopeFor(request.Permission), map);
        if (found.IsError) return found.Errors;
        var (unit, today) = (found.Value.Code, ChinaTime.DayOf(clock.GetUtcNow()));
        var period = ReportingPeriod.At(request.Kind, request.On ?? today, today);
        var late = (await clocks.OnAsync(today, cancellationToken)).Rules.LateAfterMinutes;
        var below = await CareAsync(unit, map.ChildrenOf(unit).Select(u => u.Code).FirstOrDefault()?.Length ?? unit.Length, period.First, period.Until, late, cancellationToken);
        return new ServiceFigures(
            unit, found.Value.Own, period, period.Next(today), late,
            (await CareAsync(unit, unit.Length, period.First, period.Until, late, cancellationToken)).GetValueOrDefault(unit, CareFigures.None),
            (await CareAsync(unit, unit.Length, period.YearBefore.First, period.YearBefore.Until, late, cancellationToken)).GetValueOrDefault(unit, CareFigures.None),
            [.. map.ChildrenOf(unit).Select(u => new UnitCareFigures(u.Code, below.GetValueOrDefault(u.Code, CareFigures.None)))],
            OrgCode.LevelOf(unit) <= OrgLevel.Street ? await RoundsAsync(unit, cancellationToken) : null,
            OrgCode.LevelOf(unit) <= OrgLevel.Community ? await InsuredAsync(unit, map, cancellationToken) : null);
    }

    private async Task<List<UnitInsuredFigures>> InsuredAsync(string unit, PlaceMap map, CancellationToken cancellationToken)
    {
        var below = map.ChildrenOf(unit).Select(u => u.Code).ToList();
        var digits = below[0].Length;
        var active = await db.InsuranceEnrollments.Where(e => e.Status == InsuranceStatus.Active && e.PlaceCode.StartsWith(unit))
            .GroupBy(e => new { Code = e.PlaceCode.Substring(0, digits), e.Scheme }).Select(g => new { g.Key.Code, g.Key.Scheme, Count = g.Count() }).ToListAsync(cancellationToken);
        var gaps = await db.CoverageTasks.Where(t => t.DueAt != null && t.GridCode.StartsWith(unit))
            .GroupBy(t => t.GridCode.Substring(0, digits)).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, StringComparer.Ordinal, cancellationToken);
        return below.ConvertAll(code => new UnitInsuredFigures(
            code, active.Where(a => a.Code == code).ToDictionary(a => a.Scheme, a => a.Count), gaps.GetValueOrDefault(code)));
    }

    /// <summary>By the areas of so many digits within the unit. Counted as they are: an index leads to the visits and decisions of the period.</summary>
    private async Task<Dictionary<string, CareFigures>> CareAsync(string unit, int digits, DateOnly first, DateOnly until, int lateAfterMinutes, CancellationToken cancellationToken)
    {
        var (start, end) = (ChinaTime.StartOf(first), ChinaTime.StartOf(until.AddDays(1)));
        var requests = db.CareRequests.Where(r => r.PlaceCode.StartsWith(unit) && r.Status != CareRequestStatus.Withdrawn);
        var asked = await requests.Where(r => r.RecordedAt >= start && r.RecordedAt < end).GroupBy(r => r.PlaceCode.Substring(0, digits))
            .Select(g => new { Code = g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        var granted = await requests.Where(r => r.DecidedAt >= start && r.DecidedAt < end && r.Status == CareRequestStatus.Granted).GroupBy(r => r.PlaceCode.Substring(0, digits))
            .Select(g => new { Code = g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        var adapted = await db.HomeAdaptations.Where(a => a.AcceptedAt >= start && a.AcceptedAt < end && a.PlaceCode.StartsWith(unit)).GroupBy(a => a.PlaceCode.Substring(0, digits))
            .Select(g => new { Code = g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        var visits = await (
            from order in db.ServiceOrders.Where(o => o.Status == ServiceOrderStatus.CheckedOut && o.CheckedOutAt >= start && o.PlaceCode.StartsWith(unit) && o.CheckedOutAt < end)
            join plan in db.CarePlans on order.PlanId equals plan.Id
            join elder in db.CareRequests on plan.RequestId equals elder.Id
            group new { elder.ElderIdNumber.BlindIndex, IsOnTime = order.CheckedInAt <= order.PlannedAt.AddMinutes(lateAfterMinutes) } by order.PlaceCode.Substring(0, digits) into g
            select new { Code = g.Key, Elders = g.Select(v => v.BlindIndex).Distinct().Count(), Visits = g.Count(), OnTime = g.Count(v => v.IsOnTime) }).ToListAsync(cancellationToken);
        return asked.Select(a => a.Code).Concat(granted.Select(a => a.Code)).Concat(adapted.Select(a => a.Code)).Concat(visits.Select(v => v.Code)).Distinct(StringComparer.Ordinal).ToDictionary(code => code, code =>
        {
            var done = visits.Find(v => v.Code == code);
            return new CareFigures(
                asked.Find(a => a.Code == code)?.Count ?? 0, granted.Find(a => a.Code == code)?.Count ?? 0,
                done?.Elders ?? 0, done?.Visits ?? 0, done?.OnTime ?? 0, adapted.Find(a => a.Code == code)?.Count ?? 0);
        }, StringComparer.Ordinal);
    }

    private async Task<List<RoundFigures>> RoundsAsync(string unit, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rounds = await db.AdmissionRounds.AsNoTracking().Where(r => r.Status != RoundStatus.Planned && r.Status != RoundStatus.Closed).OrderBy(r => r.Stage).ThenBy(r => r.Year).ToListAsync(cancellationToken);
        var ids = rounds.ConvertAll(r => r.Id);
        var schools = await (
            from seats in db.SchoolSeats.Where(s => ids.Contains(s.RoundId) && s.SchoolCode.StartsWith(unit))
            join school in db.Schools on seats.SchoolCode equals school.Code
            orderby school.Code
            select new { seats.RoundId, school.Code, school.Name, school.IsPrivate, seats.Seats }).ToListAsync(cancellationToken);
        var counts = await db.SchoolApplications
            .Where(a => ids.Contains(a.RoundId) && a.EffectiveAt <= now && a.Status != ApplicationStatus.Withdrawn && (a.HandlingSchoolCode.StartsWith(unit) || a.PlacedSchoolCode!.StartsWith(unit)))
            .GroupBy(a => new { a.RoundId, a.HandlingSchoolCode, a.PlacedSchoolCode, a.Category, HasSeat = a.Status == ApplicationStatus.Placed || a.Status == ApplicationStatus.Confirmed })
            .Select(g => new { g.Key.RoundId, First = g.Key.HandlingSchoolCode, Placed = g.Key.HasSeat ? g.Key.PlacedSchoolCode : null, g.Key.Category, Count = g.Count() }).ToListAsync(cancellationToken);
        return rounds.ConvertAll(round =>
        {
            var first = counts.Where(c => c.RoundId == round.Id && c.First.StartsWith(unit, StringComparison.Ordinal)).ToList();
            var placed = counts.Where(c => c.RoundId == round.Id && c.Placed?.StartsWith(unit, StringComparison.Ordinal) == true).ToList();
            var own = schools.Where(s => s.RoundId == round.Id).ToList();
            return new RoundFigures(
                round.Id, round.Stage, round.Year, round.Status, own.Sum(s => s.Seats), first.Sum(c => c.Count), placed.Sum(c => c.Count),
                [.. round.Categories.Select(category => new RoundCategoryFigures(category, first.Where(c => c.Category == category).Sum(c => c.Count), placed.Where(c => c.Category == category).Sum(c => c.Count)))],
                own.ConvertAll(s => new RoundSchoolFigures(s.Name, s.IsPrivate, s.Seats, first.Where(c => c.First == s.Code).Sum(c => c.Count), placed.Where(c => c.Placed == s.Code).Sum(c => c.Count))));
        });
    }
}
