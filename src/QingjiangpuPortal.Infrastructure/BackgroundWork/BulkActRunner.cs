using System.Runtime.ExceptionServices;
using System.Data.Common;
using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Desk;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Desk;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>
/// Takes bulk acts on, row by row (ADR 19). A row's claim, its command's save and its result are one transaction: after a
/// kill at whatever moment either all of it happened or nothing, and two instances never have the same row.
/// </summary>
internal sealed class BulkActRunner(IServiceScopeFactory scopes, TimeProvider clock, ILogger<BulkActRunner> logger) : PeriodicWorker(scopes, clock, logger)
{
    /// <summary>Of each act in turn, so that a small one does not wait for a large one.</summary>
    private const int RowsInTurn = 20;

    private readonly IServiceScopeFactory scopes = scopes;
    private readonly ILogger logger = logger;

    protected override TimeSpan Pause => TimeSpan.FromSeconds(2);

    protected override Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        RunTurnAsync(services.GetRequiredService<PortalDbContext>(), scopes, logger, cancellationToken);

    /// <returns>Whether a row was taken: then more may be waiting.</returns>
    public static async Task<bool> RunTurnAsync(PortalDbContext db, IServiceScopeFactory scopes, ILogger logger, CancellationToken cancellationToken)
    {
        var (took, failed) = (false, (ExceptionDispatchInfo?)null);
        foreach (var act in await db.BulkActs.AsNoTracking().Where(a => a.FinishedAt == null).OrderBy(a => a.Id).ToListAsync(cancellationToken))
        {
            try
            {
                for (var row = 0; row < RowsInTurn && act.CancelledAt is null; row++)
                {
                    await using var scope = scopes.CreateAsyncScope();
                    if (!await ActivatorUtilities.CreateInstance<BulkRowRun>(scope.ServiceProvider, logger).RunNextAsync(act, cancellationToken)) break;
                    took = true;
                }
                await FinishAsync(db, act.Id, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Its row waits for the next round; the acts behind it do not wait for it.
                failed ??= ExceptionDispatchInfo.Capture(e);
            }
        }
        failed?.Throw();
        return took;
    }

    /// <summary>Rows of an act that was called off are called off; an act without a row that waits is finished.</summary>
    private static Task<int> FinishAsync(PortalDbContext db, Guid act, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync($"""
        WITH off AS (
            UPDATE bulk_act_rows r SET state = {(int)BulkRowState.Cancelled}
            FROM bulk_acts a WHERE a.id = r.bulk_act_id AND a.id = {act} AND a.cancelled_at IS NOT NULL AND r.state = {(int)BulkRowState.Pending}
        )
        UPDATE bulk_acts a
        SET finished_at = COALESCE((SELECT max(r.at) FROM bulk_act_rows r WHERE r.bulk_act_id = a.id), a.cancelled_at, a.started_at)
        WHERE a.id = {act} AND a.finished_at IS NULL
          AND (a.cancelled_at IS NOT NULL OR NOT EXISTS (SELECT FROM bulk_act_rows r WHERE r.bulk_act_id = a.id AND r.state = {(int)BulkRowState.Pending}))
        """, cancellationToken);
}

/// <summary>One row: claimed, done by the command of its page, and marked, in one transaction.</summary>
internal sealed class BulkRowRun(PortalDbContext db, CurrentUser user, IMediator mediator, TimeProvider clock, ILogger logger)
{
    /// <summary>Somebody may save between the reading of a version and the save: then it is read once more.</summary>
    private const int MostTries = 3;

    /// <summary>What PostgreSQL refused undoes the command and not the claim.</summary>
    private const string BeforeCommand = "before_command";

    /// <returns>Whether there was a row.</returns>
    public async Task<bool> RunNextAsync(BulkAct act, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await ClaimAsync(act.Id, cancellationToken) is not { } row) return false;
        // As they are now: a post that ended opens nothing any more.
        await user.ActAsAsync(act.PersonId, cancellationToken);
        user.Origin = new(act.OriginAddress, act.SessionId);
        if (!user.May(BulkPermissions.Of(act.Kind))) await RefuseAllAsync(act.Id, cancellationToken);
        else await RunAsync(act, row, transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Whoever else is at work skips what is claimed; the claim ends with the transaction.</summary>
    private async Task<BulkActRow?> ClaimAsync(Guid act, CancellationToken cancellationToken) => (await db.BulkActRows.FromSql($"""
        SELECT r.* FROM bulk_act_rows r
        WHERE r.bulk_act_id = {act} AND r.state = 1 AND NOT EXISTS (SELECT FROM bulk_acts a WHERE a.id = {act} AND a.cancelled_at IS NOT NULL)
        ORDER BY r.position LIMIT 1 FOR UPDATE OF r SKIP LOCKED
        """).AsNoTracking().ToListAsync(cancellationToken)) is [var row] ? row : null;

    private async Task RunAsync(BulkAct act, BulkActRow row, IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        ErrorOr<Success> done;
        await transaction.CreateSavepointAsync(BeforeCommand, cancellationToken);
        try
        {
            done = await DoAsync(act, row.ReportId, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException && (e as DbException ?? e.InnerException as DbException) is not { IsTransient: true })
        {
            // A bug on one row must not keep the others waiting for ever; what may pass is tried again with the next round.
            logger.LogError(e, "Row {Row} of bulk act {Act} failed", row.Position, act.Id);
            await transaction.RollbackToSavepointAsync(BeforeCommand, cancellationToken);
            done = Failure.Conflict("Unexpected");
        }
        db.ChangeTracker.Clear();
        if (done.IsError) row.Refuse(Refusals.Write(done.FirstError), clock.GetUtcNow());
        else row.Succeeded(clock.GetUtcNow());
        db.BulkActRows.Update(row);
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<ErrorOr<Success>> DoAsync(BulkAct act, Guid reportId, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            // Of what is out of sight the command says that it is not there, whatever version it is given.
            var report = await db.GridReports.AsNoTracking().Where(r => r.Id == reportId)
                .Join(db.ReportCategories, r => r.CategoryCode, c => c.Code, (r, c) => new { r.Version, r.Sequence, r.RecordedAt, r.Address, r.DueAt, Category = c.Name })
                .SingleOrDefaultAsync(cancellationToken);
            if (report is null) return Domain.GridReports.GridReportErrors.NotFound;
            var number = Domain.GridReports.ReportNumber.Format(ChinaTime.DayOf(report.RecordedAt).Year, report.Sequence);
            IReportCommand command = act.Kind switch
            {
                BulkActKind.Accept => new AcceptGridReport(reportId, report.Version, act.Note),
                BulkActKind.Assign => new AssignGridReport(reportId, report.Version, act.Assignee, act.Note),
                BulkActKind.Merge => new MergeGridReport(reportId, report.Version, act.Primary, act.Note),
                BulkActKind.Supervise => new SuperviseGridReport(reportId, report.Version, act.Note),
                BulkActKind.Reply => new ReplyToReporter(reportId, report.Version, TemplateText.Fill(act.Note!, number, report.Address, report.Category, report.DueAt)),
                _ => throw new InvalidOperationException($"{act.Kind} has no command."),
            };
            var done = await mediator.Send((IRequest<ErrorOr<Success>>)command, cancellationToken);
            if (!done.IsError || done.FirstError.Code != AccessErrors.ChangedMeanwhile.Code || attempt == MostTries) return done;
        }
    }

    /// <summary>Without a post there is nothing to try: the rest is refused at once, but for rows that another instance has this moment.</summary>
    private Task<int> RefuseAllAsync(Guid act, CancellationToken cancellationToken)
    {
        var (refusal, at) = (Refusals.Write(BulkActErrors.PostLost), clock.GetUtcNow());
        return db.Database.ExecuteSqlAsync($"""
            UPDATE bulk_act_rows SET state = {(int)BulkRowState.Refused}, refusal = {refusal}, at = {at}
            WHERE bulk_act_id = {act} AND position IN
                (SELECT position FROM bulk_act_rows WHERE bulk_act_id = {act} AND state = 1 FOR UPDATE SKIP LOCKED)
            """, cancellationToken);
    }
}
