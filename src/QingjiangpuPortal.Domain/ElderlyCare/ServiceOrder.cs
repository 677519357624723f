using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.ElderlyCare;

/// <summary>Stored as a number: values are never reused.</summary>
public enum ServiceOrderStatus
{
    /// <summary>待接单</summary>
    Offered = 1,

    /// <summary>待上门</summary>
    Accepted = 2,

    /// <summary>服务中</summary>
    CheckedIn = 3,

    /// <summary>已完成: waits for its rating and its month's settlement.</summary>
    CheckedOut = 4,

    /// <summary>已取消, by whoever ordered, or declined by the provider.</summary>
    Cancelled = 5,
}

/// <summary>服务工单: one visit of one service, from the order to the rating.</summary>
public sealed class ServiceOrder
{
    private ServiceOrder() { }

    public Guid Id { get; private set; }
    public uint Version { get; private set; }
    public Guid PlanId { get; private set; }

    /// <summary>The provider's unit, below an area of the district.</summary>
    public string ProviderCode { get; private set; } = null!;
    public string PlaceCode { get; private set; } = null!;
    public CareServices Service { get; private set; }

    /// <summary>When the carer is to come.</summary>
    public DateTimeOffset PlannedAt { get; private set; }

    /// <summary>By the tariff of the day of the order.</summary>
    public int Fen { get; private set; }
    public int LeastMinutes { get; private set; }
    public ServiceOrderStatus Status { get; private set; }
    public Guid OrderedBy { get; private set; }
    public DateTimeOffset OrderedAt { get; private set; }

    /// <summary>Who comes: at most one visit of a carer runs at a time (a unique index).</summary>
    public Guid? CarerId { get; private set; }
    public DateTimeOffset? CheckedInAt { get; private set; }

    /// <summary>From the elder's door, as the carer's phone said.</summary>
    public int? CheckInMetres { get; private set; }
    public DateTimeOffset? CheckedOutAt { get; private set; }
    public string? Note { get; private set; }

    /// <summary>1 to 3: satisfied, fair, unsatisfied, as with reports.</summary>
    public GridReports.Satisfaction? Satisfaction { get; private set; }
    public DateTimeOffset? RatedAt { get; private set; }

    /// <summary>抽查不合格: not paid.</summary>
    public DateTimeOffset? AuditFailedAt { get; private set; }

    /// <summary>The settlement in which it is a line.</summary>
    public Guid? SettlementId { get; private set; }

    public static ServiceOrder Place(Guid id, CarePlan plan, string providerCode, CareTariff tariff, DateTimeOffset plannedAt, Guid by, DateTimeOffset at) => new()
    {
        Id = id,
        PlanId = plan.Id,
        ProviderCode = providerCode,
        PlaceCode = plan.PlaceCode,
        Service = tariff.Service,
        PlannedAt = plannedAt,
        Fen = tariff.Fen,
        LeastMinutes = tariff.LeastMinutes,
        Status = ServiceOrderStatus.Offered,
        OrderedBy = by,
        OrderedAt = at,
    };

    public ErrorOr<Success> Accept() => MoveFrom(ServiceOrderStatus.Offered, ServiceOrderStatus.Accepted);

    /// <summary>Before anybody came; the quota has to be given back.</summary>
    public ErrorOr<Success> Cancel() =>
        Status is ServiceOrderStatus.Offered or ServiceOrderStatus.Accepted ? MoveFrom(Status, ServiceOrderStatus.Cancelled) : NotPossible;

    /// <param name="metres">Between the carer's phone and the elder's door.</param>
    public ErrorOr<Success> CheckIn(Guid carer, int metres, CareRules rules, DateTimeOffset at)
    {
        if (Status == ServiceOrderStatus.CheckedIn && CarerId == carer) return Result.Success;
        if (metres > rules.CheckInMetres) return Failure.Conflict("ServiceOrder.TooFar", metres, rules.CheckInMetres);
        // An hour early is not a visit of that day's plan; late is.
        if (at < PlannedAt - EarliestBefore) return Failure.Conflict("ServiceOrder.TooEarly");
        var moved = MoveFrom(ServiceOrderStatus.Accepted, ServiceOrderStatus.CheckedIn);
        if (!moved.IsError) (CarerId, CheckedInAt, CheckInMetres) = (carer, at, metres);
        return moved;
    }

