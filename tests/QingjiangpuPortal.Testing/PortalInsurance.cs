using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Infrastructure.Payments;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;

namespace QingjiangpuPortal.Testing;

/// <summary>Enrolments in social insurance on their way, for tests of every layer.</summary>
public static class PortalInsurance
{
    extension(PortalFixture portal)
    {
        /// <summary>What a form sends when nothing is wrong with it; tests change what they are about.</summary>
        public InsuranceAnswers InsuranceAnswers(InsuranceScheme scheme = InsuranceScheme.ResidentsPension, int age = 40, string microGrid = DemoAccounts.MicroGrid)
        {
            var place = portal.Places.AtUnit(microGrid)!;
            return new(
                scheme, InsuranceApplicant.Family, "王小兰", PortalCare.IdNumberOf(age, portal.Clock.GetUtcNow()), "13912345678", place.Latitude, place.Longitude, "化工新村 3 栋 2 单元 501",
                InsuredCircumstances.HukouHere, scheme switch { InsuranceScheme.ResidentsPension => 1_000_00, InsuranceScheme.FlexiblePension => 100, _ => 0 }, Remark: null, Consents: true);
        }

        /// <summary>Sent by the resident, and past the ten minutes in which it can be taken back.</summary>
        public async Task<Guid> AskForInsuranceAsync(InsuranceAnswers? answers = null, Guid? by = null)
        {
            var id = (await portal.SendAsync(new SubmitInsuranceEnrollment(SubmissionKey.New(), answers ?? portal.InsuranceAnswers(), []), by ?? portal.Resident)).Must();
            portal.Clock.Advance(Undo.Window);
            return id;
        }

        /// <summary>A step of an enrolment, as its page shows it at that moment.</summary>
        public async Task<ErrorOr<T>> InsuranceStepAsync<T>(Guid id, Func<uint, IRequest<ErrorOr<T>>> step, Guid by) =>
            await portal.SendAsync(step(await portal.QueryAsync(db => db.InsuranceEnrollments.Where(e => e.Id == id).Select(e => e.Version).SingleAsync())), by);

        /// <summary>An enrolment of the demo's micro-grid brought to a status by the people of the demo.</summary>
        public async Task<Guid> InsuranceInAsync(InsuranceStatus status, InsuranceAnswers? answers = null, Guid? by = null)
        {
            var id = await portal.AskForInsuranceAsync(answers, by);
            if (status == InsuranceStatus.Submitted) return id;
            (await portal.InsuranceStepAsync(id, v => new CheckInsuranceEnrollment(id, v, (answers ?? portal.InsuranceAnswers()).Circumstances, Note: null), portal.CommunityOfficer)).Must();
            if (status == InsuranceStatus.Checked) return id;
            (await portal.InsuranceStepAsync(id, v => new ActivateInsuranceEnrollment(id, v, Note: null), portal.InsuranceOfficer)).Must();
            return id;
        }

        public Task<Guid> OpenBillOfAsync(Guid enrollmentId) =>
            portal.QueryAsync(db => db.Bills.Where(b => b.EnrollmentId == enrollmentId && b.State == BillState.Open).OrderBy(b => b.PeriodFrom).Select(b => b.Id).FirstAsync());

        /// <summary>What the gateway says about a payment, signed as it signs.</summary>
        public async Task<TakePaymentNotice> NoticeOfAsync(Guid paymentId, bool isPaid = true, long? amountFen = null)
        {
            var amount = amountFen ?? await portal.QueryAsync(db => db.Payments.Where(p => p.Id == paymentId).Select(p => p.AmountFen).SingleAsync());
            var notice = new PaymentNotice(paymentId, amount, isPaid, $"G{paymentId:N}", portal.Clock.GetUtcNow());
            return new(notice, portal.ServiceProvider.GetRequiredService<PaymentGateway>().Sign(notice));
        }

        /// <summary>All postings of an enrolment.</summary>
        public Task<List<AccountPosting>> PostingsOfAsync(Guid enrollmentId) =>
            portal.QueryAsync(db => db.AccountPostings.AsNoTracking().Where(p => p.EnrollmentId == enrollmentId).OrderBy(p => p.Id).ToListAsync());
    }
}
