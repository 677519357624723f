using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Application.SocialInsurance;

/// <summary>What time alone does to these enrolments: the next period is billed, whoever left is out after ten minutes, papers that never came refuse. Sent by the portal itself, which holds their rows.</summary>
/// <returns>How many were acted on.</returns>
public sealed record ActOnInsurance(IReadOnlyList<Guid> EnrollmentIds) : ICommand<int>
{
    public const int BatchSize = 100;

    public Permission Permission => Permission.System;
}

internal sealed class ActOnInsuranceHandler(PortalDb db, IPersonalDataCipher cipher, InsuranceClocks clocks, TimeProvider clock, AuditNote audit) : IRequestHandler<ActOnInsurance, ErrorOr<int>>
{
    public async Task<ErrorOr<int>> Handle(ActOnInsurance request, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        var insuranceClock = await clocks.OnAsync(ChinaTime.DayOf(at), cancellationToken);
        var waiting = await db.InsuranceEnrollments.Where(e => request.EnrollmentIds.Contains(e.Id) && e.ActsAt <= at).OrderBy(e => e.ActsAt).ToListAsync(cancellationToken);
        foreach (var enrollment in waiting)
        {
            audit.About(AuditSubject.Of<InsuranceEnrollment>(enrollment.Id), enrollment.ApplicantId, enrollment.PlaceCode);
            if (enrollment.IsLeaving)
            {
                if (await db.EndAsync(enrollment, insuranceClock, Actor.System, reason: null, at, cancellationToken) is { IsError: true } stays) return stays.Errors;
            }
            else if (enrollment.Status == InsuranceStatus.Active)
            {
                await BillAsync(enrollment, insuranceClock.Rules, at, cancellationToken);
            }
            else if (enrollment.Refuse(insuranceClock, Actor.System, "补正期限内没有收到材料。材料备齐后可以重新申请。", at) is { IsError: true } refused)
            {
                return refused.Errors;
            }
        }
        audit.NothingDone = waiting.Count == 0;
        return waiting.Count;
    }

    /// <summary>One period at a time: after a stop the missed ones follow in the next rounds.</summary>
    private async Task BillAsync(InsuranceEnrollment enrollment, InsuranceRules rules, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var facts = InsuredFacts.Of(cipher.Reveal(enrollment.PersonIdNumber, PersonalDataKind.IdNumber), enrollment.Circumstances, []);
        if (enrollment.IssueBill(Guid.CreateVersion7(at), facts, rules, ChinaTime.DayOf(enrollment.ActsAt!.Value), at) is not { } bill
            || await db.Bills.AnyAsync(b => b.EnrollmentId == enrollment.Id && b.PeriodFrom == bill.PeriodFrom, cancellationToken)) return;
        db.Bills.Add(bill);
        db.AccountPostings.AddRange(bill.SettleIfFree(at));
        if (bill.State == BillState.Open && enrollment.ApplicantId is { } applicant)
            db.TellAbout(enrollment, NotificationKind.BillIssued, Audience.Person(applicant), by: null, at);
    }
}
