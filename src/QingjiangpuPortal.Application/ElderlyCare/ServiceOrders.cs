using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Files;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.ElderlyCare;

/// <summary>派单: orders one visit of a provider out of a plan's quota. Sent twice with one key it is one order.</summary>
public sealed record PlaceServiceOrder(string? SubmissionKey, Guid PlanId, CareServices? Service, string? ProviderCode, DateOnly? Day, TimeOnly? Time) : ICommand<Guid>, IAbout
{
    public Permission Permission => Permission.OrderCare;
    public AuditSubject? Subject => AuditSubject.Of<CarePlan>(PlanId);
}

/// <summary>取消派单, before anybody came.</summary>
public sealed record CancelServiceOrder(Guid OrderId, uint Version) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.OrderCare;
    public AuditSubject? Subject => AuditSubject.Of<ServiceOrder>(OrderId);
}

/// <summary>抽查不合格: the visit is not paid.</summary>
public sealed record FailVisitAudit(Guid OrderId, uint Version, string? Reason) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.OrderCare;
    public AuditSubject? Subject => AuditSubject.Of<ServiceOrder>(OrderId);
}

/// <summary>接单 by the provider.</summary>
public sealed record AcceptServiceOrder(Guid OrderId, uint Version) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.ProvideCare;
    public AuditSubject? Subject => AuditSubject.Of<ServiceOrder>(OrderId);
}

/// <summary>婉拒 by the provider; the quota has it again.</summary>
public sealed record DeclineServiceOrder(Guid OrderId, uint Version) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.ProvideCare;
    public AuditSubject? Subject => AuditSubject.Of<ServiceOrder>(OrderId);
}

/// <summary>签到 at the elder's door. Sent again it changes nothing.</summary>
public sealed record CheckInVisit(Guid OrderId, double? Latitude, double? Longitude) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.ProvideCare;
    public AuditSubject? Subject => AuditSubject.Of<ServiceOrder>(OrderId);
}

/// <summary>签退 with a photo. Sent again it changes nothing.</summary>
public sealed record CheckOutVisit(Guid OrderId, string? Note, IReadOnlyList<Guid> PhotoIds) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.ProvideCare;
    public AuditSubject? Subject => AuditSubject.Of<ServiceOrder>(OrderId);
}

/// <summary>评价 by whoever asked for the care.</summary>
public sealed record RateVisit(Guid OrderId, Satisfaction? Satisfaction) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.SignedIn;
    public AuditSubject? Subject => AuditSubject.Of<ServiceOrder>(OrderId);
}

internal sealed class PlaceServiceOrderValidator : AbstractValidator<PlaceServiceOrder>
{
    public PlaceServiceOrderValidator()
    {
        RuleFor(x => x.SubmissionKey).Must(SubmissionKey.IsWellFormed).WithErrorCode("SubmissionKey.Missing");
        RuleFor(x => x.Service).NotNull().WithErrorCode("ServiceOrder.ServiceMissing");
        RuleFor(x => x.ProviderCode).NotEmpty().WithErrorCode("ServiceOrder.ProviderMissing");
        RuleFor(x => x.Day).NotNull().WithErrorCode("ServiceOrder.DayMissing");
        RuleFor(x => x.Time).NotNull().WithErrorCode("ServiceOrder.TimeMissing");
    }
}

internal sealed class FailVisitAuditValidator : AbstractValidator<FailVisitAudit>
{
    public FailVisitAuditValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class CheckInVisitValidator : AbstractValidator<CheckInVisit>
{
    public CheckInVisitValidator() => RuleFor(x => x.Latitude).Must((x, latitude) => latitude is not null && x.Longitude is not null).WithErrorCode("ServiceOrder.PositionMissing");
}

internal sealed class CheckOutVisitValidator : AbstractValidator<CheckOutVisit>
{
    public const int MostPhotos = 3;

