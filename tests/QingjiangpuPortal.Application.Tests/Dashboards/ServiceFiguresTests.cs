using QingjiangpuPortal.Application.Dashboards;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SchoolEnrollment;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.ElderlyCare;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Dashboards;

public sealed class ServiceFiguresTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task An_elder_counts_once_however_many_visits_and_a_visit_that_came_late_is_not_on_time()
    {
        var carer = await portal.AddPersonAsync(PostKind.ProviderStaff, CareSeed.DemoProvider);
        var before = await FiguresAsync();
        var request = await portal.CareInAsync(CareRequestStatus.Granted, portal.CareAnswers() with { Address = "承德路 8 号 808", Wanted = CareServices.Meals | CareServices.HomeAdaptation });
        await portal.AdaptationDoneAsync(request, yuan: 600, carer);
        var plan = await portal.PlanOfAsync(request);
        await portal.VisitDoneAsync(plan, CareServices.Meals, CareSeed.DemoProvider, carer);
        // The second carer is stuck in traffic for an hour.
        var late = (await portal.SendAsync(portal.CareOrder(plan), portal.StreetOfficer)).Must();
        (await portal.SendAsync(new AcceptServiceOrder(late, (await portal.OrderAsync(late)).Version), carer)).Must();
        portal.Clock.Advance(TimeSpan.FromHours(2));
        var place = portal.Places.AtUnit(DemoAccounts.MicroGrid)!;
        (await portal.SendAsync(new CheckInVisit(late, place.Latitude, place.Longitude), carer)).Must();
        portal.Clock.Advance(TimeSpan.FromMinutes(30));
        (await portal.SendAsync(new CheckOutVisit(late, Note: null, [await portal.UploadedPhotoAsync()]), carer)).Must();

        var figures = await FiguresAsync();
        Assert.Equal((1, 2, 1), (figures.Care.Elders - before.Care.Elders, figures.Care.Visits - before.Care.Visits, figures.Care.VisitsOnTime - before.Care.VisitsOnTime));
        Assert.Equal((1, 1), (figures.Care.Granted - before.Care.Granted, figures.Care.Adaptations - before.Care.Adaptations));
        var street = figures.Units.Single(u => OrgCode.Covers(u.Code, DemoAccounts.MicroGrid));
        Assert.Equal(figures.Care, street.Care);
        Assert.All(figures.Units.Where(u => u != street), u => Assert.Equal(CareFigures.None, u.Care));
        // Down to the micro-grid, and never beyond the own posts.
        Assert.Contains((await portal.SendAsync(new GetServiceFigures(OrgCode.AncestorAt(DemoAccounts.MicroGrid, OrgLevel.Grid), PeriodKind.HalfYear), portal.StreetOfficer)).Must().Units,
            u => u.Code == DemoAccounts.MicroGrid && u.Care.Visits == figures.Care.Visits);
        Assert.Equal("Dashboard.UnitNotFound", (await portal.SendAsync(new GetServiceFigures(OrgCode.District), portal.StreetOfficer)).FirstError.Code);
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(new GetServiceFigures(), portal.Worker)).FirstError.Code);
    }

    [Fact]
    public async Task A_round_shows_applications_by_school_and_category_once_they_can_no_longer_be_taken_back()
    {
        var round = await portal.AddRoundAsync(seats: 3, otherSeats: 2);
        await portal.ApplyAsync(round, await portal.AddPersonAsync(), PortalSchools.Answers(round, 1));
        Assert.Equal(0, (await RoundAsync()).Applications);
        portal.Clock.Advance(Undo.Window);
        var figures = await RoundAsync();
        Assert.Equal((5, 1, 0), (figures.Seats, figures.Applications, figures.Placed));
        Assert.Equal(1, figures.Categories.Single(c => c.Category == AdmissionCategory.HukouAndParentsHome).Applications);
        Assert.Equal([(3, 1), (2, 0)], figures.Schools.Select(s => (s.Seats, s.Applications)));

        async Task<RoundFigures> RoundAsync() => (await FiguresAsync()).Rounds!.Single(r => r.Id == round.Id);
    }

    [Fact]
    public async Task Who_is_insured_counts_by_scheme_and_area_and_a_known_gap_lowers_the_coverage()
    {
        var before = await StreetAsync();
        await portal.InsuranceInAsync(InsuranceStatus.Active, portal.InsuranceAnswers(InsuranceScheme.ResidentsPension));
        Assert.Equal(1, (await StreetAsync()).ByScheme[InsuranceScheme.ResidentsPension] - before.ByScheme.GetValueOrDefault(InsuranceScheme.ResidentsPension));
        Assert.Equal(1, (await StreetAsync()).Coverage);
        // Somebody who lives there is in no medical scheme yet.
        var resident = PortalLedger.Person();
        (resident["微网格编码"], resident["住址"]) = (DemoAccounts.MicroGrid, "化工新村 3 栋 2 单元 501");
        await portal.RegisterAsync(resident);
        (await portal.SendAsync(new OpenCoverageTasks(InsuranceScheme.ResidentsMedical), portal.InsuranceOfficer)).Must();
        var street = await StreetAsync();
        Assert.Equal((1, 0.5), (street.Gaps, street.Coverage));

        async Task<UnitInsuredFigures> StreetAsync() => (await FiguresAsync()).Insured!.Single(u => OrgCode.Covers(u.Code, DemoAccounts.MicroGrid));
    }

    private async Task<ServiceFigures> FiguresAsync() => (await portal.SendAsync(new GetServiceFigures(Kind: PeriodKind.HalfYear), portal.DistrictOfficer)).Must();
}
