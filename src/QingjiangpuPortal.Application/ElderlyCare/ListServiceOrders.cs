using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.ElderlyCare;

/// <summary>A provider's visits of a day.</summary>
/// <param name="Day">Today without one.</param>
public sealed record ListVisits(DateOnly? Day = null) : IQuery<IReadOnlyList<VisitRow>>
{
    public const int Most = 500;

    public Permission Permission => Permission.ProvideCare;
}

/// <summary>One visit, for the carer who goes there: name, number and address in clear from the day before on, because nobody finds a door that is masked.</summary>
public sealed record GetVisit(Guid OrderId) : IQuery<VisitView>
{
    public Permission Permission => Permission.ProvideCare;
}

/// <param name="ElderName">Masked.</param>
public sealed record VisitRow(Guid Id, CareServices Service, DateTimeOffset PlannedAt, ServiceOrderStatus Status, string ElderName);

public sealed record VisitView(ServiceOrderRow Order, string ElderName, string Phone, string Address, bool IsClear, int CheckInMetres);

/// <summary>The providers who can be asked.</summary>
public sealed record ListProviders : IQuery<IReadOnlyList<Provider>>
{
    public Permission Permission => Permission.ViewCare;
}

public sealed record Provider(string Code, string Name, string? EnglishName);

/// <summary>What was settled, and what a month would be settled for.</summary>
public sealed record ListSettlements(string? After = null) : IQuery<Settlements>
{
    public Permission Permission => Permission.SettleCare;
}

/// <param name="ToSettle">Done before this month and in no settlement yet, by provider and month.</param>
public sealed record Settlements(Page<SettlementRow> Settled, IReadOnlyList<ToSettle> ToSettle);

public sealed record ToSettle(string ProviderCode, string ProviderName, DateOnly Month, int Orders, int Fen, int FailedFen);

public sealed record SettlementRow(
    Guid Id, string ProviderCode, string ProviderName, DateOnly Month, int Orders, int OrderedFen, int DeductedFen, int PaidFen, DateTimeOffset SettledAt);

/// <summary>A settlement line by line.</summary>
public sealed record GetSettlement(Guid SettlementId) : IQuery<SettlementView>
{
    public const int MostLines = 5000;

    public Permission Permission => Permission.SettleCare;
}

public sealed record SettlementView(SettlementRow Sum, IReadOnlyList<ServiceOrderRow> Lines, IReadOnlyList<AdaptedHomeRow> Homes);

public sealed record AdaptedHomeRow(string RequestNumber, DateTimeOffset FinishedAt, DateTimeOffset AcceptedAt, int TotalFen, int PublicFen);

