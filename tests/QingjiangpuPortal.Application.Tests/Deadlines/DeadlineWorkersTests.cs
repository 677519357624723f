using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Infrastructure.BackgroundWork;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Deadlines;

/// <summary>
/// What the portal says by itself when a deadline comes near, on the real database, with two workers at once. Every test has
/// its own database: they count what was said.
/// </summary>
public sealed class DeadlineWorkersTests : IAsyncLifetime
{
    private static readonly GridReportVerb[] Signals = [GridReportVerb.Remind, GridReportVerb.Warn, GridReportVerb.Supervise, GridReportVerb.Escalate];

    private readonly PortalFixture _portal = new();

    public Task InitializeAsync() => _portal.InitializeAsync();

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_report_that_nobody_accepts_is_reminded_of_warned_of_supervised_and_escalated_each_once()
    {
        var report = await _portal.FileAsync();
        var filed = await _portal.ReportAsync(report.Id);
        while ((await _portal.ReportAsync(report.Id)).NextSignalAt is { } next)
        {
            if (next > _portal.Clock.GetUtcNow()) _portal.Clock.SetUtcNow(next.AddSeconds(1));
            await BothRoundsAsync();
            await BothRoundsAsync();
        }
        Assert.Equal(Signals, await SaidAsync(report.Id));
        Assert.Equal(OrgParent(filed.HandlingUnitCode), (await _portal.ReportAsync(report.Id)).HandlingUnitCode);
        var shown = (await _portal.SendAsync(new GetPublicReport(report.Number), by: null)).Must().Timeline;
        Assert.Equal([GridReportVerb.File, GridReportVerb.Supervise, GridReportVerb.Escalate], shown.Select(line => line.Verb));
    }

    [Fact]
    public async Task Two_workers_share_many_and_say_nothing_twice_also_when_one_dies_in_between()
    {
        var ids = await FileManyAsync(SignalDeadlines.BatchSize + 20);
        _portal.Clock.Advance(TimeSpan.FromDays(30));

        // One has claimed its batch, has said everything, and dies before it is committed.
        await using (var dying = _portal.ServiceProvider.CreateAsyncScope())
        {
            var db = dying.ServiceProvider.GetRequiredService<Infrastructure.Persistence.PortalDbContext>();
            dying.ServiceProvider.GetRequiredService<CurrentUser>().ActAsSystem();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var claimed = await db.Database.SqlQuery<Guid>($"""SELECT id AS "Value" FROM grid_reports WHERE next_signal_at IS NOT NULL ORDER BY next_signal_at LIMIT 50 FOR UPDATE""").ToListAsync();
            (await dying.ServiceProvider.GetRequiredService<MediatR.IMediator>().Send(new SignalDeadlines(claimed))).Must();
            // Meanwhile the other takes what is left, and nothing of the first's.
            await RoundAsync();
            Assert.Equal(0, await _portal.QueryAsync(other => other.GridReportTimeline.CountAsync(t => claimed.Contains(t.ReportId) && t.Verb != GridReportVerb.File)));
        }
        await UntilDoneAsync();
        foreach (var id in ids) Assert.Equal([GridReportVerb.Supervise, GridReportVerb.Escalate], await SaidAsync(id));
    }

    [Fact]
    public async Task What_a_user_is_saving_this_moment_is_passed_over_and_said_with_the_next_round()
    {
        var (busy, other) = (await _portal.FileAsync(), await _portal.FileAsync());
        _portal.Clock.Advance(TimeSpan.FromDays(30));
        await using (var saving = _portal.ServiceProvider.CreateAsyncScope())
        {
            var db = saving.ServiceProvider.GetRequiredService<Infrastructure.Persistence.PortalDbContext>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Database.ExecuteSqlAsync($"UPDATE grid_reports SET address = address WHERE id = {busy.Id}");
            await RoundAsync();
            Assert.NotEmpty(await SaidAsync(other.Id));
            Assert.Empty(await SaidAsync(busy.Id));
            await transaction.CommitAsync();
        }
        await RoundAsync();
        Assert.Equal([GridReportVerb.Supervise, GridReportVerb.Escalate], await SaidAsync(busy.Id));
    }

    [Fact]
    public async Task One_report_that_cannot_be_read_keeps_up_no_other()
    {
        var (broken, sound) = (await _portal.ReportInAsync(GridReportStatus.InProgress), await _portal.ReportInAsync(GridReportStatus.InProgress));
        // A pause without an end.
        await _portal.QueryAsync(db => db.Database.ExecuteSqlAsync($"UPDATE grid_reports SET pauses = ARRAY[now()] WHERE id = {broken.Id}"));
        _portal.Clock.Advance(TimeSpan.FromDays(30));
        await UntilDoneAsync();
        Assert.Equal([GridReportVerb.Supervise, GridReportVerb.Escalate], await SaidAsync(sound.Id));
        Assert.Empty(await SaidAsync(broken.Id));
    }

