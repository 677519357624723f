using CsCheck;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Domain.Tests.SocialInsurance;

/// <summary>Bills, payments and postings: whatever the gateway says and in whatever order, the books balance and a bill is paid once.</summary>
public sealed class AccountTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void Whatever_is_paid_failed_repeated_and_refunded_the_accounts_sum_to_nothing_and_each_bill_is_paid_once() =>
        Gen.Select(Gen.Enum<InsuranceScheme>(), Gen.Int[0, 4].Array[1, 12], Gen.Int[1, 4], Gen.Bool, (scheme, acts, payments, cancelled) => (scheme, acts, payments, cancelled)).Sample(x =>
        {
            var bill = NewBill(x.scheme);
            var tries = Enumerable.Range(0, x.payments).Select(_ => Payment.Begin(Guid.CreateVersion7(), bill, At).Value).ToList();
            if (x.cancelled) bill.Cancel();
            var postings = new List<AccountPosting>();
            foreach (var (act, turn) in x.acts.Select((act, turn) => (act, turn)))
            {
                var payment = tries[turn % tries.Count];
                if (act == 0) payment.Fail();
                else if (act == 1 && payment.Refund(bill, At) is { IsError: false } back) postings.AddRange(back.Value);
                else if (payment.Confirm(bill, payment.AmountFen, $"G{payment.Id:N}", At) is { IsError: false } said) postings.AddRange(said.Value);
            }

            Assert.Equal(0, Enum.GetValues<LedgerAccount>().Sum(account => postings.Sum(p => p.ChangeOf(account))));
            Assert.All(postings, p => Assert.True(p.AmountFen > 0 && p.From != p.To));
            var posted = tries.Count(p => p.State == PaymentState.Posted);
            Assert.Equal(bill.State == BillState.Paid ? 1 : 0, posted);
            Assert.True(!x.cancelled || posted == 0);
            // What came in stands in the books: the bill once, and all that was too much until it goes back.
            Assert.Equal(-posted * bill.AmountFen - tries.Count(p => p.State == PaymentState.Surplus) * bill.AmountFen, postings.Sum(p => p.ChangeOf(LedgerAccount.Gateway)));
            Assert.Equal(tries.Count(p => p.State == PaymentState.Surplus) * bill.AmountFen, postings.Sum(p => p.ChangeOf(LedgerAccount.Surplus)));
            Assert.Equal(posted * bill.SubsidyFen, -postings.Sum(p => p.ChangeOf(LedgerAccount.Treasury)));
        });

    [Fact]
    public void A_paid_residents_pension_lands_with_its_subsidy_in_the_personal_account()
    {
        var bill = NewBill(InsuranceScheme.ResidentsPension);
        var postings = Payment.Begin(Guid.CreateVersion7(), bill, At).Value.Confirm(bill, 1_000_00, "G1", At).Value;
        Assert.Equal(1_120_00, postings.Sum(p => p.ChangeOf(LedgerAccount.Personal)));
    }

    [Fact]
    public void Of_a_month_of_flexible_employment_eight_of_twenty_parts_land_in_the_account_and_the_rest_is_pooled()
    {
        var bill = NewBill(InsuranceScheme.FlexiblePension);
        var postings = Payment.Begin(Guid.CreateVersion7(), bill, At).Value.Confirm(bill, bill.AmountFen, "G1", At).Value;
        Assert.Equal((650_56, 975_84), (postings.Sum(p => p.ChangeOf(LedgerAccount.Personal)), postings.Sum(p => p.ChangeOf(LedgerAccount.Pool))));
    }

    [Fact]
    public void A_notice_of_another_amount_or_another_number_posts_nothing()
    {
        var bill = NewBill(InsuranceScheme.ResidentsPension);
        var payment = Payment.Begin(Guid.CreateVersion7(), bill, At).Value;
        Assert.Equal("Payment.AmountDiffers", payment.Confirm(bill, 1, "G1", At).FirstError.Code);
        payment.Confirm(bill, payment.AmountFen, "G1", At);
        Assert.Equal("Payment.OtherReference", payment.Confirm(bill, payment.AmountFen, "G2", At).FirstError.Code);
        Assert.Empty(payment.Confirm(bill, payment.AmountFen, "G1", At).Value);
        Assert.Equal("Bill.PaidAlready", Payment.Begin(Guid.CreateVersion7(), bill, At).FirstError.Code);
    }

    private static Bill NewBill(InsuranceScheme scheme)
    {
        var tier = scheme switch { InsuranceScheme.ResidentsPension => 1_000_00, InsuranceScheme.FlexiblePension => 100, _ => 0 };
        var enrollment = Enrollment(scheme, tier);
        return enrollment.IssueBill(Guid.CreateVersion7(), new(Today.AddYears(-40), IsMan: true, InsuredCircumstances.HukouHere, []), JoinRulesTests.Rules, Today, At)!;
    }

    internal static InsuranceEnrollment Enrollment(InsuranceScheme scheme, long tier) => InsuranceEnrollment.Submit(
        new(Guid.CreateVersion7(), Guid.CreateVersion7(), InsuranceApplicant.Myself, scheme, Secret, Secret, Secret, Secret, "32081200300200101", InsuredCircumstances.HukouHere, tier, Remark: null),
        new(JoinRulesTests.Rules, new WorkCalendar([], [])), new Actor(Guid.CreateVersion7(), []), At);

    private static Protected Secret => new([1], [2]);
}
