using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.SocialInsurance;

/// <summary>Stored as a number: values are never reused.</summary>
public enum BillState
{
    Open = 1,
    Paid = 2,

    /// <summary>The membership ended before it was paid.</summary>
    Cancelled = 3,
}

/// <summary>缴费单: what a membership costs for one period, in fen. What was billed stays as it was when the figures change.</summary>
public sealed class Bill
{
    private Bill() { }

    public Guid Id { get; private set; }

    /// <summary>Of two payments at once the second finds it changed.</summary>
    public uint Version { get; private set; }
    public Guid EnrollmentId { get; private set; }
    public InsuranceScheme Scheme { get; private set; }
    public DateOnly PeriodFrom { get; private set; }

    /// <summary>The last day.</summary>
    public DateOnly PeriodTo { get; private set; }
    public long AmountFen { get; private set; }

    /// <summary>Of the amount, what goes to the personal account; the rest is pooled.</summary>
    public long AccountFen { get; private set; }

    /// <summary>What the government adds once it is paid.</summary>
    public long SubsidyFen { get; private set; }

    /// <summary>The last day on which it is not late.</summary>
    public DateOnly DueOn { get; private set; }
    public BillState State { get; private set; }
    public DateTimeOffset IssuedAt { get; private set; }
    public DateTimeOffset? PaidAt { get; private set; }

    public static Bill Issue(Guid id, InsuranceEnrollment enrollment, BillTerms terms, DateTimeOffset at) => new()
    {
        Id = id,
        EnrollmentId = enrollment.Id,
        Scheme = enrollment.Scheme,
        PeriodFrom = terms.From,
        PeriodTo = terms.To,
        AmountFen = terms.AmountFen,
        AccountFen = terms.AccountFen,
        SubsidyFen = terms.SubsidyFen,
        DueOn = terms.DueOn,
        State = BillState.Open,
        IssuedAt = at,
    };

    /// <summary>What is asked of nobody is paid by the subsidy alone.</summary>
    /// <returns>What is posted; nothing for a bill that somebody has to pay.</returns>
    public IReadOnlyList<AccountPosting> SettleIfFree(DateTimeOffset at) => AmountFen == 0 && State == BillState.Open ? Settle(payment: null, at) : [];

    public void Cancel()
    {
        if (State == BillState.Open) State = BillState.Cancelled;
    }

    /// <summary>Paid: the parts of the sum and the subsidy, each from one account into another.</summary>
    internal IReadOnlyList<AccountPosting> Settle(Payment? payment, DateTimeOffset at)
    {
        (State, PaidAt) = (BillState.Paid, at);
        var subsidised = Scheme.IsPension() ? LedgerAccount.Personal : LedgerAccount.Pool;
        return
        [
            .. AccountPosting.Of(PostingKind.Contribution, this, payment, LedgerAccount.Gateway, LedgerAccount.Personal, AccountFen, at),
            .. AccountPosting.Of(PostingKind.Pooled, this, payment, LedgerAccount.Gateway, LedgerAccount.Pool, AmountFen - AccountFen, at),
            .. AccountPosting.Of(PostingKind.Subsidy, this, payment, LedgerAccount.Treasury, subsidised, SubsidyFen, at),
        ];
    }
}

/// <summary>Stored as a number: values are never reused.</summary>
public enum PaymentState
{
    /// <summary>The payer was sent to the gateway; nothing came back yet.</summary>
    Begun = 1,

    /// <summary>It paid its bill.</summary>
    Posted = 2,

    /// <summary>The money came, but the bill was paid or cancelled already: it is kept for the payer and goes back.</summary>
    Surplus = 3,

    /// <summary>The gateway says that no money came.</summary>
    Failed = 4,

    /// <summary>A surplus that went back.</summary>
    Refunded = 5,
}

/// <summary>缴费: one try to pay one bill through the gateway.</summary>
public sealed class Payment
{
    public const int MaxReference = 64;
    private static readonly IReadOnlyList<AccountPosting> Nothing = [];

    private Payment() { }

    public Guid Id { get; private set; }
    public uint Version { get; private set; }
    public Guid BillId { get; private set; }
    public Guid EnrollmentId { get; private set; }
    public long AmountFen { get; private set; }
    public PaymentState State { get; private set; }

    /// <summary>The gateway's number of it.</summary>
    public string? Reference { get; private set; }
    public DateTimeOffset BegunAt { get; private set; }
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <returns><c>Bill.PaidAlready</c>; <c>Bill.Cancelled</c>.</returns>
    public static ErrorOr<Payment> Begin(Guid id, Bill bill, DateTimeOffset at)
    {
        if (bill.State == BillState.Paid) return Failure.Conflict("Bill.PaidAlready");
        if (bill.State == BillState.Cancelled) return Failure.Conflict("Bill.Cancelled");
        return new Payment { Id = id, BillId = bill.Id, EnrollmentId = bill.EnrollmentId, AmountFen = bill.AmountFen, State = PaymentState.Begun, BegunAt = at };
    }

    /// <summary>
    /// The gateway says that the money came. The first that comes for an open bill pays it, later ones too late or for a bill that another payment paid are
    /// kept as a surplus; said again it posts nothing.
    /// </summary>
    /// <returns>What is posted; <c>Payment.AmountDiffers</c>; <c>Payment.OtherReference</c> when it was confirmed as another one.</returns>
    public ErrorOr<IReadOnlyList<AccountPosting>> Confirm(Bill bill, long amountFen, string reference, DateTimeOffset at)
    {
        if (amountFen != AmountFen) return Failure.Conflict("Payment.AmountDiffers");
        if (Reference is not null && Reference != reference) return Failure.Conflict("Payment.OtherReference");
        if (State is PaymentState.Posted or PaymentState.Surplus or PaymentState.Refunded) return ErrorOrFactory.From(Nothing);
        (Reference, ConfirmedAt) = (reference, at);
        if (bill.State == BillState.Open)
        {
            State = PaymentState.Posted;
            return ErrorOrFactory.From(bill.Settle(this, at));
        }
        State = PaymentState.Surplus;
        return ErrorOrFactory.From(AccountPosting.Of(PostingKind.Surplus, bill, this, LedgerAccount.Gateway, LedgerAccount.Surplus, AmountFen, at));
    }

    /// <summary>The gateway says that no money came; what it confirmed before stays confirmed.</summary>
    public void Fail()
    {
        if (State == PaymentState.Begun) State = PaymentState.Failed;
    }

    /// <summary>The surplus went back to the payer.</summary>
    /// <returns>What is posted; <c>Payment.NoSurplus</c>.</returns>
    public ErrorOr<IReadOnlyList<AccountPosting>> Refund(Bill bill, DateTimeOffset at)
    {
        if (State != PaymentState.Surplus) return Failure.Conflict("Payment.NoSurplus");
        State = PaymentState.Refunded;
        return ErrorOrFactory.From(AccountPosting.Of(PostingKind.Refund, bill, this, LedgerAccount.Surplus, LedgerAccount.Gateway, AmountFen, at));
    }
}
