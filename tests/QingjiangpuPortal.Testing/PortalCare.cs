using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.ElderlyCare;

namespace QingjiangpuPortal.Testing;

/// <summary>Requests for care on their way, for tests of every layer.</summary>
public static class PortalCare
{
    private static int _lastElder;

    /// <summary>A valid ID number of somebody of that age, of a district that does not exist; another one each time.</summary>
    public static string IdNumberOf(int age, DateTimeOffset at)
    {
        var born = ChinaTime.DayOf(at).AddYears(-age);
        var number = Interlocked.Increment(ref _lastElder);
        var digits = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{329900 + number / 999}{born:yyyyMMdd}{number % 999 + 1:000}");
        return digits + ResidentId.CheckOf(digits);
    }

    extension(PortalFixture portal)
    {
        /// <summary>What a form sends when nothing is wrong with it; tests change what they are about.</summary>
        public CareAnswers CareAnswers(int age = 82, string microGrid = DemoAccounts.MicroGrid)
        {
            var place = portal.Places.AtUnit(microGrid)!;
            return new(
                CareApplicant.Family, "王秀英", IdNumberOf(age, portal.Clock.GetUtcNow()), "13912345678", place.Latitude, place.Longitude, "化工新村 3 栋 2 单元 501",
                CareServices.Meals | CareServices.Bathing | CareServices.Cleaning, ElderCircumstances.LivingAlone, Remark: null, Consents: true);
        }

        /// <summary>Sent by the resident, and past the ten minutes in which it can be taken back.</summary>
        public async Task<Guid> AskForCareAsync(CareAnswers? answers = null, Guid? by = null)
        {
            var id = (await portal.SendAsync(new SubmitCareRequest(SubmissionKey.New(), answers ?? portal.CareAnswers(), []), by ?? portal.Resident)).Must();
            portal.Clock.Advance(Undo.Window);
            return id;
        }

        /// <summary>A step of a request, as its page shows it at that moment.</summary>
        public async Task<ErrorOr<T>> CareStepAsync<T>(Guid id, Func<uint, IRequest<ErrorOr<T>>> step, Guid by) =>
            await portal.SendAsync(step(await portal.QueryAsync(db => db.CareRequests.Where(r => r.Id == id).Select(r => r.Version).SingleAsync())), by);

        /// <summary>A request of the demo's micro-grid brought to a status by the people of the demo.</summary>
        public async Task<Guid> CareInAsync(CareRequestStatus status, CareAnswers? answers = null)
        {
            var id = await portal.AskForCareAsync(answers);
            if (status == CareRequestStatus.Submitted) return id;
            (await portal.CareStepAsync(id, v => new CheckCareRequest(id, v, ElderCircumstances.LivingAlone, Note: null), portal.CommunityOfficer)).Must();
            if (status == CareRequestStatus.Checked) return id;
            (await portal.CareStepAsync(id, v => new ReviewCareRequest(id, v, Note: null), portal.StreetOfficer)).Must();
            if (status == CareRequestStatus.Reviewed) return id;
            await portal.AssessAsync(id);
            if (status == CareRequestStatus.Assessed) return id;
            (await portal.CareStepAsync(id, v => new ApproveCareRequest(id, v, Note: null), portal.DistrictOfficer)).Must();
            if (status == CareRequestStatus.Announced) return id;
            portal.Clock.Advance(TimeSpan.FromDays(21));
            (await portal.SendAsSystemAsync(new ActOnCareRequests([id]))).Must();
            return id;
        }

        /// <summary>Mildly dependent: the community's officer writes it down, the street's agrees.</summary>
        public async Task AssessAsync(Guid id)
        {
            var scores = AbilityItems.All.Select(i => (int?)(i.Max > 2 ? i.Max - 1 : i.Max)).ToList();
            (await portal.SendAsync(new WriteAssessment(id, Version: 0, scores, InComa: false, MentalDiagnosis.None, CareRiskEvents: 0), portal.CommunityOfficer)).Must();
            var version = await portal.QueryAsync(db => db.AssessmentVisits.Where(a => a.RequestId == id).Select(a => a.Version).SingleAsync());
            (await portal.SendAsync(new AgreeWithAssessment(id, version), portal.StreetOfficer)).Must();
        }

