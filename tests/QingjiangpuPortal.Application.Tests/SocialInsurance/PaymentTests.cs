using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.SocialInsurance;

/// <summary>缴费: what the gateway says, rightly, twice, late or falsely, and what stands in the books.</summary>
public sealed class PaymentTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_payment_is_posted_when_the_gateway_says_so_and_the_account_shows_it_with_the_subsidy()
    {
        var id = await portal.InsuranceInAsync(InsuranceStatus.Active);
        var begun = (await portal.SendAsync(new BeginPayment(await portal.OpenBillOfAsync(id)), portal.Resident)).Must();
        Assert.Empty(await portal.PostingsOfAsync(id));
        Assert.Equal(PaymentState.Posted, (await portal.SendAsync(await portal.NoticeOfAsync(begun.PaymentId), by: null)).Must());
        var account = (await portal.SendAsync(new GetMyInsuranceEnrollment(id), portal.Resident)).Must().Account;
        Assert.Equal((1_120_00, 0, BillState.Paid), (account.PersonalFen, account.SurplusFen, account.Bills[0].State));
        Assert.Equal(PaymentState.Posted, (await portal.SendAsync(new GetMyPayment(begun.PaymentId), portal.Resident)).Must().State);
        Assert.True((await portal.SendAsync(new GetMyPayment(begun.PaymentId), portal.AnotherResident)).IsError);
    }

    [Fact]
    public async Task A_forged_notice_posts_nothing_and_stands_in_the_trail()
    {
        var id = await portal.InsuranceInAsync(InsuranceStatus.Active);
        var begun = (await portal.SendAsync(new BeginPayment(await portal.OpenBillOfAsync(id)), portal.Resident)).Must();
        var genuine = await portal.NoticeOfAsync(begun.PaymentId);
        foreach (var forged in new[]
        {
            genuine with { Signature = null }, genuine with { Signature = new string('0', 64) },
            // The signature of another amount, or of another outcome.
            genuine with { Notice = genuine.Notice with { AmountFen = 1 } },
            (await portal.NoticeOfAsync(begun.PaymentId, isPaid: false)) with { Notice = genuine.Notice },
        })
            Assert.Equal("Payment.Forged", (await portal.SendAsync(forged, by: null)).FirstError.Code);
        Assert.Empty(await portal.PostingsOfAsync(id));
        Assert.Equal(4, await portal.QueryAsync(db => db.AuditEntries.CountAsync(a => a.SubjectId == begun.PaymentId.ToString() && a.Result == "Payment.Forged")));
    }

    [Fact]
    public async Task A_notice_that_comes_again_and_again_also_at_the_same_moment_posts_once()
    {
        var id = await portal.InsuranceInAsync(InsuranceStatus.Active);
        var begun = (await portal.SendAsync(new BeginPayment(await portal.OpenBillOfAsync(id)), portal.Resident)).Must();
        var notice = await portal.NoticeOfAsync(begun.PaymentId);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => portal.SendAsync(notice, by: null)));
        portal.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(PaymentState.Posted, (await portal.SendAsync(notice, by: null)).Must());
        // What failed before is no news any more.
        Assert.Equal(PaymentState.Posted, (await portal.SendAsync(await portal.NoticeOfAsync(begun.PaymentId, isPaid: false), by: null)).Must());
        Assert.Equal([PostingKind.Contribution, PostingKind.Subsidy], (await portal.PostingsOfAsync(id)).Select(p => p.Kind).Order());
        Assert.Equal(1, await portal.QueryAsync(db => db.AuditEntries.CountAsync(a => a.SubjectId == begun.PaymentId.ToString() && a.Action == "TakePaymentNotice" && a.Result == "done")));
    }

    [Fact]
    public async Task Of_two_payments_of_one_bill_at_the_same_moment_one_pays_it_and_the_other_is_kept_and_sent_back()
    {
        var id = await portal.InsuranceInAsync(InsuranceStatus.Active);
        var bill = await portal.OpenBillOfAsync(id);
        var tries = new[] { (await portal.SendAsync(new BeginPayment(bill), portal.Resident)).Must(), (await portal.SendAsync(new BeginPayment(bill), portal.Resident)).Must() };
        var notices = await Task.WhenAll(tries.Select(t => portal.NoticeOfAsync(t.PaymentId)));
        await Task.WhenAll(notices.Select(n => portal.SendAsync(n, by: null)));
        // The gateway says again what was not answered well.
        foreach (var notice in notices) (await portal.SendAsync(notice, by: null)).Must();

        var view = (await portal.SendAsync(new GetMyInsuranceEnrollment(id), portal.Resident)).Must();
        Assert.Equal((1_120_00, 1_000_00), (view.Account.PersonalFen, view.Account.SurplusFen));
        var surplus = Assert.Single(view.Account.Surpluses);
        Assert.True(await portal.QueryAsync(db => db.News.AnyAsync(n => n.SubjectId == id.ToString() && n.Kind == NotificationKind.PaidTwice)));
        Assert.Equal("Bill.PaidAlready", (await portal.SendAsync(new BeginPayment(bill), portal.Resident)).FirstError.Code);

        Assert.True((await portal.SendAsync(new RefundSurplus(surplus.PaymentId, surplus.Version), portal.CommunityOfficer)).IsError);
        (await portal.SendAsync(new RefundSurplus(surplus.PaymentId, surplus.Version), portal.InsuranceOfficer)).Must();
        Assert.True((await portal.SendAsync(new RefundSurplus(surplus.PaymentId, surplus.Version), portal.InsuranceOfficer)).IsError);
        var postings = await portal.PostingsOfAsync(id);
        Assert.Equal(0, postings.Sum(p => p.ChangeOf(LedgerAccount.Surplus)));
        Assert.Equal(0, Enum.GetValues<LedgerAccount>().Sum(a => postings.Sum(p => p.ChangeOf(a))));
    }

    [Fact]
    public async Task Money_that_comes_after_the_membership_ended_is_kept_for_the_payer()
    {
        var id = await portal.InsuranceInAsync(InsuranceStatus.Active);
        var begun = (await portal.SendAsync(new BeginPayment(await portal.OpenBillOfAsync(id)), portal.Resident)).Must();
        (await portal.InsuranceStepAsync(id, v => new LeaveInsurance(id, v, "单位开始缴社保"), portal.Resident)).Must();
        portal.Clock.Advance(Undo.Window);
        (await portal.SendAsSystemAsync(new ActOnInsurance([id]))).Must();
        Assert.Equal(PaymentState.Surplus, (await portal.SendAsync(await portal.NoticeOfAsync(begun.PaymentId), by: null)).Must());
        var view = (await portal.SendAsync(new GetMyInsuranceEnrollment(id), portal.Resident)).Must();
        Assert.Equal((InsuranceStatus.Ended, BillState.Cancelled, 1_000_00), (view.Status, view.Account.Bills[0].State, view.Account.SurplusFen));
    }

    [Fact]
    public async Task Nobody_pays_or_reads_another_familys_bill_and_a_wrong_amount_is_not_booked()
    {
        var id = await portal.InsuranceInAsync(InsuranceStatus.Active);
        var bill = await portal.OpenBillOfAsync(id);
        Assert.Equal("Bill.NotFound", (await portal.SendAsync(new BeginPayment(bill), portal.AnotherResident)).FirstError.Code);
        var begun = (await portal.SendAsync(new BeginPayment(bill), portal.Resident)).Must();
        Assert.Equal("Payment.AmountDiffers", (await portal.SendAsync(await portal.NoticeOfAsync(begun.PaymentId, amountFen: 1_00), by: null)).FirstError.Code);
        Assert.Empty(await portal.PostingsOfAsync(id));
    }

    [Fact]
    public async Task The_portal_bills_each_period_once_also_after_a_stop_and_the_database_refuses_a_second()
    {
        var id = await portal.InsuranceInAsync(InsuranceStatus.Active, portal.InsuranceAnswers(InsuranceScheme.FlexiblePension));
        var first = (await portal.SendAsync(new GetMyInsuranceEnrollment(id), portal.Resident)).Must().Account.Bills.Single().PeriodFrom;
        // Nobody ran the worker for three months.
        portal.Clock.Advance(TimeSpan.FromDays(93));
        for (var round = 0; round < 6; round++) await portal.SendAsSystemAsync(new ActOnInsurance([id]));
        var bills = (await portal.SendAsync(new GetMyInsuranceEnrollment(id), portal.Resident)).Must().Account.Bills;
        Assert.Equal(Enumerable.Range(0, bills.Count).Select(first.AddMonths), bills.Select(b => b.PeriodFrom).Reverse());
        Assert.InRange(bills.Count, 4, 5);
        Assert.All(bills, b => Assert.Equal(1_626_40, b.AmountFen));
    }

    [Fact]
    public async Task Who_pays_nothing_is_insured_by_the_subsidy_alone()
    {
        var id = await portal.InsuranceInAsync(InsuranceStatus.Active, portal.InsuranceAnswers(InsuranceScheme.ResidentsMedical) with
        {
            Circumstances = InsuredCircumstances.HukouHere | InsuredCircumstances.ExtremePoverty,
        });
        var posting = Assert.Single(await portal.PostingsOfAsync(id));
        Assert.Equal((PostingKind.Subsidy, LedgerAccount.Pool, 700_00L), (posting.Kind, posting.To, posting.AmountFen));
    }

    [Fact]
    public async Task The_database_itself_refuses_a_posting_of_nothing_or_against_itself_and_the_portal_cannot_change_one()
    {
        var id = await portal.InsuranceInAsync(InsuranceStatus.Active);
        var begun = (await portal.SendAsync(new BeginPayment(await portal.OpenBillOfAsync(id)), portal.Resident)).Must();
        (await portal.SendAsync(await portal.NoticeOfAsync(begun.PaymentId), by: null)).Must();
        foreach (var wrong in new[] { "amount_fen = 0", "amount_fen = -1", "\"from\" = \"to\"" })
            Assert.Equal("23514", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => portal.AsOwnerAsync($"UPDATE account_postings SET {wrong}"))).SqlState);
        Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => portal.QueryAsync(db => db.Database.ExecuteSqlAsync($"DELETE FROM account_postings")))).SqlState);
    }
}
