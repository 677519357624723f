using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SchoolEnrollment;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.SchoolEnrollment;

/// <summary>Each on a database and a clock of its own: they move it by weeks.</summary>
public sealed class PlacementTests : IAsyncLifetime
{
    private readonly PortalFixture portal = new();
    private AdmissionRound round = null!;
    private Guid bureau;
    private Guid guardian;

    public async Task InitializeAsync()
    {
        await portal.InitializeAsync();
        round = await portal.AddRoundAsync(seats: 2, otherSeats: 1);
        bureau = await portal.AddPersonAsync(PostKind.DepartmentOfficer, "320812D03");
        guardian = await portal.AddPersonAsync();
    }

    public Task DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task A_round_from_registration_to_the_last_child_of_the_waiting_list()
    {
        // Who has the earlier property comes first: 1 and 2 get the school, 3 its second choice, 4 waits.
        var applications = new List<Guid>();
        for (var child = 1; child <= 4; child++)
            applications.Add((await portal.ApplyAsync(round, guardian, PortalSchools.Answers(round, child) with
            {
                HouseDay = new(2010 + child, 1, 1),
                Preferences = child == 4 ? [PortalSchools.School] : [PortalSchools.School, PortalSchools.OtherSchool],
            })).Id);
        await DrawAsync();
        var lottery = (await portal.SendAsync(new GetLottery(round.Id), by: null)).Must();
        Assert.Equal(4, lottery.Receipts);
        var expected = Lottery.Draw(Convert.FromHexString(lottery.Seed!), PortalSchools.Draw, lottery.FrozenList!.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Value.ToDictionary(t => t.Receipt, t => t.Rank);
        foreach (var id in applications)
        {
            var application = await portal.ApplicationAsync(id);
            Assert.Equal(expected[application.Number], application.LotteryRank);
        }

        (await portal.OnRoundAsync(round.Id, v => new RunPlacement(round.Id, v), bureau)).Must();
        (await portal.OnRoundAsync(round.Id, v => new ChangeSeats(round.Id, v, PortalSchools.School, 1), bureau)).Must();
        var first = (await portal.SendAsync(new GetManagedRound(round.Id), bureau)).Must().Runs.Single();
        Assert.False((await portal.SendAsync(new ComparePlacements(round.Id, first.Id, With: null), bureau)).Must().IsCurrent);
        Assert.Equal("Enrollment.RunOutOfDate", (await portal.OnRoundAsync(round.Id, v => new PublishPlacement(round.Id, v, first.Id), bureau)).FirstError.Code);
        (await portal.OnRoundAsync(round.Id, v => new RunPlacement(round.Id, v), bureau)).Must();
        var second = (await portal.SendAsync(new GetManagedRound(round.Id), bureau)).Must().Runs[0];
        var compared = (await portal.SendAsync(new ComparePlacements(round.Id, second.Id, With: null), bureau)).Must();
        // With one seat fewer 2 moves to the second choice and 3 waits.
        Assert.Equal((true, 2), (compared.IsCurrent, compared.Changes.Count));
        Assert.Equal((ApplicationStatus.Verified, 0), ((await portal.ApplicationAsync(applications[0])).Status, await portal.QueryAsync(db => db.SchoolPreferences.CountAsync(p => p.OrderAtSchool != null))));
        (await portal.OnRoundAsync(round.Id, v => new ChangeSeats(round.Id, v, PortalSchools.School, 2), bureau)).Must();
        (await portal.OnRoundAsync(round.Id, v => new RunPlacement(round.Id, v), bureau)).Must();
        var third = (await portal.SendAsync(new GetManagedRound(round.Id), bureau)).Must().Runs[0];
        (await portal.OnRoundAsync(round.Id, v => new PublishPlacement(round.Id, v, third.Id), bureau)).Must();

        Assert.Equal([PortalSchools.School, PortalSchools.School, PortalSchools.OtherSchool, ""], await PlacedAsync(applications));
        Assert.Equal(ApplicationStatus.Waiting, (await portal.ApplicationAsync(applications[3])).Status);
        Assert.Equal("Enrollment.RoundStepNotPossible", (await portal.OnRoundAsync(round.Id, v => new PublishPlacement(round.Id, v, third.Id), bureau)).FirstError.Code);
        Assert.Equal(0, await KeepAsync());

        // One gives the seat up, and who waits gets it, once; another lets it expire.
        (await portal.OnApplicationAsync(applications[0], v => new ConfirmSchoolPlace(applications[0], v), guardian)).Must();
        (await portal.OnApplicationAsync(applications[1], v => new DeclineSchoolPlace(applications[1], v), guardian)).Must();
        Assert.Equal(1, await KeepAsync());
        Assert.Equal(0, await KeepAsync());
        var moved = await portal.ApplicationAsync(applications[3]);
        Assert.Equal((ApplicationStatus.Placed, PortalSchools.School), (moved.Status, moved.PlacedSchoolCode));
        portal.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(2, await KeepAsync());
        Assert.Equal(ApplicationStatus.Confirmed, (await portal.ApplicationAsync(applications[0])).Status);
        Assert.Equal(ApplicationStatus.Declined, (await portal.ApplicationAsync(applications[3])).Status);
        Assert.Equal("Enrollment.StepNotPossible", (await portal.OnApplicationAsync(applications[3], v => new ConfirmSchoolPlace(applications[3], v), guardian)).FirstError.Code);

        var figures = (await portal.SendAsync(new CountEnrollments(round.Id), bureau)).Must();
        Assert.Equal((4, 1), (figures.Categories.Single().Applications, figures.Categories.Single().Placed));
        Assert.Equal((2, 4, 1), (figures.Schools.Single(s => s.School.Contains("中心", StringComparison.Ordinal)) is var s ? (s.Seats, s.Applications, s.Confirmed) : default));
    }

    [Fact]
    public async Task A_round_is_planned_once_a_year_with_its_days_in_order_and_the_seats_of_the_last()
    {
        var day = new DateOnly(2030, 5, 1);
        var plan = new PlanRound(
            SchoolStage.Primary, 2030, day, day.AddDays(14), day.AddDays(27), day.AddDays(37), day.AddDays(42), day.AddDays(44), day.AddDays(51), MostPreferences: 3,
            [AdmissionCategory.HukouAndParentsHome, AdmissionCategory.HomeOnly], [TieRule.HukouDay]);
        Assert.Equal(["Enrollment.DaysNotInOrder", "Enrollment.DayMissing"], (await portal.SendAsync(plan with { RegisterUntil = day, Notice = null }, bureau)).Errors.Select(e => e.Code));
        Assert.Equal("Enrollment.CategoryTwice", (await portal.SendAsync(plan with { Categories = [AdmissionCategory.HomeOnly, AdmissionCategory.HomeOnly] }, bureau)).FirstError.Code);
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(plan, portal.DistrictOfficer)).FirstError.Code);

