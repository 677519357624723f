using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Facilities;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Patrols;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Facilities;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.Patrols;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Patrols;

public sealed class PatrolsTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task What_is_found_on_a_round_belongs_to_it_and_a_round_without_findings_found_nothing()
    {
        var leader = await portal.AddPersonAsync(PostKind.MicroGridLeader, DemoAccounts.MicroGrid);
        var patrol = (await portal.SendAsync(new StartPatrol(UnitCode: null), leader)).Must();
        var found = await portal.FileAsync(portal.Filing() with { Source = ReportSource.Patrol }, leader);
        await portal.FileAsync(portal.Filing() with { Source = ReportSource.WalkIn }, leader);

        var view = (await portal.SendAsync(new GetPatrol(patrol), portal.Worker)).Must();
        Assert.Equal([found.Id], view.Findings.Select(f => f.ReportId));
        Assert.Equal("Patrol.NotFound", (await portal.SendAsync(new GetPatrol(patrol), portal.WorkerElsewhere)).FirstError.Code);
        Assert.Equal("Patrol.NotFound", (await portal.SendAsync(new EndPatrol(patrol, view.Version, ["fire-lane"], Note: null), portal.Leader)).FirstError.Code);
        Assert.Equal("Patrol.NothingLookedAt", (await portal.SendAsync(new EndPatrol(patrol, view.Version, ["no-such-item"], Note: null), leader)).FirstError.Code);
        (await portal.SendAsync(new EndPatrol(patrol, view.Version, ["wiring", "fire-lane"], "都看过了"), leader)).Must();

        // What is filed later is of no round.
        await portal.FileAsync(portal.Filing() with { Source = ReportSource.Patrol }, leader);
        var today = ChinaTime.DayOf(portal.Clock.GetUtcNow());
        var counted = (await portal.SendAsync(new CountPatrols(today, today.AddDays(1), OrgLevel.Grid), portal.CommunityOfficer)).Must();
        Assert.Contains(new PatrolCount(DemoAccounts.Grid, 1, 1), counted);
    }

    [Fact]
    public async Task One_person_is_on_one_round_at_a_time_however_many_phones_start_at_once()
    {
        var worker = await portal.AddPersonAsync(PostKind.GridWorker, "320812003001001");
        var started = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => portal.SendAsync(new StartPatrol(UnitCode: null), worker)));
        Assert.Single(started, result => !result.IsError);
        Assert.Equal(1, await portal.QueryAsync(db => db.Patrols.CountAsync(p => p.PersonId == worker && p.EndedAt == null)));
        Assert.Equal("Patrol.AnotherOpen", (await portal.SendAsync(new StartPatrol(UnitCode: null), worker)).FirstError.Code);
        Assert.Equal("Patrol.UnitMissing", (await portal.SendAsync(new StartPatrol("320812003002001"), worker)).FirstError.Code);
    }

    [Fact]
    public void A_round_that_is_left_open_ends_at_the_midnight_after_it_began()
    {
        var beforeMidnight = new DateTimeOffset(2026, 3, 2, 15, 59, 0, TimeSpan.Zero);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 16, 0, 0, TimeSpan.Zero), Patrol.EndsAt(beforeMidnight));
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 16, 0, 0, TimeSpan.Zero), Patrol.EndsAt(beforeMidnight.AddMinutes(1)));
    }

    [Fact]
    public async Task A_walk_in_says_at_which_station_and_only_at_one_that_there_is()
    {
        var stations = (await portal.SendAsync(new ListFacilities(), by: null)).Must();
        Assert.Equal((17, 114, 16), (Count(FacilityKind.CommandCenter), Count(FacilityKind.ServiceStation), Count(FacilityKind.NeighborhoodStation)));
        var station = stations.First(s => s is { Kind: FacilityKind.NeighborhoodStation, StreetCode: "320812003" });

        var filing = portal.Filing() with { Source = ReportSource.WalkIn, StationCode = station.Code };
        var report = await portal.FileAsync(filing, portal.Leader);
        Assert.Equal(station.Name, (await portal.SendAsync(new GetReport(report.Id), portal.Leader)).Must().StationName);
        Assert.Equal("Report.StationUnknown", (await portal.SendAsync(filing with { SubmissionKey = SubmissionKey.New(), StationCode = "320812003F99" }, portal.Leader)).FirstError.Code);

        int Count(FacilityKind kind) => stations.Count(s => s.Kind == kind);
    }
}

/// <summary>On a clock of its own: it moves past midnight.</summary>
public sealed class ForgottenPatrolsTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_forgotten_round_is_ended_at_midnight_and_a_second_try_finds_nothing_to_do()
    {
        var patrol = (await portal.SendAsync(new StartPatrol(UnitCode: null), portal.Leader)).Must();
        Assert.Equal(0, (await portal.SendAsSystemAsync(new EndForgottenPatrols())).Must());
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (await portal.SendAsSystemAsync(new EndForgottenPatrols())).Must());
        Assert.Equal(0, (await portal.SendAsSystemAsync(new EndForgottenPatrols())).Must());
        var ended = await portal.QueryAsync(db => db.Patrols.AsNoTracking().SingleAsync(p => p.Id == patrol));
        Assert.Equal((Patrol.EndsAt(PortalFixture.Start), true), (ended.EndedAt!.Value, ended.EndedByItself));
    }
}
