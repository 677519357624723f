using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Organization;

/// <summary>Administrators come and go: a class of its own.</summary>
public sealed class LastAdministratorTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private DateOnly Today => ChinaTime.DayOf(portal.Clock.GetUtcNow());

    [Fact]
    public async Task Of_the_last_two_of_a_kind_one_stays_though_both_are_ended_at_once_and_the_last_has_no_last_day()
    {
        // The security administrators come last: of two who end each other only one is left to give posts.
        foreach (var kind in new[] { PostKind.AuditAdministrator, PostKind.SystemAdministrator, PostKind.SecurityAdministrator })
        {
            var (one, other) = (await HolderAsync(kind), await portal.AddPersonAsync(kind, "320812"));
            var (byOne, byOther) = kind == PostKind.SecurityAdministrator ? (one, other) : (portal.SecurityAdministrator, portal.SecurityAdministrator);
            var (postOfOne, postOfOther) = (await PostOfAsync(one, kind), await PostOfAsync(other, kind));
            var ended = await Task.WhenAll(
                Task.Run(() => portal.SendAsync(new EndPost(postOfOther), byOne)),
                Task.Run(() => portal.SendAsync(new EndPost(postOfOne), byOther)));

            Assert.Contains(Assert.Single(ended, e => e.IsError).FirstError.Code, new[] { "Access.ChangedMeanwhile", "Staff.LastAdministrator", "Access.Forbidden" });
            var last = await HolderAsync(kind);
            var by = kind == PostKind.SecurityAdministrator ? last : portal.SecurityAdministrator;
            Assert.Equal("Staff.LastAdministrator", (await portal.SendAsync(new EndPost(await PostOfAsync(last, kind)), by)).FirstError.Code);
            if (by == last) continue;
            Assert.Equal("Staff.LastAdministrator", (await portal.SendAsync(new SetLastDay(await PostOfAsync(last, kind), Today.AddDays(300)), by)).FirstError.Code);
        }
    }

    private Task<Guid> HolderAsync(PostKind kind) =>
        portal.QueryAsync(db => db.Posts.Where(p => p.Kind == kind && (p.ValidTo == null || p.ValidTo > Today)).Select(p => p.PersonId).SingleAsync());

    private Task<Guid> PostOfAsync(Guid person, PostKind kind) =>
        portal.QueryAsync(db => db.Posts.Where(p => p.PersonId == person && p.Kind == kind).Select(p => p.Id).SingleAsync());
}
