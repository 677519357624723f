using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using static QingjiangpuPortal.Domain.Tests.GridReports.TestReport;

namespace QingjiangpuPortal.Domain.Tests.GridReports;

public sealed class StandingTests
{
    [Theory]
    [InlineData(PostKind.MicroGridLeader, MicroGrid, ReportRoles.Leader)]
    [InlineData(PostKind.MicroGridLeader, "32081200300200102", ReportRoles.None)]
    [InlineData(PostKind.GridWorker, "320812003002001", ReportRoles.Worker)]
    [InlineData(PostKind.GridWorker, "320812003002002", ReportRoles.None)]
    [InlineData(PostKind.CommunityOfficer, "320812003002", ReportRoles.Officer)]
    [InlineData(PostKind.CommunityOfficer, "320812003001", ReportRoles.None)]
    [InlineData(PostKind.StreetOfficer, "320812003", ReportRoles.Officer)]
    [InlineData(PostKind.StreetOfficer, "320812011", ReportRoles.None)]
    [InlineData(PostKind.DistrictOfficer, "320812", ReportRoles.Officer)]
    [InlineData(PostKind.DepartmentOfficer, Department, ReportRoles.None)]
    [InlineData(PostKind.SecurityAdministrator, "320812", ReportRoles.Appointer)]
    public void A_post_counts_where_its_unit_covers_the_report(PostKind kind, string unit, ReportRoles roles)
    {
        var standing = Fresh().StandingOf(With(kind, unit));
        Assert.Equal(roles, standing.Roles);
        Assert.Equal(roles == ReportRoles.None ? null : new HeldPost(kind, unit), standing.Post);
    }

    [Fact]
    public void A_leader_has_no_part_in_what_the_grid_handles()
    {
        var report = GridReport.File(New(handlingUnit: MicroGrid[..15]), Lighting, Reporter, Filed);
        Assert.Equal(ReportRoles.None, report.StandingOf(Leader).Roles);
        Assert.Equal(ReportRoles.Worker, report.StandingOf(Worker).Roles);
    }

    [Fact]
    public void Of_several_posts_the_nearest_acts()
    {
        HeldPost grid = new(PostKind.GridWorker, MicroGrid[..15]);
        var (roles, post) = Fresh().StandingOf(new(Guid.CreateVersion7(), [new(PostKind.DistrictOfficer, "320812"), grid]));
        Assert.Equal(ReportRoles.Worker | ReportRoles.Officer, roles);
        Assert.Equal(grid, post);
    }

    [Fact]
    public void The_private_link_or_the_account_makes_the_reporter()
    {
        Assert.Equal(ReportRoles.Reporter, Fresh().StandingOf(Actor.Anonymous with { HoldsPrivateLink = true }).Roles);
        Assert.Equal(ReportRoles.Reporter, Fresh().StandingOf(Reporter).Roles);
        Assert.Equal(ReportRoles.None, Fresh().StandingOf(Actor.Anonymous).Roles);
    }

    [Fact]
    public void Everybody_of_an_assigned_department_is_the_assignee_until_one_starts()
    {
        var (first, second) = (With(PostKind.DepartmentOfficer, Department), With(PostKind.DepartmentOfficer, Department));
        var report = In(GridReportStatus.Accepted);
        report.AssignTo(assigneeId: null, Department, Worker, note: null, Filed);
        Assert.True(report.StandingOf(first).Roles.HasFlag(ReportRoles.Assignee));
        Assert.True(report.StandingOf(second).Roles.HasFlag(ReportRoles.Assignee));
        Assert.Equal(ReportRoles.None, report.StandingOf(With(PostKind.DepartmentOfficer, "320812D02")).Roles);

        Assert.False(report.Start(first, note: null, Filed).IsError);
        Assert.True(report.StandingOf(first).Roles.HasFlag(ReportRoles.Assignee));
        Assert.False(report.StandingOf(second).Roles.HasFlag(ReportRoles.Assignee));
    }
}
