using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Organization;

/// <summary>From the first day of a post to its last, Asia/Shanghai, and not a minute more. The clock moves: a class of its own.</summary>
public sealed class PostDaysTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private DateOnly Today => ChinaTime.DayOf(portal.Clock.GetUtcNow());

    [Fact]
    public async Task A_post_opens_from_midnight_of_its_first_day_to_midnight_after_its_last()
    {
        // Every term within some days first, then one walk through the days: a clock does not go back.
        var terms = new List<(Guid Person, DateOnly First, DateOnly? Last)>();
        foreach (var (start, days) in from start in Enumerable.Range(0, 4) from days in new int?[] { null, 0, 1, 2 } select (start, days))
        {
            var person = await portal.AddPersonAsync();
            var (first, last) = (Today.AddDays(start), days is { } length ? Today.AddDays(start + length) : (DateOnly?)null);
            (await portal.SendAsync(new AddPost(person, PostKind.GridWorker, DemoAccounts.Grid, first, last), portal.SecurityAdministrator)).Must();
            terms.Add((person, first, last));
        }
        for (var (day, end) = (Today, Today.AddDays(7)); day < end; day = day.AddDays(1))
        {
            foreach (var moment in new[] { ChinaTime.StartOf(day), ChinaTime.StartOf(day.AddDays(1)).AddSeconds(-1) })
            {
                if (moment > portal.Clock.GetUtcNow()) portal.Clock.SetUtcNow(moment);
                foreach (var (person, first, last) in terms)
                {
                    var opens = !(await portal.SendAsync(new GetQueue(), person)).IsError;
                    Assert.True(opens == (first <= day && (last is null || day <= last)), $"{first}–{last} on {day}: {opens}");
                }
            }
        }
    }

    [Fact]
    public async Task The_list_and_the_persons_page_tell_what_is_comes_and_was()
    {
        var person = await portal.AddPersonAsync();
        await GiveAsync("320812003001", Today, Today);
        await GiveAsync("320812003002", Today.AddDays(1), lastDay: null);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await GiveAsync("320812003004", Today.AddDays(3), Today.AddDays(4));

        var posts = (await portal.SendAsync(new GetStaffMember(person), portal.SecurityAdministrator)).Must().Posts;
        Assert.Equal(
            [("320812003004", PostTime.Coming), ("320812003002", PostTime.Current), ("320812003001", PostTime.Ended)],
            posts.Select(p => (p.UnitCode, p.Time)));
        foreach (var post in posts)
            foreach (var time in Enum.GetValues<PostTime>())
                Assert.Equal(time == post.Time, await IsListedAsync(post, time));

        async Task GiveAsync(string unit, DateOnly first, DateOnly? lastDay) =>
            (await portal.SendAsync(new AddPost(person, PostKind.CommunityOfficer, unit, first, lastDay), portal.SecurityAdministrator)).Must();

        async Task<bool> IsListedAsync(StaffPost post, PostTime time) =>
            (await portal.SendAsync(new ListStaff(post.UnitCode, Time: time), portal.SecurityAdministrator)).Must().Items.Any(i => i.PostId == post.PostId);
    }

    [Fact]
    public async Task The_last_day_can_be_set_and_taken_back_and_nobody_prolongs_their_own()
    {
        var person = await portal.AddPersonAsync();
        (await portal.SendAsync(new AddPost(person, PostKind.CommunityOfficer, "320812003002"), portal.SecurityAdministrator)).Must();
        var post = (await portal.SendAsync(new GetStaffMember(person), portal.SecurityAdministrator)).Must().Posts.Single().PostId;

        (await portal.SendAsync(new SetLastDay(post, Today), portal.SecurityAdministrator)).Must();
        Assert.Equal("Post.LastDayPast", (await portal.SendAsync(new SetLastDay(post, Today.AddDays(-1)), portal.SecurityAdministrator)).FirstError.Code);
        (await portal.SendAsync(new SetLastDay(post, LastDay: null), portal.SecurityAdministrator)).Must();
        portal.Clock.Advance(TimeSpan.FromDays(1));
        (await portal.SendAsync(new GetQueue(), person)).Must();
        (await portal.SendAsync(new EndPost(post), portal.SecurityAdministrator)).Must();
        Assert.Equal("Staff.NotFound", (await portal.SendAsync(new SetLastDay(post, LastDay: null), portal.SecurityAdministrator)).FirstError.Code);

        Assert.Equal("Staff.Own", (await portal.SendAsync(new AddPost(portal.SecurityAdministrator, PostKind.DistrictOfficer, "320812"), portal.SecurityAdministrator)).FirstError.Code);
        Assert.Equal("Staff.Own", (await portal.SendAsync(new AddStaff("孙立", "13800000010", "a long password", PostKind.DistrictOfficer, "320812"), portal.SecurityAdministrator)).FirstError.Code);
    }
}
