using CsCheck;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Common;

public sealed class ScopeTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly string[] Areas =
    [
        "320812", "320812003", "320812011", "320812003001", "320812003002", "320812011001", "320812003002001", "320812003002002",
        "320812011001001", "32081200300200101", "32081200300200102", "32081201100100101",
    ];

    /// <summary>Every post that can be held in these units.</summary>
    private static readonly HeldPost[] Posts =
    [
        .. from kind in Enum.GetValues<PostKind>()
           from unit in Areas.Append("320812D01").Append("320812003D01")
           where Post.Fits(kind, unit)
           select new HeldPost(kind, unit),
    ];

    private static readonly Gen<HeldPost> AnyPost = Gen.Int[0, Posts.Length - 1].Select(at => Posts[at]);

    [Fact]
    public void A_scope_is_the_union_of_the_posts_that_carry_the_permission_and_borrows_no_place() =>
        Gen.Select(AnyPost.Array[0, 4], Gen.Enum<Permission>()).Sample((posts, permission) =>
        {
            var scope = Scope.Of(posts, permission);
            foreach (var place in Areas)
            {
                var expected = posts.Any(p => Permissions.Carries(p.Kind, permission) && OrgCode.Covers(p.UnitCode, place));
                Assert.Equal(expected, scope.Covers(place));
            }
        });

    [Fact]
    public async Task Whatever_posts_somebody_holds_the_lists_show_what_these_cover_and_nothing_else()
    {
        var units = new[] { "32081200300200101", "32081200300200102", "320812003002002", "320812003001", "320812011001001", "32081201100100101", "320812D01" };
        foreach (var unit in units) await FileAtAsync(unit);
        var all = await portal.QueryAsync(db => db.GridReports.AsNoTracking().ToListAsync());

        // Asked of the query itself, as every list and every verb asks it.
        await portal.QueryAsync(async db =>
        {
            foreach (var posts in SomePosts())
            {
                var scope = Scope.Of(posts, Permission.ViewReports);
                var visible = await db.GridReports.HandledWithin(scope).Select(r => r.Id).ToListAsync();
                var expected = all.Where(r => posts.Any(p => Permissions.Carries(p.Kind, Permission.ViewReports)
                    && (OrgCode.IsDepartment(p.UnitCode) ? p.UnitCode == r.AssigneeUnitCode : OrgCode.Covers(p.UnitCode, r.HandlingUnitCode))));
                Assert.Equal(expected.Select(r => r.Id).Order(), visible.Order());
            }
            return 0;
        });
    }

    [Fact]
    public async Task A_permission_of_one_post_does_not_reach_into_the_place_of_another()
    {
        // A leader here, who may not reject; a worker elsewhere, who may reject there.
        var both = await portal.AddPersonAsync(new HeldPost(PostKind.MicroGridLeader, DemoAccounts.MicroGrid), new HeldPost(PostKind.GridWorker, DemoAccounts.OtherGrid));
        var report = await portal.ReportInAsync(GridReportStatus.Submitted);
        Assert.Equal("GridReport.NotFound", (await portal.DoAsync(report.Id, v => new RejectGridReport(report.Id, v, "不属实"), both)).FirstError.Code);
        (await portal.DoAsync(report.Id, v => new AcceptGridReport(report.Id, v, Note: null), both)).Must();
    }

    [Fact]
    public async Task An_administrator_opens_no_report()
    {
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(new GetQueue(), portal.SecurityAdministrator)).FirstError.Code);
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(new ListReports(new()), portal.SecurityAdministrator)).FirstError.Code);
    }

    /// <summary>None, every single one, and pairs of different kinds.</summary>
    private static IEnumerable<HeldPost[]> SomePosts() =>
        [[], .. Posts.Select(post => new[] { post }), .. Posts.Zip(Posts.Skip(3)).Select(pair => new[] { pair.First, pair.Second })];

    private Task<int> FileAtAsync(string handlingUnit) => portal.QueryAsync(async db =>
    {
        var department = OrgCode.IsDepartment(handlingUnit);
        var clock = new ReportClock(await db.ReportCategories.AsNoTracking().SingleAsync(c => c.Code == "04001"), new([]));
        var place = portal.Places.Find(DemoAccounts.MicroGrid)!;
        var report = GridReport.File(
            new(Guid.CreateVersion7(), ReportSource.Web, "路灯不亮", KeepPrivate: false, new(place.Code, place.Latitude, place.Longitude, "三栋"),
                department ? DemoAccounts.MicroGrid : handlingUnit, ReporterId: null, ContactName: null, ContactPhone: null, Guid.NewGuid().ToByteArray(), portal.Clock.GetUtcNow()),
            clock, Actor.Anonymous, portal.Clock.GetUtcNow());
        if (department)
        {
            var worker = new Actor(portal.Worker, [new(PostKind.GridWorker, DemoAccounts.Grid)]);
            report.Accept(clock, worker, note: null, portal.Clock.GetUtcNow());
            report.AssignTo(assigneeId: null, handlingUnit, worker, note: null, portal.Clock.GetUtcNow());
        }
        await db.GridReports.AddAsync(report);
        return await db.SaveChangesAsync();
    });
}
