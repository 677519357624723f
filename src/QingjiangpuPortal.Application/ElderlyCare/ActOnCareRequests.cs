using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.ElderlyCare;

/// <summary>What time alone does to these requests: a notice that is over grants, papers that never came refuse. Sent by the portal itself, which holds their rows.</summary>
/// <returns>How many were acted on.</returns>
public sealed record ActOnCareRequests(IReadOnlyList<Guid> RequestIds) : ICommand<int>
{
    public const int BatchSize = 100;

    public Permission Permission => Permission.System;
}

internal sealed class ActOnCareRequestsHandler(PortalDb db, CareClocks clocks, TimeProvider clock, AuditNote audit) : IRequestHandler<ActOnCareRequests, ErrorOr<int>>
{
    public async Task<ErrorOr<int>> Handle(ActOnCareRequests request, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        var today = ChinaTime.DayOf(at);
        var careClock = await clocks.OnAsync(today, cancellationToken);
        var waiting = await db.CareRequests.Where(r => request.RequestIds.Contains(r.Id) && r.ActsAt <= at).OrderBy(r => r.ActsAt).ToListAsync(cancellationToken);
        foreach (var care in waiting)
        {
            audit.About(AuditSubject.Of<CareRequest>(care.Id), care.ApplicantId, care.PlaceCode);
            var acted = care.Status == CareRequestStatus.Announced
                ? care.Grant(careClock, at)
                : care.Refuse(careClock, Actor.System, "补正期限内没有收到材料。材料备齐后可以重新申请。", at);
            if (acted.IsError) return acted.Errors;
            if (care is { Status: CareRequestStatus.Granted, MonthlyFen: > 0 } && care.Wanted != CareServices.HomeAdaptation)
                db.CarePlans.Add(CarePlan.Begin(Guid.CreateVersion7(), care, careClock.Rules, today));
        }
        audit.NothingDone = waiting.Count == 0;
        return waiting.Count;
    }
}
