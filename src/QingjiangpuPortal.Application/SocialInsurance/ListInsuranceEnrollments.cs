using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Application.SocialInsurance;

/// <summary>What waits for the user's units, what is due first on top.</summary>
public sealed record GetInsuranceQueue(string? After = null) : IQuery<InsuranceQueue>
{
    public Permission Permission => Permission.ViewInsurance;
}

/// <param name="Waiting">How many wait for these units, and how many of them are overdue.</param>
public sealed record InsuranceQueue(Page<InsuranceRow> Page, int Waiting, int Overdue);

/// <summary>All of the user's units, the latest first.</summary>
public sealed record ListInsuranceEnrollments(InsuranceStatus? Status = null, string? After = null) : IQuery<Page<InsuranceRow>>
{
    public Permission Permission => Permission.ViewInsurance;
}

/// <summary>One's own, the latest first.</summary>
public sealed record ListMyInsuranceEnrollments(string? After = null) : IQuery<Page<InsuranceRow>>
{
    public Permission Permission => Permission.SignedIn;
}

/// <param name="PersonName">Masked.</param>
/// <param name="OpenFen">What is billed and not paid.</param>
public sealed record InsuranceRow(
    Guid Id, string Number, string PersonName, InsuranceScheme Scheme, string PlaceCode, InsuranceStatus Status, DateTimeOffset RecordedAt, DateTimeOffset? DueAt, long OpenFen);

internal sealed class ListInsuranceEnrollmentsHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock) :
    IRequestHandler<GetInsuranceQueue, ErrorOr<InsuranceQueue>>, IRequestHandler<ListInsuranceEnrollments, ErrorOr<Page<InsuranceRow>>>,
    IRequestHandler<ListMyInsuranceEnrollments, ErrorOr<Page<InsuranceRow>>>
{
    public async Task<ErrorOr<InsuranceQueue>> Handle(GetInsuranceQueue request, CancellationToken cancellationToken)
    {
        var (units, now) = (user.ScopeFor(request.Permission).Units, clock.GetUtcNow());
        // A unit's own turn, not what lies below it: each level decides about its own step.
        var waiting = db.InsuranceEnrollments.Where(e => units.Contains(e.HandlingUnitCode) && e.DueAt != null);
        var rows = Cursor.Parse(request.After) is { } after ? waiting.Where(e => e.DueAt >= after.At && (e.DueAt > after.At || e.Id > after.Id)) : waiting;
        var page = await RowsAsync(rows.OrderBy(e => e.DueAt).ThenBy(e => e.Id), cancellationToken);
        var counts = await waiting.GroupBy(_ => 1).Select(g => new { All = g.Count(), Overdue = g.Count(e => e.DueAt < now) }).SingleOrDefaultAsync(cancellationToken);
        return new InsuranceQueue(page.ToPage(r => new(r.DueAt!.Value, r.Id)), counts?.All ?? 0, counts?.Overdue ?? 0);
    }

    public Task<ErrorOr<Page<InsuranceRow>>> Handle(ListInsuranceEnrollments request, CancellationToken cancellationToken)
    {
        var enrollments = db.InsuranceEnrollments.Within(user.ScopeFor(request.Permission));
        return LatestAsync(request.Status is { } status ? enrollments.Where(e => e.Status == status) : enrollments, request.After, cancellationToken);
    }

    public Task<ErrorOr<Page<InsuranceRow>>> Handle(ListMyInsuranceEnrollments request, CancellationToken cancellationToken) =>
        LatestAsync(db.InsuranceEnrollments.Own(user), request.After, cancellationToken);

    private async Task<ErrorOr<Page<InsuranceRow>>> LatestAsync(IQueryable<InsuranceEnrollment> enrollments, string? after, CancellationToken cancellationToken)
    {
        if (Cursor.Parse(after) is { } from) enrollments = enrollments.Where(e => e.RecordedAt <= from.At && (e.RecordedAt < from.At || e.Id < from.Id));
        var page = await RowsAsync(enrollments.OrderByDescending(e => e.RecordedAt).ThenByDescending(e => e.Id), cancellationToken);
        return page.ToPage(r => new(r.RecordedAt, r.Id));
    }

    private async Task<List<InsuranceRow>> RowsAsync(IQueryable<InsuranceEnrollment> enrollments, CancellationToken cancellationToken)
    {
        var rows = await enrollments.AsNoTracking().Take(Page<InsuranceRow>.Size + 1)
            .Select(e => new { Enrollment = e, OpenFen = db.Bills.Where(b => b.EnrollmentId == e.Id && b.State == BillState.Open).Sum(b => b.AmountFen) }).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new InsuranceRow(
            r.Enrollment.Id, r.Enrollment.Number, cipher.Show(r.Enrollment.PersonName, PersonalDataKind.Name, Onlooker.Handler), r.Enrollment.Scheme, r.Enrollment.PlaceCode,
            r.Enrollment.Status, r.Enrollment.RecordedAt, r.Enrollment.DueAt, r.OpenFen));
    }
}
