using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.SocialInsurance;

/// <summary>参保扩面, service points and figures.</summary>
public sealed class CoverageTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Whoever_is_known_and_may_join_becomes_one_task_of_the_grid_and_joining_answers_it()
    {
        var member = await portal.InsuranceInAsync(InsuranceStatus.Active);
        // A student, and somebody insured by an employer, are no gap.
        await portal.InsuranceInAsync(InsuranceStatus.Submitted, portal.InsuranceAnswers(age: 30) with { Scheme = InsuranceScheme.ResidentsMedical, Tier = 0, Circumstances = InsuredCircumstances.HukouHere | InsuredCircumstances.Student | InsuredCircumstances.ExtremePoverty });
        await portal.SendAsync(new OpenCoverageTasks(InsuranceScheme.ResidentsMedical), portal.InsuranceOfficer);
        await portal.SendAsync(new OpenCoverageTasks(InsuranceScheme.ResidentsPension), portal.InsuranceOfficer);
        Assert.Equal(0, (await portal.SendAsync(new OpenCoverageTasks(InsuranceScheme.ResidentsMedical), portal.InsuranceOfficer)).Must());
        var person = await portal.QueryAsync(db => db.InsuranceEnrollments.Where(e => e.Id == member).Select(e => e.PersonIdNumber.BlindIndex).SingleAsync());
        var task = await portal.QueryAsync(db => db.CoverageTasks.AsNoTracking().SingleAsync(t => t.IdNumber.BlindIndex == person));
        Assert.Equal((InsuranceScheme.ResidentsMedical, DemoAccounts.Grid), (task.Scheme, task.GridCode));
        Assert.DoesNotContain(await portal.QueryAsync(db => db.CoverageTasks.ToListAsync()), t => t.Scheme == InsuranceScheme.ResidentsPension);

        var list = (await portal.SendAsync(new ListCoverageTasks(), portal.Worker)).Must();
        Assert.Contains(list.Page.Items, row => row.Id == task.Id);
        Assert.All(list.Page.Items, row => Assert.Contains('*', row.Phone));
        Assert.DoesNotContain((await portal.SendAsync(new ListCoverageTasks(), portal.WorkerElsewhere)).Must().Page.Items, row => row.Id == task.Id);
        Assert.Equal("Coverage.NotFound", (await portal.SendAsync(new GetCoverageTask(task.Id), portal.WorkerElsewhere)).FirstError.Code);

        Assert.Null((await portal.SendAsync(new GetCoverageTask(task.Id), portal.Worker)).Must().ClearUntil);
        (await portal.SendAsync(new ShowCoverageNumber(task.Id), portal.Worker)).Must();
        Assert.Equal("13912345678", (await portal.SendAsync(new GetCoverageTask(task.Id), portal.Worker)).Must().Row.Phone);
        portal.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Null((await portal.SendAsync(new GetCoverageTask(task.Id), portal.Worker)).Must().ClearUntil);

        var version = (await portal.SendAsync(new GetCoverageTask(task.Id), portal.Worker)).Must().Version;
        (await portal.SendAsync(new AnswerCoverageTask(task.Id, version, CoverageOutcome.Unreachable, "打了三次"), portal.Worker)).Must();
        Assert.Equal("Access.ChangedMeanwhile", (await portal.SendAsync(new AnswerCoverageTask(task.Id, version, CoverageOutcome.Refused, null), portal.Worker)).FirstError.Code);
        var after = (await portal.SendAsync(new ListCoverageTasks(), portal.Worker)).Must();
        Assert.Equal(1, after.Done[CoverageOutcome.Unreachable]);
    }

    [Fact]
    public async Task The_nearest_point_that_offers_an_item_comes_first_with_its_walk()
    {
        var place = portal.Places.AtUnit(DemoAccounts.MicroGrid)!;
        var near = (await portal.SendAsync(new FindServicePoints(ServiceItems.Enrollment, place.Latitude, place.Longitude), by: null)).Must();
        Assert.Equal(FindServicePoints.Nearest, near.Count);
        Assert.Equal(near.OrderBy(p => p.WalkMetres), near);
        Assert.All(near, p => Assert.Equal(p.WalkMinutes <= 15, p.Serves));
        // Treatment elsewhere is done in the district's centre alone.
        Assert.Equal([OrgCode.District], (await portal.SendAsync(new FindServicePoints(ServiceItems.TreatmentElsewhere, place.Latitude, place.Longitude), by: null)).Must().Select(p => p.AreaCode));
        var all = (await portal.SendAsync(new FindServicePoints(), by: null)).Must();
        Assert.Equal((1, 16), (all.Count(p => p.AreaCode.Length == 6), all.Count(p => p.AreaCode.Length == 9)));
        Assert.InRange(all.Count(p => p.AreaCode.Length == 12) / 114.0, 0.58, 0.62);
    }

    [Fact]
    public async Task The_figures_are_those_of_the_lists_and_of_ones_own_street_only()
    {
        var microGrid = portal.NewMicroGrid();
        var officers = (Community: await portal.AddPersonAsync(PostKind.CommunityOfficer, microGrid[..12]), Street: await portal.AddPersonAsync(PostKind.InsuranceOfficer, microGrid[..9]));
        for (var i = 0; i < 2; i++)
        {
            var id = await portal.AskForInsuranceAsync(portal.InsuranceAnswers(microGrid: microGrid));
            (await portal.InsuranceStepAsync(id, v => new CheckInsuranceEnrollment(id, v, InsuredCircumstances.HukouHere, null), officers.Community)).Must();
            if (i == 0) (await portal.InsuranceStepAsync(id, v => new ActivateInsuranceEnrollment(id, v, null), officers.Street)).Must();
        }
        var figures = (await portal.SendAsync(new GetInsuranceFigures(), officers.Street)).Must();
        var street = Assert.Single(figures.Streets);
        Assert.Equal((microGrid[..9], 1), (street.Code, street.Insured[InsuranceScheme.ResidentsPension]));
        Assert.Equal((await portal.SendAsync(new ListInsuranceEnrollments(InsuranceStatus.Active), officers.Street)).Must().Items.Count, figures.Insured.Values.Sum());
        Assert.Equal(16, (await portal.SendAsync(new GetInsuranceFigures(), portal.DistrictOfficer)).Must().Streets.Count);
    }
}
