using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.ElderlyCare;

/// <summary>服务计划: what a granted request gives a month, as long as its assessment holds.</summary>
public sealed class CarePlan
{
    private CarePlan() { }

    public Guid Id { get; private set; }
    public uint Version { get; private set; }
    public Guid RequestId { get; private set; }

    /// <summary>Of the elder's home, by which lists find it.</summary>
    public string PlaceCode { get; private set; } = null!;
    public string PlaceStreetCode { get; private set; } = null!;
    public string PlaceCommunityCode { get; private set; } = null!;
    public CareServices Services { get; private set; }
    public int MonthlyFen { get; private set; }
    public DateOnly ValidFrom { get; private set; }

    /// <summary>The first day on which it no longer holds: by then the ability is assessed anew.</summary>
    public DateOnly ValidTo { get; private set; }

    public static CarePlan Begin(Guid id, CareRequest request, CareRules rules, DateOnly day) => new()
    {
        Id = id,
        RequestId = request.Id,
        PlaceCode = request.PlaceCode,
        Services = request.Wanted & ~CareServices.HomeAdaptation,
        MonthlyFen = request.MonthlyFen,
        ValidFrom = day,
        ValidTo = day.AddMonths(rules.PlanMonths),
    };

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && day < ValidTo;
}

/// <summary>
/// What a plan's orders of one month have taken of its quota. One row, which every order of that month changes: of two dispatchers at
/// once the second finds it changed and reckons anew, and the database refuses what would be more than there is.
/// </summary>
public sealed class CareQuota
{
    private CareQuota() { }

    public Guid PlanId { get; private set; }

    /// <summary>The first day of the month.</summary>
    public DateOnly Month { get; private set; }
    public uint Version { get; private set; }
    public int GrantedFen { get; private set; }
    public int TakenFen { get; private set; }
    public int LeftFen => GrantedFen - TakenFen;

    public static CareQuota Of(CarePlan plan, DateOnly day) => new() { PlanId = plan.Id, Month = MonthOf(day), GrantedFen = plan.MonthlyFen };

    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    /// <returns><c>CareQuota.UsedUp</c> with what is left, in yuan.</returns>
    public ErrorOr<Success> Take(int fen)
    {
        if (fen > LeftFen) return Failure.Conflict("CareQuota.UsedUp", LeftFen / 100m, fen / 100m);
        TakenFen += fen;
        return Result.Success;
    }

    /// <summary>An order was not done: what it took is there again.</summary>
    public void GiveBack(int fen) => TakenFen -= fen;
}