    public CheckOutVisitValidator()
    {
        RuleFor(x => x.Note).Note();
        RuleFor(x => x.PhotoIds).Cascade(CascadeMode.Stop)
            .NotEmpty().OverridePropertyName("Photos").WithErrorCode("ServiceOrder.PhotoMissing")
            .Must(p => p.Count <= MostPhotos).OverridePropertyName("Photos").WithErrorCode("Photo.TooMany").WithState(_ => MostPhotos);
    }
}

internal sealed class RateVisitValidator : AbstractValidator<RateVisit>
{
    public RateVisitValidator() => RuleFor(x => x.Satisfaction).Chosen("Satisfaction.Missing");
}

internal sealed class OrderCareHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, CareClocks clocks, TimeProvider clock, AuditNote audit) :
    IRequestHandler<PlaceServiceOrder, ErrorOr<Guid>>, IRequestHandler<CancelServiceOrder, ErrorOr<Success>>, IRequestHandler<FailVisitAudit, ErrorOr<Success>>
{
    public async Task<ErrorOr<Guid>> Handle(PlaceServiceOrder request, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        var form = Submissions.Of(cipher, request.SubmissionKey!, $"visit\n{user.PersonId}\n{request.PlanId}\n{request.Service}\n{request.ProviderCode}\n{request.Day:O} {request.Time:O}");
        if (await db.EarlierAsync(form, audit, cancellationToken) is { } earlier) return earlier;
        var plan = await db.CarePlans.Within(user.ScopeFor(request.Permission)).SingleOrDefaultAsync(p => p.Id == request.PlanId, cancellationToken);
        if (plan is null) return Failure.NotFound("CarePlan.NotFound");
        var (day, plannedAt) = (request.Day!.Value, ChinaTime.StartOf(request.Day.Value) + request.Time!.Value.ToTimeSpan());
        if (plannedAt <= at) return Failure.Invalid("ServiceOrder.InThePast", nameof(request.Day));
        if (!plan.HoldsOn(day)) return Failure.Invalid("ServiceOrder.OutsidePlan", nameof(request.Day), plan.ValidFrom, plan.ValidTo.AddDays(-1));
        if (!plan.Services.HasFlag(request.Service!.Value)) return Failure.Invalid("ServiceOrder.NotGranted", nameof(request.Service));
        var isProvider = OrgCode.IsProvider(request.ProviderCode!) && await db.OrgUnits.ValidOn(day).AnyAsync(u => u.Code == request.ProviderCode, cancellationToken);
        if (!isProvider) return Failure.Invalid("ServiceOrder.ProviderMissing", nameof(request.ProviderCode));

        var tariff = (await clocks.OnAsync(day, cancellationToken)).Rules.TariffOf(request.Service.Value);
        var quota = await QuotaAsync(plan, day, cancellationToken);
        if (quota.Take(tariff.Fen) is { IsError: true } usedUp) return usedUp.Errors;
        var order = ServiceOrder.Place(Guid.CreateVersion7(), plan, request.ProviderCode!, tariff, plannedAt, user.PersonId!.Value, at);
        db.ServiceOrders.Add(order);
        db.TakeForm(form, order.Id, at);
        db.Tell(NotificationKind.VisitOrdered, Audience.Unit(order.ProviderCode), AuditSubject.Of<ServiceOrder>(order.Id), user.PersonId, at);
        audit.About(AuditSubject.Of<ServiceOrder>(order.Id), personId: null, plan.PlaceCode);
        return order.Id;
    }

    public async Task<ErrorOr<Success>> Handle(CancelServiceOrder request, CancellationToken cancellationToken)
    {
        var found = await ForChangeAsync(request.OrderId, request.Version, request.Permission, cancellationToken);
        if (found.IsError) return found.Errors;
        var cancelled = found.Value.Cancel();
        if (!cancelled.IsError) await db.GiveBackAsync(found.Value, cancellationToken);
        return cancelled;
    }

    public async Task<ErrorOr<Success>> Handle(FailVisitAudit request, CancellationToken cancellationToken)
    {
        var found = await ForChangeAsync(request.OrderId, request.Version, request.Permission, cancellationToken);
        if (found.IsError) return found.Errors;
        audit.Reason = request.Reason;
        return found.Value.FailAudit(clock.GetUtcNow());
    }

    private async Task<ErrorOr<ServiceOrder>> ForChangeAsync(Guid id, uint version, Permission permission, CancellationToken cancellationToken)
    {
        var plans = db.CarePlans.Within(user.ScopeFor(permission));
        var order = await db.ServiceOrders.SingleOrDefaultAsync(o => o.Id == id && plans.Any(p => p.Id == o.PlanId), cancellationToken);
        if (order is null) return Failure.NotFound("ServiceOrder.NotFound");
        audit.About(AuditSubject.Of<ServiceOrder>(order.Id), personId: null, order.PlaceCode);
        return order.Version == version ? order : AccessErrors.ChangedMeanwhile;
    }

    private async Task<CareQuota> QuotaAsync(CarePlan plan, DateOnly day, CancellationToken cancellationToken)
    {
        var month = CareQuota.MonthOf(day);
        var quota = await db.CareQuotas.SingleOrDefaultAsync(q => q.PlanId == plan.Id && q.Month == month, cancellationToken);
        // Of two first orders of a month the second meets the key.
        if (quota is null) db.CareQuotas.Add(quota = CareQuota.Of(plan, day));
        return quota;
    }
}