    [Fact]
    public async Task What_was_suspended_goes_on_with_its_date_and_says_nothing_until_then()
    {
        var report = await _portal.ReportInAsync(GridReportStatus.InProgress);
        var due = (await _portal.ReportAsync(report.Id)).DueAt!.Value;
        var until = ChinaTime.DayOf(_portal.Clock.GetUtcNow()).AddDays(3);
        (await _portal.DoAsync(report.Id, v => new SuspendGridReport(report.Id, v, until, "等配件到货"), _portal.CommunityOfficer)).Must();

        _portal.Clock.SetUtcNow(ChinaTime.StartOf(until).AddSeconds(-1));
        await BothRoundsAsync();
        Assert.Equal(GridReportStatus.Suspended, (await _portal.ReportAsync(report.Id)).Status);
        _portal.Clock.SetUtcNow(ChinaTime.StartOf(until).AddHours(2));
        await BothRoundsAsync();
        var resumed = await _portal.ReportAsync(report.Id);
        Assert.Equal(GridReportStatus.InProgress, resumed.Status);
        Assert.True(resumed.DueAt > due);
        Assert.Single((await LinesAsync(report.Id)), GridReportVerb.Resume);
    }

    [Fact]
    public async Task A_round_leaves_one_line_in_the_audit_trail_and_an_idle_one_none()
    {
        await FileManyAsync(3);
        _portal.Clock.Advance(TimeSpan.FromDays(30));
        await RoundAsync();
        await RoundAsync();
        Assert.Equal(1, await _portal.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Action == nameof(SignalDeadlines))));
    }

    [Fact]
    public async Task After_a_change_of_the_calendar_every_open_report_is_due_by_it_in_batches_and_once()
    {
        var limits = (await _portal.SendAsync(new ListLimits(), _portal.SystemAdministrator)).Must().Rows.Single(r => r.Code == "04001");
        (await _portal.SendAsync(new ChangeLimits("04001", limits.Version, "1wd", "3wd", "2wd"), _portal.SystemAdministrator)).Must();
        var report = await _portal.FileAsync(); // Monday, 2 March: due on Tuesday
        var filed = await _portal.ReportAsync(report.Id);
        await ReckonAsync();
        (await _portal.SendAsync(new SetCalendarDay(new(2026, 3, 3), IsWorkday: false, "停电", (await _portal.SendAsync(new GetWorkCalendar(), _portal.SystemAdministrator)).Must().Version), _portal.SystemAdministrator)).Must();

        // Not before every instance knows of it.
        Assert.False(await ReckonOnceAsync());
        Assert.Equal(filed.DueAt, (await _portal.ReportAsync(report.Id)).DueAt);
        await ReckonAsync();
        Assert.Equal(filed.DueAt!.Value.AddDays(1), (await _portal.ReportAsync(report.Id)).DueAt);
        var progress = (await _portal.SendAsync(new GetWorkCalendar(2026), _portal.SystemAdministrator)).Must().LastReckoning!;
        Assert.NotNull(progress.FinishedAt);
        Assert.True(progress.Looked >= 1);
        Assert.False(await ReckonOnceAsync());
    }

    private static string OrgParent(string code) => Domain.Organization.OrgCode.ParentOf(code)!;

    private async Task<List<Guid>> FileManyAsync(int count)
    {
        var ids = new List<Guid>();
        for (var i = 0; i < count; i++) ids.Add((await _portal.FileAsync()).Id);
        return ids;
    }

    private Task<List<GridReportVerb>> LinesAsync(Guid id) =>
        _portal.QueryAsync(db => db.GridReportTimeline.Where(t => t.ReportId == id).OrderBy(t => t.RecordedAt).ThenBy(t => t.Id).Select(t => t.Verb).ToListAsync());

    private async Task<IEnumerable<GridReportVerb>> SaidAsync(Guid id) => (await LinesAsync(id)).Where(Signals.Contains);

    private Task<bool[]> BothRoundsAsync() => Task.WhenAll(RoundAsync(), RoundAsync(), RoundAsync(suspensions: true), RoundAsync(suspensions: true));

    private async Task UntilDoneAsync()
    {
        while ((await Task.WhenAll(RoundAsync(), RoundAsync())).Any(more => more)) { }
    }

    /// <summary>A round of a worker of an instance of its own.</summary>
    private async Task<bool> RoundAsync(bool suspensions = false)
    {
        var scopes = _portal.ServiceProvider.GetRequiredService<IServiceScopeFactory>();
        using ReportSweeper worker = suspensions
            ? new SuspensionEnder(scopes, _portal.Clock, NullLogger<SuspensionEnder>.Instance)
            : new DeadlineWatcher(scopes, _portal.Clock, NullLogger<DeadlineWatcher>.Instance);
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAsSystem();
        return await worker.OnceAsync(scope.ServiceProvider, CancellationToken.None);
    }

    private async Task ReckonAsync()
    {
        _portal.Clock.Advance(IWorkCalendars.KeptFor * 2);
        while ((await Task.WhenAll(ReckonOnceAsync(), ReckonOnceAsync())).Any(more => more)) { }
    }

    private async Task<bool> ReckonOnceAsync()
    {
        await using var scope = _portal.ServiceProvider.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAsSystem();
        return await DeadlineReckoner.OnceAsync(scope.ServiceProvider, _portal.Clock.GetUtcNow(), CancellationToken.None);
    }
}