        var id = (await portal.SendAsync(plan, bureau)).Must();
        var planned = (await portal.SendAsync(new GetManagedRound(id), bureau)).Must();
        Assert.Equal((RoundStatus.Planned, day), (planned.Round.Status, planned.Round.Days.Announce));
        Assert.Equal([TieRule.HukouDay, TieRule.Lottery], planned.Ties);
        Assert.Equal((2, 1), (SeatsOf(PortalSchools.School), SeatsOf(PortalSchools.OtherSchool)));
        Assert.Equal(await portal.QueryAsync(db => db.Schools.CountAsync(s => s.Stage == SchoolStage.Primary)), planned.Seats.Count);
        Assert.Equal("Enrollment.RoundExists", (await portal.SendAsync(plan, bureau)).FirstError.Code);

        int SeatsOf(string school) => planned.Seats.Single(s => s.SchoolCode == school).Seats;
    }

    [Fact]
    public async Task A_publication_that_fails_in_the_middle_changes_nothing_and_can_be_done_again()
    {
        var ids = new List<Guid>();
        for (var child = 1; child <= 3; child++) ids.Add((await portal.ApplyAsync(round, guardian, PortalSchools.Answers(round, child))).Id);
        await DrawAsync();
        (await portal.OnRoundAsync(round.Id, v => new RunPlacement(round.Id, v), bureau)).Must();
        var run = (await portal.SendAsync(new GetManagedRound(round.Id), bureau)).Must().Runs.Single();
        // The database dies when the last of the rows is written.
        await portal.AsOwnerAsync("""
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'killed'; END $$;
            CREATE CONSTRAINT TRIGGER fail AFTER UPDATE ON placement_runs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail();
            """);
        await Assert.ThrowsAnyAsync<Exception>(() => portal.OnRoundAsync(round.Id, v => new PublishPlacement(round.Id, v, run.Id), bureau));
        Assert.Equal(RoundStatus.Placing, (await portal.RoundAsync(round.Id)).Status);
        Assert.All(await Task.WhenAll(ids.Select(portal.ApplicationAsync)), a => Assert.Equal(ApplicationStatus.Verified, a.Status));
        var news = await NewsAsync();

        await portal.AsOwnerAsync("DROP TRIGGER fail ON placement_runs");
        // Two who publish at once publish once.
        var version = (await portal.RoundAsync(round.Id)).Version;
        var results = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => portal.SendAsync(new PublishPlacement(round.Id, version, run.Id), bureau)));
        Assert.Single(results, r => !r.IsError);
        Assert.Equal(news + 3, await NewsAsync());
        Assert.Equal(3, await portal.QueryAsync(db => db.SchoolApplicationEntries.CountAsync(e => e.Verb == ApplicationVerb.Place || e.Verb == ApplicationVerb.PutOnWaitingList)));
    }

    [Fact]
    public async Task Two_workers_at_once_offer_a_free_seat_once()
    {
        var ids = new List<Guid>();
        for (var child = 1; child <= 5; child++) ids.Add((await portal.ApplyAsync(round, guardian, PortalSchools.Answers(round, child))).Id);
        await DrawAsync();
        (await portal.OnRoundAsync(round.Id, v => new RunPlacement(round.Id, v), bureau)).Must();
        var run = (await portal.SendAsync(new GetManagedRound(round.Id), bureau)).Must().Runs.Single();
        (await portal.OnRoundAsync(round.Id, v => new PublishPlacement(round.Id, v, run.Id), bureau)).Must();
        var placed = (await Task.WhenAll(ids.Select(portal.ApplicationAsync))).First(a => a.Status == ApplicationStatus.Placed);
        (await portal.OnApplicationAsync(placed.Id, v => new DeclineSchoolPlace(placed.Id, v), guardian)).Must();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => portal.SendAsSystemAsync(new KeepAdmissions())));
        Assert.Equal(2, (await Task.WhenAll(ids.Select(portal.ApplicationAsync))).Count(a => a.Status == ApplicationStatus.Placed));
    }

    [Fact]
    public async Task An_appeal_that_is_right_after_the_results_gives_a_seat_of_its_own_and_takes_nobodys()
    {
        var (reviewer, ids) = (await portal.AddPersonAsync(PostKind.DepartmentOfficer, "320812D03"), new List<Guid>());
        for (var child = 1; child <= 6; child++) ids.Add((await portal.ApplyAsync(round, guardian, PortalSchools.Answers(round, child) with { HouseDay = new(2010 + child, 1, 1) })).Id);
        portal.Clock.Advance(Undo.Window);
        // 1 and 2 would have been first, and are refused by mistake.
        foreach (var id in ids[..2]) (await portal.OnApplicationAsync(id, v => new RefuseEnrollment(id, v, "材料不清"), bureau)).Must();
        await PublishAsync();
        Assert.Equal(["", "", PortalSchools.School, PortalSchools.School, "", ""], await PlacedAsync(ids));
        foreach (var id in ids[..2]) (await portal.OnApplicationAsync(id, v => new AppealEnrollment(id, v, "材料是清楚的"), guardian)).Must();
        Assert.Equal("Enrollment.AppealsOpen", (await portal.OnRoundAsync(round.Id, v => new CloseRound(round.Id, v), bureau)).FirstError.Code);
        // Not a school that the family did not name, and not by who refused it.
        Assert.Equal("Enrollment.GrantSchoolMissing", (await portal.OnApplicationAsync(ids[0], v => new AnswerEnrollmentAppeal(ids[0], v, true, "对", PortalSchools.OtherSchool), reviewer)).FirstError.Code);
        Assert.Equal("Enrollment.OwnDecision", (await portal.OnApplicationAsync(ids[0], v => new AnswerEnrollmentAppeal(ids[0], v, true, "对", PortalSchools.School), bureau)).FirstError.Code);

        // Two officers at once give one seat.
        var version = (await portal.ApplicationAsync(ids[0])).Version;
        var second = await portal.AddPersonAsync(PostKind.DepartmentOfficer, "320812D03");
        var results = await Task.WhenAll(new[] { reviewer, second }.Select(by => portal.SendAsync(new AnswerEnrollmentAppeal(ids[0], version, true, "确实清楚", PortalSchools.School), by)));
        Assert.Single(results, r => !r.IsError);
        Assert.Equal((3, 1, 3), await SeatsAsync());
        // One gives the seat up, and two wait: it is theirs, and the other appeal gets a seat of its own.
        (await portal.OnApplicationAsync(ids[2], v => new DeclineSchoolPlace(ids[2], v), guardian)).Must();
        (await portal.OnApplicationAsync(ids[1], v => new AnswerEnrollmentAppeal(ids[1], v, true, "确实清楚", PortalSchools.School), reviewer)).Must();
        Assert.Equal((4, 2, 3), await SeatsAsync());
        Assert.Equal(1, await KeepAsync());
        Assert.Equal((4, 2, 4), await SeatsAsync());
        Assert.Equal([PortalSchools.School, PortalSchools.School, PortalSchools.School, PortalSchools.School, PortalSchools.School, ""], await PlacedAsync(ids));
        Assert.Equal(ApplicationStatus.Declined, (await portal.ApplicationAsync(ids[2])).Status);

        var reason = await portal.QueryAsync(db => db.AuditEntries.Where(e => e.Action == nameof(AnswerEnrollmentAppeal) && e.Result == Domain.Audit.AuditEntry.Done && e.SubjectId == ids[1].ToString()).Select(e => e.Reason).SingleAsync());
        Assert.Equal("320812003S002 4 (+1): 确实清楚", reason);
        var line = (await portal.SendAsync(new GetMyApplication(ids[0]), guardian)).Must().Timeline[^1];
        Assert.Equal((ApplicationVerb.GrantPlace, ApplicationStatus.Placed, "确实清楚"), (line.Verb, line.To, line.Note));
        (await portal.OnApplicationAsync(ids[0], v => new ConfirmSchoolPlace(ids[0], v), guardian)).Must();
        (await portal.OnRoundAsync(round.Id, v => new CloseRound(round.Id, v), bureau)).Must();
        Assert.Equal("Enrollment.StepNotPossible", (await portal.OnApplicationAsync(ids[5], v => new AppealEnrollment(ids[5], v, "晚了"), guardian)).FirstError.Code);

        async Task<(int Seats, int Extra, int Taken)> SeatsAsync()
        {
            var seats = (await portal.SendAsync(new GetManagedRound(round.Id), bureau)).Must().Seats.Single(s => s.SchoolCode == PortalSchools.School);
            Assert.True(seats.Taken <= seats.Seats);
            return (seats.Seats, seats.Extra, seats.Taken);
        }
    }

    [Fact]
    public async Task Officers_and_worker_at_once_never_give_more_seats_than_there_are()
    {
        var (reviewers, ids) = (new[] { await portal.AddPersonAsync(PostKind.DepartmentOfficer, "320812D03"), await portal.AddPersonAsync(PostKind.DepartmentOfficer, "320812D03") }, new List<Guid>());
        for (var child = 1; child <= 6; child++) ids.Add((await portal.ApplyAsync(round, guardian, PortalSchools.Answers(round, child))).Id);
        portal.Clock.Advance(Undo.Window);
        foreach (var id in ids[..2]) (await portal.OnApplicationAsync(id, v => new RefuseEnrollment(id, v, "材料不清"), bureau)).Must();
        await PublishAsync();
        foreach (var id in ids[..2]) (await portal.OnApplicationAsync(id, v => new AppealEnrollment(id, v, "材料是清楚的"), guardian)).Must();
        var placed = (await Task.WhenAll(ids.Select(portal.ApplicationAsync))).First(a => a.Status == ApplicationStatus.Placed);
        (await portal.OnApplicationAsync(placed.Id, v => new DeclineSchoolPlace(placed.Id, v), guardian)).Must();
        var versions = await Task.WhenAll(ids[..2].Select(portal.ApplicationAsync));
        var granting = versions.Zip(reviewers, (a, by) => portal.SendAsync(new AnswerEnrollmentAppeal(a.Id, a.Version, true, "对", PortalSchools.School), by)).ToList();
        await Task.WhenAll([.. granting, portal.SendAsSystemAsync(new KeepAdmissions()), portal.SendAsSystemAsync(new KeepAdmissions())]);
        var seats = (await portal.SendAsync(new GetManagedRound(round.Id), bureau)).Must().Seats.Single(s => s.SchoolCode == PortalSchools.School);
        Assert.True(seats.Taken <= seats.Seats, $"{seats.Taken} of {seats.Seats}");
        Assert.Equal(2 + seats.Extra, seats.Seats);
    }

    [Fact]
    public async Task Nothing_is_published_while_an_objection_to_a_correction_has_no_answer()
    {
        var reviewer = await portal.AddPersonAsync(PostKind.DepartmentOfficer, "320812D03");
        var id = (await portal.ApplyAsync(round, guardian, PortalSchools.Answers(round, 1))).Id;
        portal.Clock.Advance(Undo.Window);
        var shown = new EnrollmentAnswers(HasHukou: true, HukouDay: new(2019, 5, 1), House: HomeKind.Parents, HouseDay: new(2020, 6, 1), HasPermit: false);
        (await portal.OnApplicationAsync(id, v => new CorrectEnrollment(id, v, shown, "房产证"), bureau)).Must();
        (await portal.OnApplicationAsync(id, v => new AppealEnrollment(id, v, "不对"), guardian)).Must();
        await DrawAsync();
        Assert.Equal("Enrollment.ListFrozen", (await portal.OnApplicationAsync(id, v => new CorrectEnrollment(id, v, shown with { HouseDay = new(2021, 6, 1) }, "又一次"), bureau)).FirstError.Code);
        (await portal.OnRoundAsync(round.Id, v => new RunPlacement(round.Id, v), bureau)).Must();
        var run = (await portal.SendAsync(new GetManagedRound(round.Id), bureau)).Must().Runs[0];
        Assert.Equal("Enrollment.AppealsOpen", (await portal.OnRoundAsync(round.Id, v => new PublishPlacement(round.Id, v, run.Id), bureau)).FirstError.Code);
        (await portal.OnApplicationAsync(id, v => new AnswerEnrollmentAppeal(id, v, false, "证上就是这样"), reviewer)).Must();
        (await portal.OnRoundAsync(round.Id, v => new PublishPlacement(round.Id, v, run.Id), bureau)).Must();
    }

    /// <summary>From registration to the results.</summary>
    private async Task PublishAsync()
    {
        await DrawAsync();
        (await portal.OnRoundAsync(round.Id, v => new RunPlacement(round.Id, v), bureau)).Must();
        var run = (await portal.SendAsync(new GetManagedRound(round.Id), bureau)).Must().Runs[0];
        (await portal.OnRoundAsync(round.Id, v => new PublishPlacement(round.Id, v, run.Id), bureau)).Must();
    }

    /// <summary>Verifies all, closes registration, publishes the draw.</summary>
    private async Task DrawAsync()
    {
        portal.Clock.Advance(Undo.Window);
        foreach (var id in await portal.QueryAsync(db => db.SchoolApplications.Where(a => a.RoundId == round.Id && a.Status == ApplicationStatus.Submitted).Select(a => a.Id).ToListAsync()))
            (await portal.OnApplicationAsync(id, v => new VerifyEnrollment(id, v, Note: null), bureau)).Must();
        Assert.Equal("Enrollment.RegistrationGoesOn", (await portal.OnRoundAsync(round.Id, v => new CloseRegistration(round.Id, v), bureau)).FirstError.Code);
        portal.Clock.Advance(TimeSpan.FromDays(6));
        (await portal.OnRoundAsync(round.Id, v => new CloseRegistration(round.Id, v), bureau)).Must();
        Assert.Equal("Lottery.DrawTooEarly", (await portal.OnRoundAsync(round.Id, v => new RecordDraw(round.Id, v, PortalSchools.Draw), bureau)).FirstError.Code);
        // Before the draw nobody is told the seed.
        Assert.Null((await portal.SendAsync(new GetLottery(round.Id), by: null)).Must().Seed);
        portal.Clock.Advance(TimeSpan.FromDays(3));
        (await portal.OnRoundAsync(round.Id, v => new RecordDraw(round.Id, v, PortalSchools.Draw), bureau)).Must();
    }

    private async Task<string[]> PlacedAsync(IEnumerable<Guid> ids) => [.. (await Task.WhenAll(ids.Select(portal.ApplicationAsync))).Select(a => a.PlacedSchoolCode ?? "")];

    /// <summary>What the worker did; drafts that it threw away are not counted.</summary>
    private async Task<int> KeepAsync()
    {
        var before = await portal.QueryAsync(db => db.ApplicationDrafts.CountAsync());
        var done = (await portal.SendAsSystemAsync(new KeepAdmissions())).Must();
        return done - (before - await portal.QueryAsync(db => db.ApplicationDrafts.CountAsync()));
    }

    private Task<int> NewsAsync() => portal.QueryAsync(db => db.News.CountAsync());
}
