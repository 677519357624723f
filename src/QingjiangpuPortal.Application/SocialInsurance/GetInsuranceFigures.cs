using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Application.SocialInsurance;

/// <summary>Insured by scheme and coverage by street, of the user's units.</summary>
public sealed record GetInsuranceFigures : IQuery<InsuranceFigures>
{
    public Permission Permission => Permission.ViewInsuranceFigures;
}

/// <param name="Insured">Active enrolments by scheme.</param>
/// <param name="PaidFen">Of this year: what came in for bills, without subsidies and what was paid twice.</param>
public sealed record InsuranceFigures(IReadOnlyDictionary<InsuranceScheme, int> Insured, IReadOnlyList<StreetFigures> Streets, long PaidFen, long OverdueFen);

/// <param name="Gaps">People who are known here, may join and are in no such scheme: the open tasks of the grids.</param>
/// <param name="ServedShare">Of the street's micro-grids, how many lie within a walk of 15 minutes from a point where one can enrol.</param>
public sealed record StreetFigures(string Code, string Name, IReadOnlyDictionary<InsuranceScheme, int> Insured, int Gaps, double ServedShare)
{
    public int Total => Insured.Values.Sum();

    /// <summary>Of those who are known here: the population register does not feed the gaps yet, so it is no share of all residents. <c>null</c> where nobody is known.</summary>
    public double? KnownShare => Total + Gaps == 0 ? null : (double)Total / (Total + Gaps);
}

internal sealed class GetInsuranceFiguresHandler(PortalDb db, ICurrentUser user, IPlaceDirectory places, InsuranceClocks clocks, TimeProvider clock) :
    IRequestHandler<GetInsuranceFigures, ErrorOr<InsuranceFigures>>
{
    public async Task<ErrorOr<InsuranceFigures>> Handle(GetInsuranceFigures request, CancellationToken cancellationToken)
    {
        var (scope, today) = (user.ScopeFor(request.Permission), ChinaTime.DayOf(clock.GetUtcNow()));
        var mine = db.InsuranceEnrollments.Within(scope);
        var active = await mine.Where(e => e.Status == InsuranceStatus.Active)
            .GroupBy(e => new { e.PlaceStreetCode, e.Scheme }).Select(g => new { g.Key.PlaceStreetCode, g.Key.Scheme, Count = g.Count() }).ToListAsync(cancellationToken);
        var gaps = await db.CoverageTasks.Within(scope).Where(t => t.DueAt != null)
            .GroupBy(t => t.StreetCode).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, StringComparer.Ordinal, cancellationToken);
        var bills = db.Bills.Where(b => mine.Any(e => e.Id == b.EnrollmentId));
        var yearBegan = ChinaTime.StartOf(new(today.Year, 1, 1));
        var paid = await bills.Where(b => b.State == BillState.Paid && b.PaidAt >= yearBegan).SumAsync(b => b.AmountFen, cancellationToken);
        var overdue = await bills.Where(b => b.State == BillState.Open && b.DueOn < today).SumAsync(b => b.AmountFen, cancellationToken);

        var map = await places.CurrentAsync(cancellationToken);
        var circle = (await clocks.RulesOnAsync(today, cancellationToken)).ServiceCircle;
        var points = await db.ServicePoints.AsNoTracking().Where(p => p.Items.HasFlag(ServiceItems.Enrollment)).Select(p => new { p.Latitude, p.Longitude }).ToListAsync(cancellationToken);
        var served = map.OfLevel(OrgLevel.MicroGrid).Where(u => scope.Covers(u.Code)).ToLookup(
            u => OrgCode.AncestorAt(u.Code, OrgLevel.Street)!, u => points.Exists(p => circle.Serves(Earth.MetresBetween(u.Latitude, u.Longitude, p.Latitude, p.Longitude))), StringComparer.Ordinal);

        return new InsuranceFigures(
            active.GroupBy(a => a.Scheme).ToDictionary(g => g.Key, g => g.Sum(a => a.Count)),
            [.. map.OfLevel(OrgLevel.Street).Where(s => scope.Covers(s.Code)).Select(s => new StreetFigures(
                s.Code, s.Name, active.Where(a => a.PlaceStreetCode == s.Code).ToDictionary(a => a.Scheme, a => a.Count), gaps.GetValueOrDefault(s.Code),
                served[s.Code].Average(isServed => isServed ? 1.0 : 0.0)))],
            paid, overdue);
    }
}
