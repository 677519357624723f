using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using static QingjiangpuPortal.Testing.PortalLedger;

namespace QingjiangpuPortal.Application.Tests.SocialInsurance;

/// <summary>参保扩面, service points and figures.</summary>
public sealed class CoverageTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Whoever_lives_here_by_the_register_and_may_join_becomes_one_task_of_the_grid_and_joining_answers_it()
    {
        var (gap, student, retired, elsewhere, away, dead, tenant) = (Resident("公羊一"), Resident("公羊二"), Resident("公羊三"), Resident("公羊四"), Resident("公羊五"), Resident("公羊六"), Resident("公羊七"));
        (student["在校学生"], retired["退休"], elsewhere["外地参保"], dead["人员状态"], tenant["户籍地编码"]) = ("是", "是", "是", "死亡", "320803");
        (away["微网格编码"], away["户籍地编码"]) = ("32081201100100101", DemoAccounts.MicroGrid);
        await portal.ImportAsync(portal.DistrictOfficer, [gap, student, retired, elsewhere, away, dead, tenant]);
        // Who is in the scheme is none either.
        var member = Resident("公羊八");
        await portal.ImportAsync(portal.DistrictOfficer, [member]);
        await portal.InsuranceInAsync(InsuranceStatus.Active, portal.InsuranceAnswers() with { PersonIdNumber = member.IdNumber });

        Assert.Equal(new CoverageRun(1, Next: null), (await portal.SendAsync(new OpenCoverageTasks(InsuranceScheme.ResidentsPension), portal.InsuranceOfficer)).Must());
        Assert.Equal(new CoverageRun(0, Next: null), (await portal.SendAsync(new OpenCoverageTasks(InsuranceScheme.ResidentsPension), portal.InsuranceOfficer)).Must());
        var task = await portal.QueryAsync(db => db.CoverageTasks.AsNoTracking().SingleAsync(t => t.Scheme == InsuranceScheme.ResidentsPension));
        Assert.Equal((InsuranceScheme.ResidentsPension, DemoAccounts.Grid), (task.Scheme, task.GridCode));
        var person = await portal.LedgerIdAsync(gap.IdNumber);
        Assert.Equal(await portal.QueryAsync(db => db.LedgerPeople.Where(p => p.Id == person).Select(p => p.IdNumber.BlindIndex).SingleAsync()), task.IdNumber.BlindIndex);

        var list = (await portal.SendAsync(new ListCoverageTasks(), portal.Worker)).Must();
        Assert.Contains(list.Page.Items, row => row.Id == task.Id);
        Assert.All(list.Page.Items, row => Assert.Contains('*', row.Phone!));
        Assert.DoesNotContain((await portal.SendAsync(new ListCoverageTasks(), portal.WorkerElsewhere)).Must().Page.Items, row => row.Id == task.Id);
        Assert.Equal("Coverage.NotFound", (await portal.SendAsync(new GetCoverageTask(task.Id), portal.WorkerElsewhere)).FirstError.Code);

        Assert.Null((await portal.SendAsync(new GetCoverageTask(task.Id), portal.Worker)).Must().ClearUntil);
        (await portal.SendAsync(new ShowCoverageNumber(task.Id), portal.Worker)).Must();
        var clear = (await portal.SendAsync(new GetCoverageTask(task.Id), portal.Worker)).Must().Row;
        Assert.Equal(("公羊一", "13800138000"), (clear.Name, clear.Phone));
        portal.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Null((await portal.SendAsync(new GetCoverageTask(task.Id), portal.Worker)).Must().ClearUntil);

        var version = (await portal.SendAsync(new GetCoverageTask(task.Id), portal.Worker)).Must().Version;
        (await portal.SendAsync(new AnswerCoverageTask(task.Id, version, CoverageOutcome.Unreachable, "打了三次"), portal.Worker)).Must();
        Assert.Equal("Access.ChangedMeanwhile", (await portal.SendAsync(new AnswerCoverageTask(task.Id, version, CoverageOutcome.Refused, null), portal.Worker)).FirstError.Code);
        var after = (await portal.SendAsync(new ListCoverageTasks(), portal.Worker)).Must();
        Assert.Equal(1, after.Done[CoverageOutcome.Unreachable]);
        // Once asked, nobody is asked to ask again.
        Assert.Equal(0, (await portal.SendAsync(new OpenCoverageTasks(InsuranceScheme.ResidentsPension), portal.InsuranceOfficer)).Must().Opened);
    }

    [Fact]
    public async Task Whoever_has_no_number_in_the_register_is_a_task_without_one()
    {
        var microGrid = portal.NewMicroGrid();
        var row = Resident("公羊九", microGrid);
        row.Remove("手机号");
        await portal.ImportAsync(portal.DistrictOfficer, [row]);
        var (officer, worker) = (await portal.AddPersonAsync(PostKind.InsuranceOfficer, microGrid[..15]), await portal.AddPersonAsync(PostKind.GridWorker, microGrid[..15]));
        Assert.Equal(1, (await portal.SendAsync(new OpenCoverageTasks(InsuranceScheme.ResidentsMedical), officer)).Must().Opened);
        var task = Assert.Single((await portal.SendAsync(new ListCoverageTasks(), worker)).Must().Page.Items);
        Assert.Equal(("公**", null), (task.Name, task.Phone));
        (await portal.SendAsync(new ShowCoverageNumber(task.Id), worker)).Must();
        var clear = (await portal.SendAsync(new GetCoverageTask(task.Id), worker)).Must().Row;
        Assert.Equal(("公羊九", null), (clear.Name, clear.Phone));
    }

    [Fact]
    public async Task A_run_gets_on_past_those_who_are_no_gap_and_the_next_begins_where_it_stopped()
    {
        var microGrid = portal.NewMicroGrid();
        // Of this grid alone: others of the street belong to other tests.
        var officer = await portal.AddPersonAsync(PostKind.InsuranceOfficer, microGrid[..15]);
        // More students than a page, then more gaps than a run opens: the order is that of being recorded.
        var students = Enumerable.Range(0, 600).Select(_ => Resident("学生", microGrid)).ToList();
        foreach (var student in students) student["在校学生"] = "是";
        await portal.ImportAsync(portal.DistrictOfficer, students);
        await portal.ImportAsync(portal.DistrictOfficer, [.. Enumerable.Range(0, OpenCoverageTasks.Most + 3).Select(_ => Resident("居民", microGrid))]);

        var first = (await portal.SendAsync(new OpenCoverageTasks(InsuranceScheme.FlexiblePension), officer)).Must();
        Assert.Equal((OpenCoverageTasks.Most, true), (first.Opened, first.Next is not null));
        Assert.Equal(new CoverageRun(3, Next: null), (await portal.SendAsync(new OpenCoverageTasks(InsuranceScheme.FlexiblePension, first.Next), officer)).Must());
        Assert.Equal(new CoverageRun(0, Next: null), (await portal.SendAsync(new OpenCoverageTasks(InsuranceScheme.FlexiblePension), officer)).Must());
        Assert.Equal(OpenCoverageTasks.Most + 3, await portal.QueryAsync(db => db.CoverageTasks.Where(t => t.GridCode == microGrid.Substring(0, 15) && t.Scheme == InsuranceScheme.FlexiblePension).Select(t => t.IdNumber.BlindIndex).Distinct().CountAsync()));
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

    /// <summary>Somebody of forty who lives in a micro-grid and has a number.</summary>
    private static Row Resident(string name, string microGrid = DemoAccounts.MicroGrid)
    {
        var row = Person(name, hukou: microGrid, NewIdNumber(new DateOnly(1986, 1, 1).AddDays(Interlocked.Increment(ref _residents) / 40)));
        (row["手机号"], row["微网格编码"], row["住址"]) = ("13800138000", microGrid, "化工新村 3 栋 2 单元 501");
        return row;
    }

    private static int _residents;
}
