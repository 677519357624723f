using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Desk;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Desk;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.BackgroundWork;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Infrastructure.Persistence;
using QingjiangpuPortal.Testing;
using static QingjiangpuPortal.Domain.Desk.BulkRowState;

namespace QingjiangpuPortal.Application.Tests.Desk;

/// <summary>One step for many reports: each by the command of its page, once, under the rights of whoever asked.</summary>
public sealed class BulkActTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Each_row_is_done_as_its_page_would_and_what_cannot_be_done_says_why()
    {
        var (officer, ids) = await ReportsAsync(3);
        (await portal.DoAsync(ids[1], v => new AcceptGridReport(ids[1], v, Note: null), officer)).Must();

        var act = await StartAsync(officer, BulkActKind.Accept, ids);
        await RunAsync();

        var view = await ViewAsync(officer, act);
        Assert.NotNull(view.FinishedAt);
        Assert.Equal((2, 1, 0), (view.Done, view.Refused, view.Pending));
        var refused = Assert.Single(view.Rows, r => r.State == Refused);
        Assert.Equal(ids[1], refused.ReportId);
        Assert.Equal("GridReport.MoveNotPossible", refused.Refusal!.Value.Code);
        Assert.Equal([GridReportVerb.Accept, GridReportStatus.Accepted], refused.Refusal.Value.Arguments());
        foreach (var id in ids) Assert.Equal(GridReportStatus.Accepted, (await portal.ReportAsync(id)).Status);
        // Statistics, timeline and trail are those of the page.
        Assert.Equal([officer], await portal.QueryAsync(db => db.GridReportTimeline.Where(t => t.ReportId == ids[0] && t.Verb == GridReportVerb.Accept).Select(t => t.PersonId).ToListAsync()));
    }

    [Fact]
    public async Task The_trail_names_the_person_their_post_and_from_where_they_asked_and_never_the_portal()
    {
        var (officer, ids) = await ReportsAsync(1);
        var session = Guid.CreateVersion7();
        await StartAsync(officer, BulkActKind.Supervise, ids, new(Note: "今天办结"), new("203.0.113.7", session));
        await RunAsync();

        var subject = ids[0].ToString();
        var line = await portal.QueryAsync(db => db.AuditEntries.SingleAsync(e => e.SubjectId == subject && e.Action == "SuperviseGridReport"));
        Assert.Equal((officer, false, AuditEntry.Done), (line.ActorId, line.IsSystem, line.Result));
        Assert.Equal((PostKind.StreetOfficer, session, "203.0.113.7"), (line.PostKind, line.SessionId, line.Address));
        Assert.NotNull((await portal.ReportAsync(ids[0])).SupervisedAt);
    }

    [Fact]
    public async Task Two_instances_share_an_act_and_do_nothing_twice()
    {
        var (officer, ids) = await ReportsAsync(24);
        var act = await StartAsync(officer, BulkActKind.Reply, ids, new(Note: "您反映的 {number} 已收到"));

        await Task.WhenAll(RunAsync(), RunAsync(), RunAsync());

        Assert.Equal((24, 0), (await ViewAsync(officer, act)) is var view ? (view.Done, view.Refused) : default);
        Assert.Equal(24, await RepliesAsync(ids));
    }

    [Fact]
    public async Task After_a_kill_at_whatever_moment_an_act_goes_on_and_no_row_is_done_twice_or_left_out()
    {
        var (officer, ids) = await ReportsAsync(20);
        var act = await StartAsync(officer, BulkActKind.Reply, ids, new(Note: "已收到"));

        // Whatever the connections were at is undone by PostgreSQL, as after a kill of the process.
        var killed = 0;
        for (var round = 0; round < 8; round++)
        {
            var running = Record.ExceptionAsync(() => TurnAsync());
            while (!running.IsCompleted && await KillWhatIsAtWorkAsync() == 0) await Task.Yield();
            if (await running is not null) killed++;
        }
        Assert.NotEqual(0, killed);
        await RunAsync();

        var view = await ViewAsync(officer, act);
        Assert.Equal((20, 0, 0), (view.Done, view.Refused, view.Pending));
        Assert.Equal(20, await RepliesAsync(ids));
    }

    [Fact]
    public async Task A_post_that_is_lost_meanwhile_stops_what_is_left()
    {
        var (officer, ids) = await ReportsAsync(25);
        var act = await StartAsync(officer, BulkActKind.Accept, ids);
        await TurnAsync();
        var before = await ViewAsync(officer, act);
        Assert.Equal((20, 5), (before.Done, before.Pending));

        await portal.QueryAsync(async db =>
        {
            foreach (var post in await db.Posts.Where(p => p.PersonId == officer).ToListAsync()) post.End(ChinaTime.DayOf(portal.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        await RunAsync();

        var rows = await portal.QueryAsync(db => db.BulkActRows.Where(r => r.BulkActId == act).OrderBy(r => r.Position).ToListAsync());
        Assert.Equal(20, rows.Count(r => r.State == Done));
        Assert.All(rows.Where(r => r.State != Done), r => Assert.Equal((Refused, "BulkAct.PostLost"), (r.State, r.Refusal)));
        Assert.Equal(5, await portal.QueryAsync(db => db.GridReports.CountAsync(r => ids.Contains(r.Id) && r.Status == GridReportStatus.Submitted)));
    }

    [Fact]
    public async Task What_is_called_off_before_its_turn_is_not_done()
    {
        var (officer, ids) = await ReportsAsync(25);
        var act = await StartAsync(officer, BulkActKind.Accept, ids);
        await TurnAsync();
        (await portal.SendAsync(new CancelBulkAct(act), officer)).Must();
        await RunAsync();

        var view = await ViewAsync(officer, act);
        Assert.Equal((20, 5, 0), (view.Done, view.Cancelled, view.Pending));
        Assert.Equal("BulkAct.Finished", (await portal.SendAsync(new CancelBulkAct(act), officer)).FirstError.Code);
    }

    [Fact]
    public async Task The_refused_are_tried_again_by_a_new_act_and_the_first_keeps_what_it_said()
    {
        var (officer, ids) = await ReportsAsync(2);
        var first = await StartAsync(officer, BulkActKind.Assign, ids, new(portal.Leader.ToString()));
        await RunAsync();
        Assert.Equal(2, (await ViewAsync(officer, first)).Refused);

        var key = SubmissionKey.New();
        var again = (await portal.SendAsync(new RetryRefused(key, first), officer)).Must();
        Assert.Equal(again, (await portal.SendAsync(new RetryRefused(key, first), officer)).Must());
        await RunAsync();
        Assert.Equal(2, (await ViewAsync(officer, again)).Count);
        Assert.Equal(2, (await ViewAsync(officer, first)).Refused);
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_act_and_what_is_filed_later_is_not_in_it()
    {
        var grid = OrgCode.ParentOf(portal.NewMicroGrid())!;
        var officer = await portal.AddPersonAsync(PostKind.GridWorker, grid);
        var ids = await FileInAsync(portal.Places.ChildrenOf(grid).First().Code, 2);
        var start = new StartBulkAct(SubmissionKey.New(), BulkActKind.Accept, ids, new());
        var act = (await portal.SendAsync(start, officer)).Must();
        await FileInAsync(portal.Places.ChildrenOf(grid).First().Code, 1);
        Assert.Equal(act, (await portal.SendAsync(start with { Ids = [.. ids] }, officer)).Must());

        await RunAsync();
        Assert.Equal(ids.Order(), (await ViewAsync(officer, act)).Rows.Select(r => r.ReportId).Order());
    }

    [Fact]
    public async Task What_comes_to_match_after_the_preview_is_not_acted_on_and_what_went_out_of_sight_has_a_row_that_says_so()
    {
        var microGrid = portal.NewMicroGrid();
        var worker = await portal.AddPersonAsync(PostKind.GridWorker, OrgCode.ParentOf(microGrid)!);
        var ids = await FileInAsync(microGrid, 3);
        // Merged it is not open; on its own again it is, and older than the others.
        (await portal.DoAsync(ids[0], v => new MergeGridReport(ids[0], v, Numbered(ids[1]), Note: null), worker)).Must();
        var preview = (await portal.SendAsync(new PrepareBulkAct(BulkActKind.Accept, new([], new ReportFilter(OnlyOpen: true))), worker)).Must();
        Assert.Equal([ids[2], ids[1]], preview.Ids);

        (await portal.DoAsync(ids[0], v => new UnmergeGridReport(ids[0], v, Note: null), portal.DistrictOfficer)).Must();
        await FileInAsync(microGrid, 1);
        await portal.DoAsync(ids[2], v => new EscalateGridReport(ids[2], v, "需要街道协调"), worker);
        await portal.DoAsync(ids[2], v => new EscalateGridReport(ids[2], v, "需要街道协调"), portal.DistrictOfficer);
        var act = await StartAsync(worker, BulkActKind.Accept, [.. preview.Ids]);
        await RunAsync();

        var view = await ViewAsync(worker, act);
        Assert.Equal((preview.Ids.Count, 1, 1), (view.Count, view.Done, view.Refused));
        Assert.Equal(preview.Ids, view.Rows.Select(r => r.ReportId));
        var gone = view.Rows[0];
        Assert.Equal((null, "GridReport.NotFound"), (gone.Number, gone.Refusal!.Value.Code));
        Assert.Equal(GridReportStatus.Submitted, (await portal.ReportAsync(ids[0])).Status);

        string Numbered(Guid id) => portal.ReportAsync(id).GetAwaiter().GetResult().Number;
    }

    [Fact]
    public async Task Only_who_started_it_sees_it_and_only_what_they_see_is_in_it()
    {
        var (officer, ids) = await ReportsAsync(1);
        var act = await StartAsync(officer, BulkActKind.Accept, ids);
        Assert.Equal("BulkAct.NotFound", (await portal.SendAsync(new GetBulkAct(act), portal.DistrictOfficer)).FirstError.Code);
        Assert.Equal("BulkAct.NotFound", (await portal.SendAsync(new CancelBulkAct(act), portal.DistrictOfficer)).FirstError.Code);

        var elsewhere = await portal.SendAsync(Starting(BulkActKind.Accept, ids, new()), portal.WorkerElsewhere);
        Assert.Equal("BulkAct.NothingSelected", elsewhere.FirstError.Code);
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(Starting(BulkActKind.Supervise, ids, new(Note: "快办")), portal.Leader)).FirstError.Code);
        await RunAsync();
    }

    /// <summary>Reports of a micro-grid of their own, and the officer of their street.</summary>
    private async Task<(Guid Officer, List<Guid> Ids)> ReportsAsync(int count)
    {
        var microGrid = portal.NewMicroGrid();
        return (await portal.AddPersonAsync(PostKind.StreetOfficer, microGrid[..9]), await FileInAsync(microGrid, count));
    }

    private async Task<List<Guid>> FileInAsync(string microGrid, int count)
    {
        var ids = new List<Guid>();
        for (var filed = 0; filed < count; filed++) ids.Add((await portal.FileAsync(portal.Filing(microGrid))).Id);
        return ids;
    }

    private static StartBulkAct Starting(BulkActKind kind, List<Guid> ids, BulkArguments arguments) => new(SubmissionKey.New(), kind, ids, arguments);

    private async Task<Guid> StartAsync(Guid by, BulkActKind kind, List<Guid> ids, BulkArguments? arguments = null, RequestOrigin? origin = null)
    {
        await using var scope = portal.ServiceProvider.CreateAsyncScope();
        var user = scope.ServiceProvider.GetRequiredService<CurrentUser>();
        await user.ActAsAsync(by, CancellationToken.None);
        if (origin is not null) user.Origin = origin;
        return (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(Starting(kind, ids, arguments ?? new()))).Must();
    }

    private Task<int> KillWhatIsAtWorkAsync() => portal.QueryAsync(async db => (await db.Database.SqlQuery<bool>($"""
        SELECT pg_terminate_backend(pid) AS "Value" FROM pg_stat_activity
        WHERE datname = current_database() AND usename = current_user AND state LIKE 'idle in transaction%' AND pid <> pg_backend_pid()
        """).ToListAsync()).Count);

    private async Task<bool> TurnAsync()
    {
        await using var scope = portal.ServiceProvider.CreateAsyncScope();
        return await BulkActRunner.RunTurnAsync(
            scope.ServiceProvider.GetRequiredService<PortalDbContext>(), portal.ServiceProvider.GetRequiredService<IServiceScopeFactory>(), NullLogger.Instance, CancellationToken.None);
    }

    private async Task RunAsync()
    {
        while (await TurnAsync())
        {
        }
    }

    private async Task<BulkActView> ViewAsync(Guid by, Guid act) => (await portal.SendAsync(new GetBulkAct(act), by)).Must();

    private Task<int> RepliesAsync(List<Guid> ids) =>
        portal.QueryAsync(db => db.GridReportTimeline.CountAsync(t => ids.Contains(t.ReportId) && t.Verb == GridReportVerb.Reply));
}
