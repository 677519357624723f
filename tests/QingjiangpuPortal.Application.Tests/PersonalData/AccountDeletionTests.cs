using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Desk;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Application.Patrols;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Desk;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Domain.PersonalData;
using QingjiangpuPortal.Domain.SchoolEnrollment;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.PersonalData;

public sealed class AccountDeletionTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task After_ten_minutes_the_person_is_gone_and_the_reports_stay_without_name_number_or_account()
    {
        var (person, report) = await ResidentWithReportAsync();
        (await portal.SendAsync(new RegisterChild("苗苗", new DateOnly(2019, 5, 1), Guardianship.Mother, Agreed: true), person)).Must();
        (await portal.SendAsync(new DecideConsent(ConsentPurposes.ReportName.Code, IsGiven: false, IsFourteen: false), person)).Must();
        Assert.Equal(portal.Clock.GetUtcNow().AddMinutes(10), await AskAsync(person));

        portal.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        await RoundsAsync();
        Assert.True(await portal.QueryAsync(db => db.People.AnyAsync(p => p.Id == person)));
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await RoundsAsync();

        Assert.Equal(1, await portal.QueryAsync(async db =>
        {
            Assert.False(await db.People.AnyAsync(p => p.Id == person));
            Assert.False(await db.Set<PortalLogin>().AnyAsync(l => l.Id == person));
            Assert.False(await db.Children.AnyAsync(c => c.GuardianId == person));
            Assert.False(await db.Consents.AnyAsync(c => c.DecidedById == person));
            Assert.False(await db.AccountDeletions.AnyAsync(d => d.PersonId == person));
            Assert.False(await db.GridReportTimeline.AnyAsync(t => t.PersonId == person));
            // What the columns hold, whatever the entity would say.
            return await db.Database.SqlQuery<int>($"""
                SELECT count(*)::int AS "Value" FROM grid_reports WHERE id = {report.Id} AND reporter_id IS NULL AND details_removed_at IS NOT NULL
                AND contact_name_ciphertext IS NULL AND contact_name_blind_index IS NULL AND contact_phone_ciphertext IS NULL AND contact_phone_blind_index IS NULL
                """).SingleAsync();
        }));
        Assert.Equal(report.Number, (await portal.SendAsync(new GetReport(report.Id), portal.Worker)).Must().Number);
        // The trail keeps the id, which points to nobody now.
        var line = await portal.QueryAsync(db => db.AuditEntries.SingleAsync(e => e.Action == nameof(DeleteNextAccount) && e.PersonId == person));
        Assert.Equal((nameof(Person), person.ToString(), AuditEntry.Done), (line.SubjectKind, line.SubjectId, line.Result));
    }

    [Fact]
    public async Task Taken_back_in_time_nothing_happens_and_asked_twice_the_first_time_counts()
    {
        var (person, report) = await ResidentWithReportAsync();
        var first = await AskAsync(person);
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(first, await AskAsync(person));
        (await portal.SendAsync(new KeepMyAccount(), person)).Must();
        (await portal.SendAsync(new KeepMyAccount(), person)).Must();

        portal.Clock.Advance(TimeSpan.FromMinutes(20));
        await RoundsAsync();
        Assert.Equal(person, (await portal.ReportAsync(report.Id)).ReporterId);
    }

    [Fact]
    public async Task Once_it_is_due_it_cannot_be_taken_back_any_more()
    {
        var (person, _) = await ResidentWithReportAsync();
        await AskAsync(person);
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("AccountDeletion.TooLate", (await portal.SendAsync(new KeepMyAccount(), person)).FirstError.Code);
        await RoundsAsync();
    }

    [Fact]
    public async Task A_deletion_cut_in_the_middle_has_deleted_nothing_and_is_done_whole_the_next_time()
    {
        var (person, report) = await ResidentWithReportAsync();
        await AskAsync(person);
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        // The server ends this transaction at its last step, when the reports have lost their reporter already.
        await portal.AsOwnerAsync("""
            CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN OLD; END $$;
            CREATE TRIGGER die AFTER DELETE ON people FOR EACH ROW EXECUTE FUNCTION die();
            """);
        await Assert.ThrowsAnyAsync<Exception>(() => portal.SendAsSystemAsync(new DeleteNextAccount()));
        var untouched = await portal.ReportAsync(report.Id);
        Assert.Equal((person, true, true), (untouched.ReporterId, untouched.ContactPhone is not null, untouched.DetailsRemovedAt is null));
        Assert.True(await portal.QueryAsync(db => db.People.AnyAsync(p => p.Id == person)));

        await portal.AsOwnerAsync("DROP TRIGGER die ON people");
        await RoundsAsync();
        Assert.False(await portal.QueryAsync(db => db.People.AnyAsync(p => p.Id == person)));
        Assert.Null((await portal.ReportAsync(report.Id)).ReporterId);
    }

    [Fact]
    public async Task Two_portals_at_once_delete_an_account_once()
    {
        var (person, report) = await ResidentWithReportAsync();
        await AskAsync(person);
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => portal.SendAsSystemAsync(new DeleteNextAccount())));
        await RoundsAsync();
        Assert.Equal(1, await portal.QueryAsync(db => db.GridReportTimeline.CountAsync(t => t.ReportId == report.Id && t.Verb == GridReportVerb.RemoveDetails)));
    }

    [Fact]
    public async Task Staff_end_their_posts_first_and_stay_as_long_as_the_trail_must_name_them()
    {
        var worker = await WithPasswordAsync(await portal.AddPersonAsync(PostKind.GridWorker, DemoAccounts.Grid));
        Assert.Equal("AccountDeletion.HoldsPosts", (await portal.SendAsync(new DeleteMyAccount(Known), worker)).FirstError.Code);

        var post = await portal.QueryAsync(db => db.Posts.SingleAsync(p => p.PersonId == worker));
        (await portal.SendAsync(new EndPost(post.Id), portal.SecurityAdministrator)).Must();
        Assert.Equal("AccountDeletion.PostsTooRecent", (await portal.SendAsync(new DeleteMyAccount(Known), worker)).FirstError.Code);
        portal.Clock.Advance(TimeSpan.FromDays(PostsHolder.DaysKeptAfterTheLast));
        await AskAsync(worker);
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await RoundsAsync();
        Assert.False(await portal.QueryAsync(db => db.People.AnyAsync(p => p.Id == worker)));
    }

    [Fact]
    public async Task A_post_given_in_the_ten_minutes_keeps_the_account_and_the_trail_says_why()
    {
        var (person, _) = await ResidentWithReportAsync();
        await AskAsync(person);
        (await portal.SendAsync(new AddPost(person, PostKind.CommunityOfficer, "320812003002"), portal.SecurityAdministrator)).Must();
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await RoundsAsync();
        Assert.True(await portal.QueryAsync(db => db.People.AnyAsync(p => p.Id == person)));
        Assert.Equal("AccountDeletion.HoldsPosts", await portal.QueryAsync(db =>
            db.AuditEntries.Where(e => e.Action == nameof(DeleteNextAccount) && e.PersonId == person).Select(e => e.Result).SingleAsync()));
    }

    [Fact]
    public async Task Without_the_right_password_nothing_is_deleted_and_nothing_copied()
    {
        var (person, _) = await ResidentWithReportAsync();
        foreach (var (given, code) in new[] { (new Confirmation(null, null), "Password.Missing"), (new Confirmation("wrong", "123456"), "Password.CurrentWrong") })
        {
            Assert.Equal(code, (await portal.SendAsync(new DeleteMyAccount(given), person)).Must().Refused?.Code);
            var copy = (await portal.SendAsync(new TakeMyCopy(given), person)).Must();
            Assert.Equal((code, null), (copy.Refused?.Code, copy.Copy));
        }
        Assert.False(await portal.QueryAsync(db => db.AccountDeletions.AnyAsync(d => d.PersonId == person)));
        Assert.Equal("Access.SignInFirst", (await portal.SendAsync(new DeleteMyAccount(Known), by: null)).FirstError.Code);
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(new DeleteNextAccount(), portal.DistrictOfficer)).FirstError.Code);
    }

    [Fact]
    public async Task A_former_holder_whose_post_had_a_deputy_can_be_deleted_and_keeps_nobody_waiting()
    {
        var holder = await WithPasswordAsync(await portal.AddPersonAsync());
        var deputy = await portal.AddPersonAsync();
        var today = ChinaTime.DayOf(portal.Clock.GetUtcNow());
        await portal.QueryAsync(db =>
        {
            var post = Post.Create(Guid.CreateVersion7(), holder, PostKind.GridWorker, DemoAccounts.OtherGrid, today.AddDays(-400), today.AddDays(-300));
            var term = post.Deputy(Guid.CreateVersion7(), deputy, today.AddDays(-350), today.AddDays(-340)).Must();
            db.Posts.AddRange(post, term);
            return db.SaveChangesAsync();
        });
        await AskAsync(holder);
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await RoundsAsync();
        Assert.False(await portal.QueryAsync(db => db.People.AnyAsync(p => p.Id == holder)));
        Assert.False(await portal.QueryAsync(db => db.Posts.AnyAsync(p => p.PersonId == deputy)));
    }

    [Fact]
    public async Task What_hangs_on_a_person_goes_with_the_person_but_for_what_a_holder_deletes()
    {
        var staying = await portal.QueryAsync(db => Task.FromResult(
            from entity in db.Model.GetEntityTypes()
            from key in entity.GetForeignKeys()
            where key.PrincipalEntityType.ClrType == typeof(Person) && key.DeleteBehavior != DeleteBehavior.Cascade
            select entity.ClrType));
        // A note is the office's record, and what is shared is the unit's: they stay, without author or owner (DeskHolder).
        Assert.Equal([typeof(InternalNote), typeof(ReplyTemplate), typeof(SavedFilter), typeof(CareRequest), typeof(Post), typeof(SchoolApplication), typeof(InsuranceEnrollment)], staying);
    }

    [Fact]
    public async Task What_was_shared_with_a_unit_stays_there_ownerless_and_what_was_ones_own_and_ones_rounds_go()
    {
        var leaver = await WithPasswordAsync(await portal.AddPersonAsync(PostKind.GridWorker, DemoAccounts.OtherGrid));
        foreach (var share in new[] { null, DemoAccounts.OtherGrid })
        {
            (await portal.SendAsync(new SaveFilter(null, $"筛选{share}", "state=open", share), leaver)).Must();
            (await portal.SendAsync(new SaveTemplate(null, $"模板{share}", "已收到", share), leaver)).Must();
        }
        var patrol = (await portal.SendAsync(new StartPatrol(UnitCode: null), leaver)).Must();
        var found = await portal.FileAsync(portal.Filing() with { Source = ReportSource.Patrol }, leaver);
        Assert.Equal(patrol, (await portal.ReportAsync(found.Id)).PatrolId);
        var rounds = (await portal.SendAsync(new GetMyData(), leaver)).Must().Held.Single(h => h.About.Code == "patrols");
        Assert.Equal(1, rounds.About.Fields.Single(f => f.Code == "count").Value);
        Assert.Contains(Assert.Single(rounds.Records).Fields, f => f.Code == "startedAt");

        var post = await portal.QueryAsync(db => db.Posts.SingleAsync(p => p.PersonId == leaver));
        (await portal.SendAsync(new EndPost(post.Id), portal.SecurityAdministrator)).Must();
        portal.Clock.Advance(TimeSpan.FromDays(PostsHolder.DaysKeptAfterTheLast));
        await AskAsync(leaver);
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await RoundsAsync();

        Assert.False(await portal.QueryAsync(db => db.Patrols.AnyAsync(p => p.Id == patrol)));
        Assert.Null((await portal.ReportAsync(found.Id)).PatrolId);
        var filter = Assert.Single((await portal.SendAsync(new ListSavedFilters(), portal.WorkerElsewhere)).Must());
        var template = Assert.Single((await portal.SendAsync(new ListTemplates(), portal.WorkerElsewhere)).Must());
        Assert.Equal((true, true), (filter.MayChange, template.MayChange));
        Assert.Equal((1, 1), await portal.QueryAsync(async db => (
            await db.SavedFilters.CountAsync(f => f.Name.StartsWith("筛选") && f.OwnerId == null), await db.ReplyTemplates.CountAsync(t => t.Title.StartsWith("模板") && t.OwnerId == null))));
        (await portal.SendAsync(new RemoveFilter(filter.Id), portal.WorkerElsewhere)).Must();
        (await portal.SendAsync(new SaveTemplate(template.Id, "改过的", "收到了", DemoAccounts.OtherGrid), portal.WorkerElsewhere)).Must();
    }

    private static readonly Confirmation Known = new("a long password", Code: null);

    private async Task<DateTimeOffset?> AskAsync(Guid person) => (await portal.SendAsync(new DeleteMyAccount(Known), person)).Must().EffectiveAt;

    private async Task RoundsAsync()
    {
        while ((await portal.SendAsSystemAsync(new DeleteNextAccount())).Must()) { }
    }

    private async Task<(Guid Person, PortalReports.Filed Report)> ResidentWithReportAsync()
    {
        var person = await WithPasswordAsync(await portal.AddPersonAsync());
        return (person, await portal.FileAsync(portal.Filing() with { ContactName = "周小满", ContactPhone = "13811112222" }, person));
    }

    private async Task<Guid> WithPasswordAsync(Guid person)
    {
        await using var scope = portal.ServiceProvider.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<ISignIn>().AddLoginAsync(person, Known.Password)).Must();
        await scope.ServiceProvider.GetRequiredService<PortalDb>().SaveChangesAsync();
        return person;
    }
}
