namespace QingjiangpuPortal.Domain.SocialInsurance;

/// <summary>Between which money moves. Stored as a number: values are never reused.</summary>
public enum LedgerAccount
{
    /// <summary>支付平台: what payers sent through the gateway.</summary>
    Gateway = 1,

    /// <summary>个人账户 of the enrolment.</summary>
    Personal = 2,

    /// <summary>统筹基金</summary>
    Pool = 3,

    /// <summary>财政补贴</summary>
    Treasury = 4,

    /// <summary>待退款: what was paid too much by the enrolment's payer.</summary>
    Surplus = 5,
}

/// <summary>Stored as a number: values are never reused.</summary>
public enum PostingKind
{
    /// <summary>个人缴费计入个人账户</summary>
    Contribution = 1,

    /// <summary>计入统筹</summary>
    Pooled = 2,

    /// <summary>政府补贴</summary>
    Subsidy = 3,

    /// <summary>重复缴费</summary>
    Surplus = 4,

    /// <summary>退款</summary>
    Refund = 5,
}

/// <summary>
/// 记账: one sum out of one account into another. Both sides of double entry are one row with one amount, so that there is no row and no
/// transaction that does not balance; the database refuses a sum of nothing and an account against itself. Append-only.
/// </summary>
public sealed class AccountPosting
{
    private AccountPosting() { }

    public Guid Id { get; private set; }
    public PostingKind Kind { get; private set; }
    public Guid EnrollmentId { get; private set; }

    /// <summary>The bill: of each kind a bill is posted once, but for what was too much.</summary>
    public Guid BillId { get; private set; }

    /// <summary>What brought the money; <c>null</c> for what nobody had to pay.</summary>
    public Guid? PaymentId { get; private set; }

    /// <summary>Out of it.</summary>
    public LedgerAccount From { get; private set; }

    /// <summary>Into it.</summary>
    public LedgerAccount To { get; private set; }

    /// <summary>More than nothing.</summary>
    public long AmountFen { get; private set; }
    public DateTimeOffset PostedAt { get; private set; }

    /// <summary>What it changes an account by, in fen; over all accounts that is nothing.</summary>
    public long ChangeOf(LedgerAccount account) => account == To ? AmountFen : account == From ? -AmountFen : 0;

    /// <summary>None for a sum of nothing.</summary>
    internal static IReadOnlyList<AccountPosting> Of(
        PostingKind kind, Bill bill, Payment? payment, LedgerAccount from, LedgerAccount to, long amountFen, DateTimeOffset at) => amountFen == 0 ? [] :
        [
            new()
            {
                Id = Guid.CreateVersion7(at),
                Kind = kind,
                EnrollmentId = bill.EnrollmentId,
                BillId = bill.Id,
                PaymentId = payment?.Id,
                From = from,
                To = to,
                AmountFen = amountFen,
                PostedAt = at,
            },
        ];
}
