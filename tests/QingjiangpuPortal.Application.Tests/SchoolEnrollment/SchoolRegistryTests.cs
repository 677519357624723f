using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SchoolEnrollment;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.SchoolEnrollment;

/// <summary>Schools, campuses and catchments, as the bureau keeps them.</summary>
public sealed class SchoolRegistryTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly DateOnly Tomorrow = ChinaTime.DayOf(PortalFixture.Start).AddDays(1);

    private SchoolForm Form(string name = "新城小学", bool isPrivate = false) => new(
        isPrivate, name, "清晏教育集团", "新城路 1 号", portal.Places.Find(DemoAccounts.MicroGrid)!.Latitude, portal.Places.Find(DemoAccounts.MicroGrid)!.Longitude, "0517-00001234", Places: null);

    [Fact]
    public async Task A_new_school_is_a_unit_too_stands_in_the_public_list_and_in_rounds_that_are_not_open()
    {
        var bureau = await BureauAsync();
        var round = await PlanAsync(bureau, 2031);
        var code = (await portal.SendAsync(new AddSchool(SchoolStage.Primary, Number: null, Form()), bureau)).Must();
        Assert.StartsWith("320812003S", code, StringComparison.Ordinal);
        var unit = await portal.QueryAsync(db => db.OrgUnits.SingleAsync(u => u.Code == code));
        Assert.Equal((OrgUnitKind.School, "新城小学"), (unit.Kind, unit.Name));
        Assert.Contains((await portal.SendAsync(new ListSchools(SchoolStage.Primary), by: null)).Must(), s => s.Code == code);
        Assert.Equal(0, (await portal.SendAsync(new GetManagedRound(round), bureau)).Must().Seats.Single(s => s.SchoolCode == code).Seats);
        // The security administrator can give its registrar a post, who then sees its registrations.
        (await portal.SendAsync(new Application.Organization.AddPost(portal.AnotherResident, PostKind.SchoolRegistrar, code), portal.SecurityAdministrator)).Must();
        Assert.Equal(1, (await ManagedAsync(code, bureau)).Registrars);
        var line = await portal.QueryAsync(db => db.AuditEntries.SingleAsync(e => e.Action == nameof(AddSchool) && e.SubjectId == code));
        Assert.Equal(nameof(School), line.SubjectKind);
    }

    [Fact]
    public async Task What_cannot_be_meant_is_refused_beside_its_field()
    {
        var bureau = await BureauAsync();
        await RefusedAsync(new AddSchool(SchoolStage.Primary, Number: 2, Form()), "School.CodeTaken", "Number");
        await RefusedAsync(new AddSchool(SchoolStage.Primary, Number: 1000, Form()), "School.NumberWrong", "Number");
        await RefusedAsync(new AddSchool(SchoolStage.Primary, Number: null, Form() with { Latitude = 31.2, Longitude = 121.5 }), "Report.PlaceOutside", "Place");
        await RefusedAsync(new AddSchool(SchoolStage.Primary, Number: null, Form() with { Latitude = null }), "Enrollment.PlaceMissing", "School.Place");
        await RefusedAsync(new AddSchool(SchoolStage.Primary, Number: null, Form() with { Name = " " }), "School.NameMissing", "School.Name");
        await RefusedAsync(new AddSchool(Stage: null, Number: null, Form()), "Enrollment.StageMissing", "Stage");
        await RefusedAsync(new AddSchool(SchoolStage.Nursery, Number: null, Form()), "School.PlacesWrong", "Places");
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(new AddSchool(SchoolStage.Primary, Number: null, Form()), portal.DepartmentOfficer)).FirstError.Code);
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(new ListManagedSchools(SchoolStage.Primary), portal.DepartmentOfficer)).FirstError.Code);

        async Task RefusedAsync(AddSchool command, string code, string field)
        {
            var refused = (await portal.SendAsync(command, bureau)).FirstError;
            Assert.Equal((code, field), (refused.Code, Failure.Field(refused)));
        }
    }

    [Fact]
    public async Task Two_who_change_a_school_at_once_change_it_once_and_the_second_is_told()
    {
        var bureau = await BureauAsync();
        var code = await AddAsync(bureau, "并行小学");
        var version = (await ManagedAsync(code, bureau)).Version;
        var results = await Task.WhenAll(
            portal.SendAsync(new ChangeSchool(code, version, Form("并行第一小学")), bureau),
            portal.SendAsync(new AddCatchment(code, version, "320812003002", Tomorrow), bureau));
        Assert.Equal("Access.ChangedMeanwhile", Assert.Single(results, r => r.IsError).FirstError.Code);
    }

    [Fact]
    public async Task A_changed_name_is_the_unit_s_too_and_a_school_with_a_catchment_does_not_become_private()
    {
        var bureau = await BureauAsync();
        var code = await AddAsync(bureau, "改名小学");
        (await OnAsync(code, v => new ChangeSchool(code, v, Form("改了名的小学")), bureau)).Must();
        Assert.Equal("改了名的小学", await portal.QueryAsync(db => db.OrgUnits.Where(u => u.Code == code).Select(u => u.Name).SingleAsync()));
        (await OnAsync(code, v => new AddCatchment(code, v, "320812003002", Tomorrow), bureau)).Must();
        Assert.Equal("School.PrivateWithCatchments", (await OnAsync(code, v => new ChangeSchool(code, v, Form(isPrivate: true)), bureau)).FirstError.Code);
    }

    [Fact]
    public async Task Campuses_are_added_changed_and_removed()
    {
        var bureau = await BureauAsync();
        var code = await AddAsync(bureau, "校区小学");
        var (north, east) = (Form().Latitude, Form().Longitude);
        (await OnAsync(code, v => new KeepCampus(code, v, Id: null, "东校区", "东路 1 号", north, east), bureau)).Must();
        var campus = Assert.Single((await ManagedAsync(code, bureau)).Campuses);
        (await OnAsync(code, v => new KeepCampus(code, v, campus.Id, "新东校区", "东路 2 号", north, east), bureau)).Must();
        Assert.Equal(("新东校区", "东路 2 号"), Assert.Single((await ManagedAsync(code, bureau)).Campuses) is var changed ? (changed.Name, changed.Address) : default);
        // Another school's campus is none of this one's.
        Assert.Equal("School.CampusNotFound", (await OnAsync(PortalSchools.School, v => new RemoveCampus(PortalSchools.School, v, campus.Id), bureau)).FirstError.Code);
        (await OnAsync(code, v => new RemoveCampus(code, v, campus.Id), bureau)).Must();
        Assert.Empty((await ManagedAsync(code, bureau)).Campuses);
    }

    [Fact]
    public async Task A_catchment_holds_from_its_day_to_its_end_and_is_not_named_twice_for_the_same_days()
    {
        var bureau = await BureauAsync();
        var code = await AddAsync(bureau, "片区小学");
        const string Community = "320812003003";
        (await OnAsync(code, v => new AddCatchment(code, v, Community, Tomorrow), bureau)).Must();
        Assert.Equal("School.AreaTwice", await RefusedAsync(v => new AddCatchment(code, v, Community, Tomorrow.AddDays(30))));
        Assert.Equal("School.AreaUnknown", await RefusedAsync(v => new AddCatchment(code, v, "320812003", Tomorrow)));
        // Of primary schools only junior middle schools take pupils.
        Assert.Equal("School.AreaUnknown", await RefusedAsync(v => new AddCatchment(code, v, PortalSchools.School, Tomorrow)));
        Assert.Equal("School.DayNotToCome", await RefusedAsync(v => new AddCatchment(code, v, Community, Tomorrow.AddDays(-1))));
        var area = Assert.Single((await ManagedAsync(code, bureau)).Catchments);
        Assert.Equal("School.DayNotToCome", await RefusedAsync(v => new EndCatchment(code, v, area.Id, Tomorrow.AddDays(-1))));
        (await OnAsync(code, v => new EndCatchment(code, v, area.Id, Tomorrow.AddDays(10)), bureau)).Must();
        Assert.Equal("School.AreaTwice", await RefusedAsync(v => new AddCatchment(code, v, Community, Tomorrow.AddDays(9))));
        (await OnAsync(code, v => new AddCatchment(code, v, Community, Tomorrow.AddDays(10)), bureau)).Must();
        Assert.Equal(2, (await ManagedAsync(code, bureau)).Catchments.Count);
        Assert.Equal("School.EndBeforeBegin", await RefusedAsync(v => new EndCatchment(code, v, Later(), Tomorrow.AddDays(5))));

        async Task<string> RefusedAsync(Func<uint, SchoolCommand> command) => (await OnAsync(code, command, bureau)).FirstError.Code;

        Guid Later() => portal.QueryAsync(db => db.CatchmentAreas.Where(c => c.SchoolCode == code && c.ValidTo == null).Select(c => c.Id).SingleAsync()).GetAwaiter().GetResult();
    }

    [Fact]
    public async Task A_closed_school_is_in_no_new_round_and_what_is_past_stays()
    {
        var bureau = await BureauAsync();
        var code = await AddAsync(bureau, "停办小学");
        (await OnAsync(code, v => new AddCatchment(code, v, "320812003004", Tomorrow), bureau)).Must();
        var round = await PlanAsync(bureau, 2035);
        (await portal.OnRoundAsync(round, v => new ChangeSeats(round, v, code, 40), bureau)).Must();
        Assert.Equal("School.InRound", (await OnAsync(code, v => new CloseSchool(code, v, Tomorrow.AddDays(20)), bureau)).FirstError.Code);
        (await portal.OnRoundAsync(round, v => new ChangeSeats(round, v, code, 0), bureau)).Must();
        Assert.Equal("School.DayNotToCome", (await OnAsync(code, v => new CloseSchool(code, v, Tomorrow.AddDays(-1)), bureau)).FirstError.Code);
        (await OnAsync(code, v => new CloseSchool(code, v, Tomorrow.AddDays(20)), bureau)).Must();
        Assert.Equal("School.Closed", (await portal.OnRoundAsync(round, v => new ChangeSeats(round, v, code, 1), bureau)).FirstError.Code);
        var next = await PlanAsync(bureau, 2036);
        Assert.DoesNotContain((await portal.SendAsync(new GetManagedRound(next), bureau)).Must().Seats, s => s.SchoolCode == code);
        Assert.Contains((await portal.SendAsync(new GetManagedRound(round), bureau)).Must().Seats, s => s.SchoolCode == code);
        var view = await ManagedAsync(code, bureau);
        Assert.Equal((Tomorrow.AddDays(20), Tomorrow.AddDays(20)), (view.School.ClosedFrom, Assert.Single(view.Catchments).To));
        Assert.Equal(Tomorrow.AddDays(20), await portal.QueryAsync(db => db.OrgUnits.Where(u => u.Code == code).Select(u => u.ValidTo).SingleAsync()));
        Assert.Equal("School.Closed", (await OnAsync(code, v => new CloseSchool(code, v, Tomorrow.AddDays(30)), bureau)).FirstError.Code);
    }

    [Fact]
    public async Task Communities_without_a_school_of_a_stage_are_named_also_where_a_part_has_one()
    {
        var bureau = await BureauAsync();
        Assert.Equal(0, (await portal.SendAsync(new ListManagedSchools(SchoolStage.JuniorMiddle), bureau)).Must().GapCount);
        Assert.Equal(0, (await portal.SendAsync(new ListManagedSchools(SchoolStage.Primary), bureau)).Must().GapCount);
        var today = Tomorrow.AddDays(-1);
        await portal.QueryAsync(async db =>
        {
            foreach (var area in await db.CatchmentAreas.Where(c => c.SchoolCode == "320812004S001").ToListAsync()) area.End(today < area.ValidFrom ? area.ValidFrom : today);
            return await db.SaveChangesAsync();
        });
        var view = (await portal.SendAsync(new ListManagedSchools(SchoolStage.JuniorMiddle), bureau)).Must();
        Assert.NotEqual(0, view.GapCount);
        Assert.All(view.Gaps, gap => Assert.Equal(("320812004", false), (gap.CommunityCode[..9], gap.IsPart)));
    }

    [Fact]
    public async Task A_nursery_stands_in_the_public_list_with_its_places_and_has_no_rounds()
    {
        var bureau = await BureauAsync();
        var code = (await portal.SendAsync(new AddSchool(SchoolStage.Nursery, Number: null, Form("示例托育") with { Places = 45 }), bureau)).Must();
        Assert.Equal(45, (await portal.SendAsync(new ListSchools(SchoolStage.Nursery), by: null)).Must().Single(s => s.Code == code).Places);
        Assert.Equal("School.NoCatchments", (await OnAsync(code, v => new AddCatchment(code, v, "320812003002", Tomorrow), bureau)).FirstError.Code);
        Assert.Equal("Enrollment.StageMissing", (await portal.SendAsync(Plan(2040) with { Stage = SchoolStage.Nursery }, bureau)).FirstError.Code);
    }

    [Fact]
    public async Task A_child_of_a_primary_school_whose_pupils_a_junior_middle_school_takes_is_in_its_catchment()
    {
        var (bureau, guardian) = (await BureauAsync(), await portal.AddPersonAsync());
        await portal.QueryAsync(async db =>
        {
            db.CatchmentAreas.Add(CatchmentArea.Create(Guid.CreateVersion7(), PortalSchools.MiddleSchool, PortalSchools.OtherSchool, new(2026, 1, 1)));
            return await db.SaveChangesAsync();
        });
        (await OnAsync(PortalSchools.MiddleSchool, v => new AddCatchment(PortalSchools.MiddleSchool, v, PortalSchools.School, Tomorrow), bureau)).Must();
        var round = await portal.AddRoundAsync(seats: 3, stage: SchoolStage.JuniorMiddle);
        // The home is in another street.
        var far = portal.Places.OfLevel(OrgLevel.MicroGrid).First(u => !u.Code.StartsWith("320812003", StringComparison.Ordinal)).Code;
        var answers = PortalSchools.Answers(round, 1) with { PlaceCode = far, Preferences = [PortalSchools.MiddleSchool] };
        Assert.Equal("Enrollment.PrimaryMissing", (await portal.SendAsync(new SaveEnrollmentStep(round.Id, EnrollmentStep.Child, answers, []), guardian)).FirstError.Code);
        Assert.Equal("Enrollment.PrimaryMissing", (await portal.SendAsync(new SaveEnrollmentStep(round.Id, EnrollmentStep.Child, answers with { PrimarySchool = PortalSchools.MiddleSchool }, []), guardian)).FirstError.Code);
        foreach (var (child, primary, isCatchment) in new[] { (1, PortalSchools.OtherSchool, true), (2, EnrollmentAnswers.ElsewherePrimary, false), (3, PortalSchools.School, false) })
        {
            // The third's rule begins after registration opened: it moves nobody.
            var id = (await portal.ApplyAsync(round, guardian, answers with { ChildIdNumber = PortalSchools.ChildId(new(round.Year - 13, 1, 15), child), PrimarySchool = primary })).Id;
            var view = (await portal.SendAsync(new GetMyApplication(id), guardian)).Must();
            Assert.Equal((primary, isCatchment), (primary, view.Preferences.Single().IsCatchment));
        }
    }

    private Task<Guid> BureauAsync() => portal.AddPersonAsync(PostKind.DepartmentOfficer, "320812D03");

    private async Task<string> AddAsync(Guid bureau, string name) => (await portal.SendAsync(new AddSchool(SchoolStage.Primary, Number: null, Form(name)), bureau)).Must();

    private async Task<ManagedSchool> ManagedAsync(string code, Guid bureau) => (await portal.SendAsync(new GetManagedSchool(code), bureau)).Must();

    private async Task<ErrorOr.ErrorOr<ErrorOr.Success>> OnAsync(string code, Func<uint, SchoolCommand> command, Guid bureau) =>
        await portal.SendAsync(command((await ManagedAsync(code, bureau)).Version), bureau);

    private async Task<Guid> PlanAsync(Guid bureau, int year) => (await portal.SendAsync(Plan(year), bureau)).Must();

    private static PlanRound Plan(int year)
    {
        var day = new DateOnly(year, 5, 1);
        return new(SchoolStage.Primary, year, day, day, day, day, day, day, day, MostPreferences: 3, [AdmissionCategory.HukouOnly], []);
    }
}