internal sealed class ProvideCareHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, CareClocks clocks, TimeProvider clock, AuditNote audit) :
    IRequestHandler<AcceptServiceOrder, ErrorOr<Success>>, IRequestHandler<DeclineServiceOrder, ErrorOr<Success>>,
    IRequestHandler<CheckInVisit, ErrorOr<Success>>, IRequestHandler<CheckOutVisit, ErrorOr<Success>>, IRequestHandler<RateVisit, ErrorOr<Success>>
{
    private static readonly Error NotFound = Failure.NotFound("ServiceOrder.NotFound");

    public async Task<ErrorOr<Success>> Handle(AcceptServiceOrder request, CancellationToken cancellationToken)
    {
        if (await OfMineAsync(request.OrderId, request.Permission, cancellationToken) is not { } order) return NotFound;
        return order.Version != request.Version ? AccessErrors.ChangedMeanwhile : order.Accept();
    }

    public async Task<ErrorOr<Success>> Handle(DeclineServiceOrder request, CancellationToken cancellationToken)
    {
        if (await OfMineAsync(request.OrderId, request.Permission, cancellationToken) is not { } order) return NotFound;
        if (order.Version != request.Version) return AccessErrors.ChangedMeanwhile;
        var declined = order.Cancel();
        if (!declined.IsError) await db.GiveBackAsync(order, cancellationToken);
        return declined;
    }

    public async Task<ErrorOr<Success>> Handle(CheckInVisit request, CancellationToken cancellationToken)
    {
        if (await OfMineAsync(request.OrderId, request.Permission, cancellationToken) is not { } order) return NotFound;
        var carer = user.PersonId!.Value;
        // The index says so once more, of two phones at one time.
        if (await db.ServiceOrders.AnyAsync(o => o.CarerId == carer && o.Status == ServiceOrderStatus.CheckedIn && o.Id != order.Id, cancellationToken))
            return Failure.Conflict("ServiceOrder.AnotherRuns");
        var at = clock.GetUtcNow();
        var door = await db.CareRequests.Where(r => db.CarePlans.Any(p => p.Id == order.PlanId && p.RequestId == r.Id)).Select(r => r.Door).SingleAsync(cancellationToken);
        var metres = Door.MetresFrom(cipher.Reveal(door, PersonalDataKind.Position), request.Latitude!.Value, request.Longitude!.Value);
        return order.CheckIn(carer, metres, (await clocks.OnAsync(ChinaTime.DayOf(at), cancellationToken)).Rules, at);
    }

    public async Task<ErrorOr<Success>> Handle(CheckOutVisit request, CancellationToken cancellationToken)
    {
        if (await OfMineAsync(request.OrderId, request.Permission, cancellationToken) is not { } order) return NotFound;
        if (order.Status == ServiceOrderStatus.CheckedOut && order.CarerId == user.PersonId) return Result.Success;
        var done = order.CheckOut(user.PersonId!.Value, request.Note, clock.GetUtcNow());
        return done.IsError ? done : await db.AttachPhotosAsync(request.PhotoIds, order.Id, AttachmentPurpose.CareVisitPhoto, isPublic: false, cancellationToken);
    }

    public async Task<ErrorOr<Success>> Handle(RateVisit request, CancellationToken cancellationToken)
    {
        var own = db.CareRequests.Own(user);
        var order = await db.ServiceOrders.SingleOrDefaultAsync(
            o => o.Id == request.OrderId && db.CarePlans.Any(p => p.Id == o.PlanId && own.Any(r => r.Id == p.RequestId)), cancellationToken);
        if (order is null) return NotFound;
        audit.About(AuditSubject.Of<ServiceOrder>(order.Id), user.PersonId, order.PlaceCode);
        return order.Rate(request.Satisfaction!.Value, clock.GetUtcNow());
    }

    private async Task<ServiceOrder?> OfMineAsync(Guid id, Permission permission, CancellationToken cancellationToken)
    {
        var order = await db.ServiceOrders.OfProviders(user.ScopeFor(permission)).SingleOrDefaultAsync(o => o.Id == id, cancellationToken);
        if (order is not null) audit.About(AuditSubject.Of<ServiceOrder>(order.Id), personId: null, order.ProviderCode);
        return order;
    }
}

internal static class Quotas
{
    public static async Task GiveBackAsync(this PortalDb db, ServiceOrder order, CancellationToken cancellationToken)
    {
        var month = CareQuota.MonthOf(ChinaTime.DayOf(order.PlannedAt));
        (await db.CareQuotas.SingleAsync(q => q.PlanId == order.PlanId && q.Month == month, cancellationToken)).GiveBack(order.Fen);
    }
}