    public static readonly TimeSpan EarliestBefore = TimeSpan.FromHours(1);

    public ErrorOr<Success> CheckOut(Guid carer, string? note, DateTimeOffset at)
    {
        if (Status == ServiceOrderStatus.CheckedOut && CarerId == carer) return Result.Success;
        if (CarerId != carer) return Failure.Forbidden("ServiceOrder.NotYours");
        if (at < CheckedInAt!.Value.AddMinutes(LeastMinutes)) return Failure.Conflict("ServiceOrder.TooShort", LeastMinutes);
        var moved = MoveFrom(ServiceOrderStatus.CheckedIn, ServiceOrderStatus.CheckedOut);
        if (!moved.IsError) (CheckedOutAt, Note) = (at, note);
        return moved;
    }

    public ErrorOr<Success> Rate(GridReports.Satisfaction satisfaction, DateTimeOffset at)
    {
        if (Status != ServiceOrderStatus.CheckedOut) return NotPossible;
        if (RatedAt is not null) return Failure.Conflict("ServiceOrder.RatedAlready");
        (Satisfaction, RatedAt) = (satisfaction, at);
        return Result.Success;
    }

    /// <summary>A sampled visit was not as it was reported; before its month is settled.</summary>
    public ErrorOr<Success> FailAudit(DateTimeOffset at)
    {
        if (Status != ServiceOrderStatus.CheckedOut || SettlementId is not null) return NotPossible;
        AuditFailedAt ??= at;
        return Result.Success;
    }

    public void SettleIn(Guid settlementId) => SettlementId = settlementId;

    private ErrorOr<Success> MoveFrom(ServiceOrderStatus from, ServiceOrderStatus to)
    {
        if (Status != from) return NotPossible;
        Status = to;
        return Result.Success;
    }

    private Error NotPossible => Failure.Conflict("ServiceOrder.MoveNotPossible", Status);
}

/// <summary>月度结算 of a provider: adds up its visits and adapted homes of a month line by line; a second one finds none left.</summary>
public sealed class CareSettlement
{
    private CareSettlement() { }

    public Guid Id { get; private set; }
    public string ProviderCode { get; private set; } = null!;

    /// <summary>The first day of the month.</summary>
    public DateOnly Month { get; private set; }

    /// <summary>How many lines, of visits and of adapted homes.</summary>
    public int Orders { get; private set; }

    /// <summary>What all lines together would cost, what failed audits take off, and what is paid: the first less the second.</summary>
    public int OrderedFen { get; private set; }
    public int DeductedFen { get; private set; }
    public int PaidFen { get; private set; }
    public Guid SettledBy { get; private set; }
    public DateTimeOffset SettledAt { get; private set; }

    /// <param name="orders">Done in that month by that provider and in no settlement yet.</param>
    /// <param name="adaptations">Accepted in that month, as well; of these public money pays its part.</param>
    public static CareSettlement Of(
        Guid id, string providerCode, DateOnly month, IReadOnlyList<ServiceOrder> orders, IReadOnlyList<HomeAdaptation> adaptations, Guid by, DateTimeOffset at)
    {
        var settlement = new CareSettlement
        {
            Id = id,
            ProviderCode = providerCode,
            Month = month,
            Orders = orders.Count + adaptations.Count,
            OrderedFen = orders.Sum(o => o.Fen) + adaptations.Sum(a => a.PublicFen),
            DeductedFen = orders.Where(o => o.AuditFailedAt is not null).Sum(o => o.Fen),
            SettledBy = by,
            SettledAt = at,
        };
        settlement.PaidFen = settlement.OrderedFen - settlement.DeductedFen;
        foreach (var order in orders) order.SettleIn(id);
        foreach (var adaptation in adaptations) adaptation.SettleIn(id);
        return settlement;
    }
}
