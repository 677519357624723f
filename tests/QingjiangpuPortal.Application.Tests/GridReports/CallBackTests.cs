using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.GridReports;

/// <summary>The clock goes on by a day in each test, so that each has a draw of its own.</summary>
public sealed class CallBackTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_day_that_is_over_is_drawn_once_and_every_street_in_it_is_called()
    {
        await DrawAllAsync();
        var drawn = await portal.QueryAsync(db => db.CallBacks.CountAsync());
        await portal.CloseWithContactAsync();
        await portal.CloseWithContactAsync();
        var without = await portal.ReportInAsync(GridReportStatus.Closed);

        await DrawAllAsync();

        var callBacks = await portal.QueryAsync(db => db.CallBacks.AsNoTracking().ToListAsync());
        // A twentieth of two is one at least.
        Assert.Equal(drawn + 1, callBacks.Count);
        Assert.DoesNotContain(callBacks, c => c.ReportId == without.Id);
        Assert.False((await portal.SendAsSystemAsync(new DrawCallBacks())).Must());
    }

    [Fact]
    public async Task Only_an_officer_who_did_not_handle_it_sees_it_and_the_number_only_with_a_trace()
    {
        var (report, id) = await DrawnAsync();
        Assert.Contains((await portal.SendAsync(new ListCallBacks(), portal.CommunityOfficer)).Must().Page.Items, r => r.Id == id);
        Assert.Contains((await portal.SendAsync(new ListCallBacks(), portal.DistrictOfficer)).Must().Page.Items, r => r.Id == id);
        foreach (var other in new[] { portal.Leader, portal.Worker, portal.DepartmentOfficer, portal.SecurityAdministrator })
            Assert.Equal("Access.Forbidden", (await portal.SendAsync(new ListCallBacks(), other)).FirstError.Code);
        await portal.QueryAsync(db => db.GridReports.Where(r => r.Id == report.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.AssigneeId, portal.CommunityOfficer)));
        Assert.Equal("CallBack.NotFound", (await portal.SendAsync(new GetCallBack(id), portal.CommunityOfficer)).FirstError.Code);
        Assert.Equal("CallBack.NotFound", (await portal.SendAsync(new ShowNumberForCallBack(id), portal.CommunityOfficer)).FirstError.Code);

        Assert.Null((await portal.SendAsync(new GetCallBack(id), portal.StreetOfficer)).Must().Report.Contact);
        (await portal.SendAsync(new ShowNumberForCallBack(id), portal.StreetOfficer)).Must();
        Assert.Equal(PortalReports.ContactPhone, (await portal.SendAsync(new GetCallBack(id), portal.StreetOfficer)).Must().Report.Contact?.Phone);
        Assert.True(await portal.QueryAsync(db => db.AuditEntries.AnyAsync(e => e.Action == nameof(ShowNumberForCallBack) && e.Kind == AuditKind.Reveal && e.Reason == "CallBack")));
    }

    [Fact]
    public async Task A_reporter_who_is_satisfied_is_counted_and_the_call_back_is_done()
    {
        var (report, id) = await DrawnAsync();
        (await RecordAsync(id, reached: true, Solution.Solved, Satisfaction.Satisfied, "谢谢")).Must();
        var after = await portal.ReportAsync(report.Id);
        Assert.Equal((GridReportStatus.Closed, Solution.Solved, Satisfaction.Satisfied), (after.Status, after.Solution, after.Satisfaction));
        Assert.Equal("CallBack.NotFound", (await portal.SendAsync(new GetCallBack(id), portal.StreetOfficer)).FirstError.Code);
        var line = (await portal.SendAsync(new GetReport(report.Id), portal.StreetOfficer)).Must().Timeline[^1];
        Assert.Equal((GridReportVerb.FollowUp, "谢谢", false), (line.Verb, line.Note, line.IsPublic));
    }

    [Fact]
    public async Task A_reporter_who_is_not_gets_the_report_reopened()
    {
        var (report, id) = await DrawnAsync();
        Assert.Equal("Reason.Missing", (await RecordAsync(id, reached: true, Solution.NotSolved, Satisfaction.Fair, words: null)).FirstError.Code);
        (await RecordAsync(id, reached: true, Solution.NotSolved, Satisfaction.Fair, "第二天又灭了")).Must();
        var after = await portal.ReportAsync(report.Id);
        Assert.Equal((GridReportStatus.Accepted, 1, Solution.NotSolved), (after.Status, after.ReopenCount, after.Solution));
    }

    [Fact]
    public async Task After_three_calls_in_vain_the_reporter_is_left_alone()
    {
        var (report, id) = await DrawnAsync();
        for (var i = 0; i < CallBack.MaxTries; i++)
        {
            Assert.Equal(i, (await portal.SendAsync(new GetCallBack(id), portal.StreetOfficer)).Must().Tries);
            (await RecordAsync(id, reached: false)).Must();
        }
        Assert.Equal("CallBack.NotFound", (await portal.SendAsync(new GetCallBack(id), portal.StreetOfficer)).FirstError.Code);
        Assert.Null((await portal.ReportAsync(report.Id)).Solution);
        Assert.Single((await portal.SendAsync(new GetReport(report.Id), portal.StreetOfficer)).Must().Timeline, l => l.Verb == GridReportVerb.FollowUp);
    }

    [Fact]
    public async Task One_call_is_recorded_once()
    {
        var (_, id) = await DrawnAsync();
        var version = (await portal.SendAsync(new GetCallBack(id), portal.StreetOfficer)).Must().Version;
        (await portal.SendAsync(new RecordCallBack(id, version, Reached: false, Solution: null, Satisfaction: null, Words: null), portal.StreetOfficer)).Must();
        var again = await portal.SendAsync(new RecordCallBack(id, version, Reached: false, Solution: null, Satisfaction: null, Words: null), portal.DistrictOfficer);
        Assert.Equal("Access.ChangedMeanwhile", again.FirstError.Code);
    }

    [Fact]
    public async Task What_was_done_lately_is_read_by_an_index_however_many_years_of_calls_there_are()
    {
        var report = await portal.CloseWithContactAsync();
        await portal.AsOwnerAsync($"""
            INSERT INTO call_backs (id, report_id, drawn_for, tries, done_at, reached)
            SELECT gen_random_uuid(), '{report.Id}', date '1950-01-01' + n, 1, timestamptz '1950-01-02' + n * interval '1 day', true FROM generate_series(1, 20000) AS n;
            ANALYZE call_backs;
            """);
        var plan = await portal.QueryAsync(db => db.Database.SqlQuery<string>($"""
            EXPLAIN SELECT count(*), count(*) FILTER (WHERE c.reached) FROM call_backs c JOIN grid_reports r ON r.id = c.report_id WHERE c.done_at >= timestamptz '2004-09-01'
            """).ToListAsync());
        Assert.Contains(plan, line => line.Contains("ix_call_backs_done", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.05, 0, 0)]
    [InlineData(0.05, 1, 1)]
    [InlineData(0.05, 20, 1)]
    [InlineData(0.05, 21, 2)]
    [InlineData(1, 7, 7)]
    [InlineData(0, 500, 0)]
    public void A_share_is_rounded_up_so_that_every_street_is_called(double share, int candidates, int drawn) =>
        Assert.Equal(drawn, new CallBackRules(share).HowMany(candidates));

    private async Task<ErrorOr.ErrorOr<ErrorOr.Success>> RecordAsync(Guid id, bool reached, Solution? solution = null, Satisfaction? satisfaction = null, string? words = null)
    {
        var version = (await portal.SendAsync(new GetCallBack(id), portal.StreetOfficer)).Must().Version;
        return await portal.SendAsync(new RecordCallBack(id, version, reached, solution, satisfaction, words), portal.StreetOfficer);
    }

    /// <summary>A closed report whose reporter left a number, the only one of its day.</summary>
    private async Task<(PortalReports.Filed Report, Guid CallBack)> DrawnAsync()
    {
        await DrawAllAsync();
        var report = await portal.CloseWithContactAsync();
        await DrawAllAsync();
        return (report, await portal.QueryAsync(db => db.CallBacks.Where(c => c.ReportId == report.Id).Select(c => c.Id).SingleAsync()));
    }

    private async Task DrawAllAsync()
    {
        portal.Clock.Advance(TimeSpan.FromDays(1));
        while ((await portal.SendAsSystemAsync(new DrawCallBacks())).Must()) { }
    }
}