internal sealed class ListServiceOrdersHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, CareClocks clocks, TimeProvider clock) :
    IRequestHandler<ListVisits, ErrorOr<IReadOnlyList<VisitRow>>>, IRequestHandler<GetVisit, ErrorOr<VisitView>>, IRequestHandler<ListProviders, ErrorOr<IReadOnlyList<Provider>>>,
    IRequestHandler<ListSettlements, ErrorOr<Settlements>>, IRequestHandler<GetSettlement, ErrorOr<SettlementView>>
{
    public async Task<ErrorOr<IReadOnlyList<VisitRow>>> Handle(ListVisits request, CancellationToken cancellationToken)
    {
        var day = request.Day ?? ChinaTime.DayOf(clock.GetUtcNow());
        var (from, to) = (ChinaTime.StartOf(day), ChinaTime.StartOf(day.AddDays(1)));
        var rows = await db.ServiceOrders.OfProviders(user.ScopeFor(request.Permission)).Where(o => o.PlannedAt >= from && o.PlannedAt < to && o.Status != ServiceOrderStatus.Cancelled)
            .OrderBy(o => o.PlannedAt).ThenBy(o => o.Id).Take(ListVisits.Most)
            .Select(o => new { Order = o, Elder = db.CareRequests.Where(r => db.CarePlans.Any(p => p.Id == o.PlanId && p.RequestId == r.Id)).Select(r => r.ElderName).First() })
            .AsNoTracking().ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new VisitRow(r.Order.Id, r.Order.Service, r.Order.PlannedAt, r.Order.Status, cipher.MaskedName(r.Elder)));
    }

    public async Task<ErrorOr<VisitView>> Handle(GetVisit request, CancellationToken cancellationToken)
    {
        var orders = db.ServiceOrders.OfProviders(user.ScopeFor(request.Permission)).Where(o => o.Id == request.OrderId);
        var order = await orders.Rows(db).SingleOrDefaultAsync(cancellationToken);
        if (order is null) return Failure.NotFound("ServiceOrder.NotFound");
        var care = await db.CareRequests.AsNoTracking()
            .SingleAsync(r => orders.Any(o => db.CarePlans.Any(p => p.Id == o.PlanId && p.RequestId == r.Id)), cancellationToken);
        var at = clock.GetUtcNow();
        var isClear = order.Status is ServiceOrderStatus.Accepted or ServiceOrderStatus.CheckedIn && at >= order.PlannedAt - ClearBefore && at < order.PlannedAt + ClearBefore;
        return new VisitView(
            order, Show(care.ElderName, PersonalDataKind.Name), Show(care.Phone, PersonalDataKind.Phone), Show(care.Address, PersonalDataKind.Address), isClear,
            (await clocks.OnAsync(ChinaTime.DayOf(at), cancellationToken)).Rules.CheckInMetres);

        string Show(Protected value, PersonalDataKind kind) => isClear ? cipher.Reveal(value, kind) : cipher.Show(value, kind, Onlooker.Handler);
    }

    private static readonly TimeSpan ClearBefore = TimeSpan.FromDays(1);

    public async Task<ErrorOr<IReadOnlyList<Provider>>> Handle(ListProviders request, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        return await db.OrgUnits.ValidOn(today).Where(u => u.Kind == OrgUnitKind.Provider).OrderBy(u => u.Code)
            .Select(u => new Provider(u.Code, u.Name, u.EnglishName)).ToListAsync(cancellationToken);
    }

    public async Task<ErrorOr<Settlements>> Handle(ListSettlements request, CancellationToken cancellationToken)
    {
        var settled = db.CareSettlements.AsQueryable();
        if (Cursor.Parse(request.After) is { } after) settled = settled.Where(s => s.SettledAt <= after.At && (s.SettledAt < after.At || s.Id < after.Id));
        var page = await Rows(settled.OrderByDescending(s => s.SettledAt).ThenByDescending(s => s.Id).Take(Page<SettlementRow>.Size + 1)).ToListAsync(cancellationToken);
        // A join keeps no order.
        page.Sort((one, other) => (other.SettledAt, other.Id).CompareTo((one.SettledAt, one.Id)));
        var thisMonth = ChinaTime.StartOf(CareQuota.MonthOf(ChinaTime.DayOf(clock.GetUtcNow())));
        // Months are those of the district's clock.
        var left = await db.Database.SqlQuery<ToSettle>($"""
            SELECT done.provider_code, u.name AS provider_name, date_trunc('month', done.at AT TIME ZONE 'Asia/Shanghai')::date AS month,
                   count(*)::int AS orders, sum(done.fen)::int AS fen, coalesce(sum(done.fen) FILTER (WHERE done.has_failed), 0)::int AS failed_fen
            FROM (
                SELECT provider_code, checked_out_at AS at, fen, audit_failed_at IS NOT NULL AS has_failed FROM service_orders
                WHERE status = {(int)ServiceOrderStatus.CheckedOut} AND settlement_id IS NULL AND checked_out_at < {thisMonth}
                UNION ALL
                SELECT provider_code, accepted_at, public_fen, false FROM home_adaptations
                WHERE status = {(int)AdaptationStatus.Accepted} AND settlement_id IS NULL AND accepted_at < {thisMonth}
            ) done JOIN org_units u ON u.code = done.provider_code
            GROUP BY 1, 2, 3 ORDER BY 3, 1
            """).ToListAsync(cancellationToken);
        return new Settlements(page.ToPage(s => new(s.SettledAt, s.Id)), left);
    }

    public async Task<ErrorOr<SettlementView>> Handle(GetSettlement request, CancellationToken cancellationToken)
    {
        var sum = await Rows(db.CareSettlements.Where(s => s.Id == request.SettlementId)).SingleOrDefaultAsync(cancellationToken);
        if (sum is null) return Failure.NotFound("Settlement.NotFound");
        var lines = await db.ServiceOrders.Where(o => o.SettlementId == sum.Id).OrderBy(o => o.CheckedOutAt).ThenBy(o => o.Id).Take(GetSettlement.MostLines).Rows(db).ToListAsync(cancellationToken);
        var homes = await db.HomeAdaptations.Where(a => a.SettlementId == sum.Id).OrderBy(a => a.AcceptedAt).ThenBy(a => a.Id).Take(GetSettlement.MostLines)
            .Join(db.CareRequests, a => a.RequestId, r => r.Id, (a, r) => new { Home = a, Request = r }).AsNoTracking().ToListAsync(cancellationToken);
        return new SettlementView(sum, lines, homes.ConvertAll(h => new AdaptedHomeRow(h.Request.Number, h.Home.FinishedAt!.Value, h.Home.AcceptedAt!.Value, h.Home.TotalFen, h.Home.PublicFen)));
    }

    private IQueryable<SettlementRow> Rows(IQueryable<CareSettlement> settlements) =>
        settlements.Join(db.OrgUnits, s => s.ProviderCode, u => u.Code, (s, u) => new SettlementRow(
            s.Id, s.ProviderCode, u.Name, s.Month, s.Orders, s.OrderedFen, s.DeductedFen, s.PaidFen, s.SettledAt));
}
