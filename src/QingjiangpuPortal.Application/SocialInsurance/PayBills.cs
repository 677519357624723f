using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Application.SocialInsurance;

/// <summary>缴费: begins to pay a bill. Nothing is posted before the gateway says that the money came.</summary>
public sealed record BeginPayment(Guid BillId) : ICommand<BegunPayment>, IAbout
{
    public Permission Permission => Permission.SignedIn;
    public AuditSubject? Subject => AuditSubject.Of<Bill>(BillId);
}

/// <param name="GatewayAddress">Where the payer goes.</param>
public sealed record BegunPayment(Guid PaymentId, string GatewayAddress);

/// <summary>
/// 支付通知: what the gateway says about a payment. Its signature is its right to say it; a forged one is refused and stands in the audit trail. Said again, late
/// or out of order, it posts nothing twice.
/// </summary>
public sealed record TakePaymentNotice(PaymentNotice Notice, string? Signature) : ICommand<PaymentState>, IAbout
{
    public Permission Permission => Permission.Anyone;
    public AuditSubject? Subject => AuditSubject.Of<Payment>(Notice.PaymentId);
}

/// <summary>原路退回 of what was paid too much.</summary>
public sealed record RefundSurplus(Guid PaymentId, uint Version) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.RefundInsurance;
    public AuditSubject? Subject => AuditSubject.Of<Payment>(PaymentId);
}

/// <summary>What came of one's own payment.</summary>
public sealed record GetMyPayment(Guid PaymentId) : IQuery<PaymentView>
{
    public Permission Permission => Permission.SignedIn;
}

public sealed record PaymentView(Guid EnrollmentId, Guid BillId, InsuranceScheme Scheme, DateOnly PeriodFrom, DateOnly PeriodTo, long AmountFen, PaymentState State, string? Reference, DateTimeOffset? ConfirmedAt);

internal sealed class TakePaymentNoticeValidator : AbstractValidator<TakePaymentNotice>
{
    public TakePaymentNoticeValidator() =>
        RuleFor(x => x.Notice.Reference).Must(reference => reference.Length is > 0 and <= Payment.MaxReference).WithErrorCode("Payment.ReferenceWrong");
}

internal sealed class PayBillsHandler(PortalDb db, ICurrentUser user, IPaymentGateway gateway, TimeProvider clock, AuditNote audit) :
    IRequestHandler<BeginPayment, ErrorOr<BegunPayment>>, IRequestHandler<TakePaymentNotice, ErrorOr<PaymentState>>,
    IRequestHandler<RefundSurplus, ErrorOr<Success>>, IRequestHandler<GetMyPayment, ErrorOr<PaymentView>>
{
    public async Task<ErrorOr<BegunPayment>> Handle(BeginPayment request, CancellationToken cancellationToken)
    {
        var mine = db.InsuranceEnrollments.Own(user);
        var bill = await db.Bills.SingleOrDefaultAsync(b => b.Id == request.BillId && mine.Any(e => e.Id == b.EnrollmentId), cancellationToken);
        if (bill is null) return Failure.NotFound("Bill.NotFound");
        audit.About(AuditSubject.Of<Bill>(bill.Id), user.PersonId);
        if (!gateway.IsAvailable) return Failure.Conflict("Payment.NotAvailable");
        var payment = Payment.Begin(Guid.CreateVersion7(), bill, clock.GetUtcNow());
        if (payment.IsError) return payment.Errors;
        db.Payments.Add(payment.Value);
        return new BegunPayment(payment.Value.Id, gateway.AddressOf(payment.Value.Id, payment.Value.AmountFen));
    }

    public async Task<ErrorOr<PaymentState>> Handle(TakePaymentNotice request, CancellationToken cancellationToken)
    {
        var (notice, at) = (request.Notice, clock.GetUtcNow());
        if (!gateway.IsGenuine(notice, request.Signature)) return Failure.Forbidden("Payment.Forged");
        var payment = await db.Payments.SingleOrDefaultAsync(p => p.Id == notice.PaymentId, cancellationToken);
        if (payment is null) return Failure.NotFound("Payment.NotFound");
        var enrollment = await db.InsuranceEnrollments.SingleAsync(e => e.Id == payment.EnrollmentId, cancellationToken);
        audit.About(AuditSubject.Of<Payment>(payment.Id), enrollment.ApplicantId);
        var before = payment.State;
        if (notice.IsPaid)
        {
            var bill = await db.Bills.SingleAsync(b => b.Id == payment.BillId, cancellationToken);
            var posted = payment.Confirm(bill, notice.AmountFen, notice.Reference, at);
            if (posted.IsError) return posted.Errors;
            db.AccountPostings.AddRange(posted.Value);
        }
        else
        {
            payment.Fail();
        }
        audit.NothingDone = payment.State == before;
        if (payment.State == PaymentState.Surplus && before != PaymentState.Surplus && enrollment.ApplicantId is { } applicant)
            db.TellAbout(enrollment, NotificationKind.PaidTwice, Audience.Person(applicant), by: null, at);
        return payment.State;
    }

    public async Task<ErrorOr<Success>> Handle(RefundSurplus request, CancellationToken cancellationToken)
    {
        var mine = db.InsuranceEnrollments.Within(user.ScopeFor(request.Permission));
        var payment = await db.Payments.SingleOrDefaultAsync(p => p.Id == request.PaymentId && mine.Any(e => e.Id == p.EnrollmentId), cancellationToken);
        if (payment is null) return Failure.NotFound("Payment.NotFound");
        if (payment.Version != request.Version) return AccessErrors.ChangedMeanwhile;
        var posted = payment.Refund(await db.Bills.SingleAsync(b => b.Id == payment.BillId, cancellationToken), clock.GetUtcNow());
        if (posted.IsError) return posted.Errors;
        db.AccountPostings.AddRange(posted.Value);
        return Result.Success;
    }

    public async Task<ErrorOr<PaymentView>> Handle(GetMyPayment request, CancellationToken cancellationToken)
    {
        var mine = db.InsuranceEnrollments.Own(user);
        var view = await db.Payments.Where(p => p.Id == request.PaymentId && mine.Any(e => e.Id == p.EnrollmentId))
            .Join(db.Bills, p => p.BillId, b => b.Id, (p, b) => new PaymentView(p.EnrollmentId, b.Id, b.Scheme, b.PeriodFrom, b.PeriodTo, p.AmountFen, p.State, p.Reference, p.ConfirmedAt))
            .SingleOrDefaultAsync(cancellationToken);
        return view is null ? Failure.NotFound("Payment.NotFound") : view;
    }
}