        /// <summary>An order of a granted request, an hour from now.</summary>
        public PlaceServiceOrder CareOrder(Guid planId, CareServices service = CareServices.Meals, string provider = CareSeed.DemoProvider)
        {
            var at = ChinaTime.ToLocal(portal.Clock.GetUtcNow().AddHours(1));
            return new(SubmissionKey.New(), planId, service, provider, DateOnly.FromDateTime(at.DateTime), TimeOnly.FromDateTime(at.DateTime));
        }

        public Task<Guid> PlanOfAsync(Guid requestId) => portal.QueryAsync(db => db.CarePlans.Where(p => p.RequestId == requestId).Select(p => p.Id).SingleAsync());

        public Task<ServiceOrder> OrderAsync(Guid id) => portal.QueryAsync(db => db.ServiceOrders.AsNoTracking().SingleAsync(o => o.Id == id));

        /// <summary>Ordered, accepted, and done by a carer of the provider.</summary>
        public async Task<Guid> VisitDoneAsync(Guid planId, CareServices service, string provider, Guid carer)
        {
            var id = (await portal.SendAsync(portal.CareOrder(planId, service, provider), portal.StreetOfficer)).Must();
            (await portal.SendAsync(new AcceptServiceOrder(id, (await portal.OrderAsync(id)).Version), carer)).Must();
            var place = portal.Places.AtUnit(DemoAccounts.MicroGrid)!;
            (await portal.SendAsync(new CheckInVisit(id, place.Latitude, place.Longitude), carer)).Must();
            portal.Clock.Advance(TimeSpan.FromMinutes(120));
            (await portal.SendAsync(new CheckOutVisit(id, Note: null, [await portal.UploadedPhotoAsync()]), carer)).Must();
            return id;
        }

        /// <summary>Two handrails and an anti-slip floor for so much altogether, with a photo.</summary>
        /// <param name="yuan">An even number, of at least four.</param>
        public async Task<ProposeAdaptation> AdaptationPlanAsync(Guid requestId, int yuan, string provider = CareSeed.DemoProvider)
        {
            var items = AdaptationItems.All.Select(i => i.Item switch
            {
                AdaptationItem.AntiSlipFloor => new AdaptationEntry(1, yuan / 2),
                AdaptationItem.BathroomHandrail => new AdaptationEntry(2, yuan / 4),
                _ => new AdaptationEntry(),
            }).ToList();
            return new(SubmissionKey.New(), requestId, provider, items, [await portal.UploadedPhotoAsync()]);
        }

        public async Task<Guid> ProposeAdaptationAsync(Guid requestId, int yuan, string provider = CareSeed.DemoProvider) =>
            (await portal.SendAsync(await portal.AdaptationPlanAsync(requestId, yuan, provider), portal.StreetOfficer)).Must();

        /// <summary>A step of an adaptation, as its page shows it at that moment.</summary>
        public async Task<ErrorOr<T>> AdaptationStepAsync<T>(Guid id, Func<uint, IRequest<ErrorOr<T>>> step, Guid by) =>
            await portal.SendAsync(step(await portal.QueryAsync(db => db.HomeAdaptations.Where(a => a.Id == id).Select(a => a.Version).SingleAsync())), by);

        /// <summary>Agreed to, built and accepted.</summary>
        public async Task AdaptationDoneAsync(Guid requestId, int yuan, Guid builder)
        {
            var id = await portal.ProposeAdaptationAsync(requestId, yuan);
            (await portal.AdaptationStepAsync(id, v => new AnswerAdaptation(id, v, Agrees: true, Note: null), portal.Resident)).Must();
            var photo = await portal.UploadedPhotoAsync();
            (await portal.AdaptationStepAsync(id, v => new FinishAdaptation(id, v, Note: null, [photo]), builder)).Must();
            (await portal.AdaptationStepAsync(id, v => new JudgeAdaptation(id, v, IsGood: true, Note: null), portal.StreetOfficer)).Must();
        }

        public async Task<Guid> UploadedPhotoAsync()
        {
            await using var content = new MemoryStream(TestPictures.Encode(SkiaSharp.SKEncodedImageFormat.Jpeg, width: 40, height: 30));
            return (await portal.SendAsync(new Application.Files.UploadPhoto(content), by: null)).Must();
        }
    }
}
