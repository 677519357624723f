using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Organization;

/// <summary>请假代班. The clock moves: a class of its own.</summary>
public sealed class DeputiesTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private DateOnly Today => ChinaTime.DayOf(portal.Clock.GetUtcNow());

    [Fact]
    public async Task A_deputy_holds_the_posts_rights_for_the_leave_and_is_marked_in_the_timeline_and_the_trail()
    {
        var (holder, colleague, post) = await HolderAndColleagueAsync();
        var report = await portal.FileAsync(by: portal.Resident);
        (await NameAsync(post, colleague, holder, Today.AddDays(1), Today.AddDays(1))).Must();
        Assert.Equal("GridReport.NotFound", (await AcceptAsync(report.Id, colleague)).FirstError.Code);

        portal.Clock.SetUtcNow(ChinaTime.StartOf(Today.AddDays(1)));
        (await AcceptAsync(report.Id, colleague)).Must();
        var line = (await portal.SendAsync(new GetReport(report.Id), portal.Worker)).Must().Timeline[^1];
        Assert.Equal((PostKind.GridWorker, DemoAccounts.Grid, "试**", "试**"), (line.PostKind, line.PostUnitCode, line.PersonName, line.DeputyFor));
        var entry = await portal.QueryAsync(db => db.AuditEntries.SingleAsync(e => e.Action == nameof(AcceptGridReport) && e.SubjectId == report.Id.ToString() && e.Result == "done"));
        Assert.Equal((colleague, holder, PostKind.GridWorker, DemoAccounts.Grid), (entry.ActorId, entry.DeputyFor, entry.PostKind, entry.PostUnitCode));

        portal.Clock.SetUtcNow(ChinaTime.StartOf(Today.AddDays(1)));
        Assert.Equal("GridReport.NotFound", (await portal.SendAsync(new GetReport(report.Id), colleague)).FirstError.Code);
    }

    [Fact]
    public async Task A_deputy_is_named_by_the_holder_or_the_security_administrator_and_by_nobody_else()
    {
        var (holder, colleague, post) = await HolderAndColleagueAsync();
        foreach (var by in new[] { colleague, portal.DistrictOfficer, portal.Resident, portal.SystemAdministrator })
            Assert.Equal("Staff.NotFound", (await NameAsync(post, colleague, by, Today, Today)).FirstError.Code);
        var deputy = (await NameAsync(post, colleague, portal.SecurityAdministrator, Today, Today)).Must();
        Assert.Equal(("NameDeputy", PostKind.SecurityAdministrator, $"GridWorker {DemoAccounts.Grid} {Today:yyyy-MM-dd}..{Today:yyyy-MM-dd}"), await LastLineAboutAsync(deputy));
        Assert.Equal("Deputy.NamedAlready", (await NameAsync(post, await portal.AddPersonAsync(PostKind.GridWorker, DemoAccounts.OtherGrid), holder, Today, Today)).FirstError.Code);
        foreach (var by in new[] { portal.DistrictOfficer, portal.Resident })
            Assert.Equal("Staff.NotFound", (await portal.SendAsync(new EndDeputy(deputy), by)).FirstError.Code);

        (await portal.SendAsync(new EndDeputy(deputy), holder)).Must();
        Assert.Equal(("EndDeputy", PostKind.GridWorker), (await LastLineAboutAsync(deputy)) is var ended ? (ended.Action, ended.By!.Value) : default);
        Assert.DoesNotContain(await OwnPostsAsync(colleague), p => p.DeputyFor is not null);
        // Early or not, what ended stays ended; and there is room for another.
        Assert.Equal("Staff.NotFound", (await portal.SendAsync(new EndDeputy(deputy), holder)).FirstError.Code);
        (await NameAsync(post, colleague, holder, Today, Today)).Must();
    }

    [Fact]
    public async Task Rights_are_not_passed_on_to_oneself_by_a_deputy_or_out_of_the_staff()
    {
        var (holder, colleague, post) = await HolderAndColleagueAsync();
        var third = await portal.AddPersonAsync(PostKind.GridWorker, DemoAccounts.OtherGrid);
        var deputy = (await NameAsync(post, colleague, holder, Today, Today.AddDays(3))).Must();

        Assert.Equal("Deputy.OfDeputy", (await NameAsync(deputy, third, colleague, Today, Today)).FirstError.Code);
        Assert.Equal("Deputy.Self", (await NameAsync(post, holder, holder, Today.AddDays(9), Today.AddDays(9))).FirstError.Code);
        Assert.Equal("Deputy.NoColleague", (await NameAsync(post, portal.Resident, holder, Today.AddDays(9), Today.AddDays(9))).FirstError.Code);
        Assert.Equal("Staff.Own", (await NameAsync(post, portal.SecurityAdministrator, portal.SecurityAdministrator, Today.AddDays(9), Today.AddDays(9))).FirstError.Code);
        var administrator = await PostOfAsync(portal.AuditAdministrator);
        Assert.Equal("Deputy.OfAdministrator", (await NameAsync(administrator, third, portal.AuditAdministrator, Today, Today)).FirstError.Code);
    }

    [Fact]
    public async Task A_deputys_rights_end_with_the_post()
    {
        var (holder, colleague, post) = await HolderAndColleagueAsync();
        (await NameAsync(post, colleague, holder, Today, Today.AddDays(3))).Must();
        var report = await portal.FileAsync();
        (await portal.SendAsync(new GetReport(report.Id), colleague)).Must();

        (await portal.SendAsync(new EndPost(post), portal.SecurityAdministrator)).Must();
        Assert.Equal("GridReport.NotFound", (await portal.SendAsync(new GetReport(report.Id), colleague)).FirstError.Code);
        Assert.DoesNotContain(await OwnPostsAsync(colleague), p => p.DeputyFor is not null);
    }

    [Fact]
    public async Task A_colleague_is_found_by_the_full_number_and_shown_masked()
    {
        var (holder, colleague, post) = await HolderAndColleagueAsync();
        var found = (await portal.SendAsync(new FindColleague(post, await PhoneOfAsync(colleague)), holder)).Must();
        Assert.Equal(("试**", PostKind.GridWorker, DemoAccounts.OtherGrid), (found.MaskedName, found.Kind, found.UnitCode));
        Assert.Equal("Deputy.NoColleague", (await portal.SendAsync(new FindColleague(post, "13800000001"), holder)).FirstError.Code);
        Assert.Equal("Staff.NotFound", (await portal.SendAsync(new FindColleague(post, "13800000004"), portal.Resident)).FirstError.Code);
    }

    private async Task<(Guid Holder, Guid Colleague, Guid Post)> HolderAndColleagueAsync()
    {
        var (holder, colleague) = (await portal.AddPersonAsync(PostKind.GridWorker, DemoAccounts.Grid), await portal.AddPersonAsync(PostKind.GridWorker, DemoAccounts.OtherGrid));
        return (holder, colleague, await PostOfAsync(holder));
    }

    private async Task<ErrorOr.ErrorOr<Guid>> NameAsync(Guid post, Guid colleague, Guid by, DateOnly first, DateOnly last) =>
        await portal.SendAsync(new NameDeputy(post, await PhoneOfAsync(colleague), first, last), by);

    private Task<ErrorOr.ErrorOr<ErrorOr.Success>> AcceptAsync(Guid report, Guid by) =>
        portal.DoAsync(report, v => new AcceptGridReport(report, v, Note: null), by);

    private async Task<IReadOnlyList<OwnPost>> OwnPostsAsync(Guid person) => (await portal.SendAsync(new ListOwnPosts(), person)).Must();

    private async Task<(string Action, PostKind? By, string? Reason)> LastLineAboutAsync(Guid post)
    {
        var id = post.ToString();
        var line = await portal.QueryAsync(db => db.AuditEntries.Where(e => e.SubjectId == id && e.Result == "done").OrderBy(e => e.Id).LastAsync());
        return (line.Action, line.PostKind, line.Reason);
    }

    private Task<Guid> PostOfAsync(Guid person) => portal.QueryAsync(db => db.Posts.Where(p => p.PersonId == person).Select(p => p.Id).SingleAsync());

    private async Task<string> PhoneOfAsync(Guid person)
    {
        var phone = await portal.QueryAsync(db => db.People.AsNoTracking().Where(p => p.Id == person).Select(p => p.Phone).SingleAsync());
        return portal.ServiceProvider.GetRequiredService<IPersonalDataCipher>().Reveal(phone, PersonalDataKind.Phone);
    }
}
