using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.ElderlyCare;

/// <summary>Who sees and changes which requests for care, said in this one place: whoever asked their own, staff those whose home their posts cover.</summary>
internal static class CareAccess
{
    public static IQueryable<CareRequest> Within(this IQueryable<CareRequest> requests, Scope scope)
    {
        if (scope.Areas(OrgLevel.District).Length > 0) return requests;
        var (streets, communities) = (scope.Areas(OrgLevel.Street), scope.Areas(OrgLevel.Community));
        return requests.Where(r => streets.Contains(r.PlaceStreetCode) || communities.Contains(r.PlaceCommunityCode));
    }

    public static IQueryable<CareRequest> Own(this IQueryable<CareRequest> requests, ICurrentUser user)
    {
        var person = user.PersonId;
        return requests.Where(r => person != null && r.ApplicantId == person);
    }

    /// <summary>Of plans, as of requests.</summary>
    public static IQueryable<CarePlan> Within(this IQueryable<CarePlan> plans, Scope scope)
    {
        if (scope.Areas(OrgLevel.District).Length > 0) return plans;
        var (streets, communities) = (scope.Areas(OrgLevel.Street), scope.Areas(OrgLevel.Community));
        return plans.Where(p => streets.Contains(p.PlaceStreetCode) || communities.Contains(p.PlaceCommunityCode));
    }

    /// <summary>What providers' staff see: the orders of their providers.</summary>
    public static IQueryable<ServiceOrder> OfProviders(this IQueryable<ServiceOrder> orders, Scope scope)
    {
        var providers = scope.Units.Where(OrgCode.IsProvider).ToArray();
        return orders.Where(o => providers.Contains(o.ProviderCode));
    }

    /// <summary>By whoever asked, or by staff whose posts cover the home.</summary>
    public static IQueryable<CareRequest> MayBeSeenBy(this IQueryable<CareRequest> requests, ICurrentUser user)
    {
        var scope = user.ScopeFor(Permission.ViewCare);
        return scope.IsEmpty ? requests.Own(user) : requests.Within(scope);
    }

    /// <summary>By the provider, or by whoever may see the request behind it.</summary>
    public static IQueryable<ServiceOrder> VisitsSeenBy(this PortalDb db, ICurrentUser user)
    {
        var scope = user.ScopeFor(Permission.ProvideCare);
        if (!scope.IsEmpty) return db.ServiceOrders.OfProviders(scope);
        var requests = db.CareRequests.MayBeSeenBy(user);
        return db.ServiceOrders.Where(o => db.CarePlans.Any(p => p.Id == o.PlanId && requests.Any(r => r.Id == p.RequestId)));
    }

    /// <summary>By the builder, or by whoever may see the request behind it.</summary>
    public static IQueryable<HomeAdaptation> AdaptationsSeenBy(this PortalDb db, ICurrentUser user)
    {
        var scope = user.ScopeFor(Permission.ProvideCare);
        return scope.IsEmpty ? db.HomeAdaptations.OfCare(db.CareRequests.MayBeSeenBy(user)) : db.HomeAdaptations.OfProviders(scope);
    }

    /// <summary>The request that a form is about to change, still as the form's page showed it. The save compares the version once more.</summary>
    public static async Task<ErrorOr<CareRequest>> ForChangeAsync(this IQueryable<CareRequest> visible, Guid id, uint version, AuditNote audit, CancellationToken cancellationToken)
    {
        var request = await visible.SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        if (request is null) return CareErrors.NotFound;
        audit.About(AuditSubject.Of<CareRequest>(request.Id), request.ApplicantId, request.PlaceCode);
        return request.Version == version ? request : AccessErrors.ChangedMeanwhile;
    }
}

/// <summary>The rules in force on a day with the calendar on which their limits run.</summary>
public sealed class CareClocks(PortalDb db, IWorkCalendars calendars)
{
    public async Task<CareClock> OnAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var rules = await db.CareRuleSets.AsNoTracking().Where(s => s.ValidFrom <= day).OrderByDescending(s => s.ValidFrom).Select(s => s.Rules).FirstAsync(cancellationToken);
        return new(rules, await calendars.CurrentAsync(cancellationToken));
    }
}

/// <summary>Something that is done to a request, as its page showed it.</summary>
public interface ICareCommand : ICommand<Success>, IAbout
{
    Guid RequestId { get; }

    /// <summary>The version that the page showed; another one is a conflict.</summary>
    uint Version { get; }

    AuditSubject? IAbout.Subject => AuditSubject.Of<CareRequest>(RequestId);
}

/// <summary>What every step has in common: the request, if it is the user's to change and nobody changed it meanwhile.</summary>
internal abstract class CareCommandHandler<TCommand>(PortalDb db, ICurrentUser user, CareClocks clocks, TimeProvider clock, AuditNote audit) : IRequestHandler<TCommand, ErrorOr<Success>>
    where TCommand : ICareCommand
{
    protected PortalDb Db { get; } = db;

    protected abstract ValueTask<ErrorOr<Success>> ActAsync(CareRequest request, TCommand command, CareClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken);

    public async Task<ErrorOr<Success>> Handle(TCommand request, CancellationToken cancellationToken)
    {
        var visible = request.Permission == Permission.SignedIn ? Db.CareRequests.Own(user) : Db.CareRequests.Within(user.ScopeFor(request.Permission));
        var found = await visible.ForChangeAsync(request.RequestId, request.Version, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var at = clock.GetUtcNow();
        return await ActAsync(found.Value, request, await clocks.OnAsync(Domain.Common.ChinaTime.DayOf(at), cancellationToken), user.Actor, at, cancellationToken);
    }
}
