using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Organization;

/// <summary>三员分立 against the database, where two may act at once; the rules day by day are the domain's tests.</summary>
public sealed class ThreeAdministratorsTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly PostKind[] Kinds = [PostKind.SecurityAdministrator, PostKind.SystemAdministrator, PostKind.AuditAdministrator];

    private DateOnly Today => ChinaTime.DayOf(portal.Clock.GetUtcNow());

    [Fact]
    public async Task Of_two_kinds_given_to_one_person_at_once_one_is_refused()
    {
        for (var time = 0; time < 5; time++)
        {
            var person = await portal.AddPersonAsync();
            var given = await Task.WhenAll(Kinds.Select(kind => Task.Run(() => portal.SendAsync(new AddPost(person, kind, "320812"), portal.SecurityAdministrator))));
            Assert.Single(await portal.QueryAsync(db => db.Posts.Where(p => p.PersonId == person).ToListAsync()));
            Assert.All(given.Where(g => g.IsError), g => Assert.Contains(g.FirstError.Code, new[] { "Access.ChangedMeanwhile", "Staff.TwoAdministrations" }));
        }
    }

    [Fact]
    public async Task Two_kinds_are_refused_on_coming_days_too_and_follow_one_another()
    {
        var person = await portal.AddPersonAsync();
        await GiveAsync(person, PostKind.AuditAdministrator, Today.AddDays(2), Today.AddDays(5));
        Assert.Equal("Staff.TwoAdministrations", (await TryAsync(person, PostKind.SystemAdministrator, Today, Today.AddDays(2))).FirstError.Code);
        Assert.Equal("Staff.TwoAdministrations", (await TryAsync(person, PostKind.SystemAdministrator, Today, lastDay: null)).FirstError.Code);
        await GiveAsync(person, PostKind.SystemAdministrator, Today, Today.AddDays(1));
        var system = await portal.QueryAsync(db => db.Posts.SingleAsync(p => p.PersonId == person && p.Kind == PostKind.SystemAdministrator));
        Assert.Equal("Staff.TwoAdministrations", (await portal.SendAsync(new SetLastDay(system.Id, Today.AddDays(2)), portal.SecurityAdministrator)).FirstError.Code);
    }

    [Fact]
    public void What_an_administrator_may_do_no_post_of_the_work_may_and_the_other_way_round()
    {
        // Their own acts, the table itself, and helping staff to sign in again; every other permission opens reports, and with them personal data.
        Assert.Equal([Permission.ManageStaff, Permission.ViewPermissions, Permission.ResetSignIn], Permissions.Of(PostKind.SecurityAdministrator));
        Assert.Equal([Permission.ViewPermissions, Permission.OperatePortal, Permission.ManageCalendar], Permissions.Of(PostKind.SystemAdministrator));
        Assert.Equal([Permission.ViewPermissions, Permission.ReadAudit], Permissions.Of(PostKind.AuditAdministrator));
        Assert.Empty(Enum.GetValues<PostKind>().Except(Kinds).SelectMany(Permissions.Of).Intersect(Kinds.SelectMany(Permissions.Of)).Except([Permission.ResetSignIn]));
    }

    private Task<ErrorOr<Success>> TryAsync(Guid person, PostKind kind, DateOnly first, DateOnly? lastDay) =>
        portal.SendAsync(new AddPost(person, kind, "320812", first, lastDay), portal.SecurityAdministrator);

    private async Task GiveAsync(Guid person, PostKind kind, DateOnly first, DateOnly? lastDay) => (await TryAsync(person, kind, first, lastDay)).Must();
}
