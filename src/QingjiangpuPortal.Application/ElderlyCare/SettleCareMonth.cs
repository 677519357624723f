using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.ElderlyCare;

/// <summary>
/// 月度结算: every visit of a provider that was done in a month and every home that was accepted, in one save: cut in the middle it has not happened, and done again it
/// finds nothing left to pay.
/// </summary>
/// <param name="Month">Any day of it.</param>
public sealed record SettleCareMonth(string? ProviderCode, DateOnly? Month) : ICommand<Guid>, IAbout
{
    public Permission Permission => Permission.SettleCare;
    public AuditSubject? Subject => ProviderCode is { } provider ? AuditSubject.Of<OrgUnit>(provider) : null;
}

internal sealed class SettleCareMonthValidator : AbstractValidator<SettleCareMonth>
{
    public SettleCareMonthValidator()
    {
        RuleFor(x => x.ProviderCode).NotEmpty().WithErrorCode("ServiceOrder.ProviderMissing");
        RuleFor(x => x.Month).NotNull().WithErrorCode("Settlement.MonthMissing");
    }
}

internal sealed class SettleCareMonthHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) : IRequestHandler<SettleCareMonth, ErrorOr<Guid>>
{
    public async Task<ErrorOr<Guid>> Handle(SettleCareMonth request, CancellationToken cancellationToken)
    {
        var (at, month) = (clock.GetUtcNow(), CareQuota.MonthOf(request.Month!.Value));
        if (month >= CareQuota.MonthOf(ChinaTime.DayOf(at))) return Failure.Invalid("Settlement.MonthRuns", nameof(request.Month));
        var (from, to) = (ChinaTime.StartOf(month), ChinaTime.StartOf(month.AddMonths(1)));
        var orders = await db.ServiceOrders
            .Where(o => o.ProviderCode == request.ProviderCode && o.Status == ServiceOrderStatus.CheckedOut && o.SettlementId == null && o.CheckedOutAt >= from && o.CheckedOutAt < to)
            .OrderBy(o => o.CheckedOutAt).ToListAsync(cancellationToken);
        var adaptations = await db.HomeAdaptations
            .Where(a => a.ProviderCode == request.ProviderCode && a.Status == AdaptationStatus.Accepted && a.SettlementId == null && a.AcceptedAt >= from && a.AcceptedAt < to)
            .OrderBy(a => a.AcceptedAt).ToListAsync(cancellationToken);
        if (orders.Count + adaptations.Count == 0) return Failure.Conflict("Settlement.NothingLeft");
        var settlement = CareSettlement.Of(Guid.CreateVersion7(), request.ProviderCode!, month, orders, adaptations, user.PersonId!.Value, at);
        db.CareSettlements.Add(settlement);
        audit.About(AuditSubject.Of<CareSettlement>(settlement.Id), personId: null, request.ProviderCode);
        return settlement.Id;
    }
}
