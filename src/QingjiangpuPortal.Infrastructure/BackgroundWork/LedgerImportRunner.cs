using System.Data.Common;
using System.Runtime.ExceptionServices;
using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>
/// Goes through imported files, batch by batch (ADR 21). A batch's claim, its command's save and the progress are one transaction: after a kill at whatever
/// moment either all of it happened or nothing, and two instances never have the same rows.
/// </summary>
internal sealed class LedgerImportRunner(IServiceScopeFactory scopes, TimeProvider clock, ILogger<LedgerImportRunner> logger) : PeriodicWorker(scopes, clock, logger)
{
    private readonly IServiceScopeFactory scopes = scopes;
    private readonly TimeProvider clock = clock;
    private readonly ILogger logger = logger;

    protected override TimeSpan Pause => TimeSpan.FromSeconds(2);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<PortalDbContext>();
        await ForgetRefusedAsync(db, clock.GetUtcNow(), cancellationToken);
        return await RunAsync(db, scopes, logger, cancellationToken);
    }

    /// <param name="most">How many batches at most.</param>
    /// <returns>Whether a batch was taken: then more may be waiting.</returns>
    public static async Task<bool> RunAsync(PortalDbContext db, IServiceScopeFactory scopes, ILogger logger, CancellationToken cancellationToken, int most = int.MaxValue)
    {
        var (took, failed) = (false, (ExceptionDispatchInfo?)null);
        foreach (var id in await db.LedgerImports.Where(i => i.FinishedAt == null).OrderBy(i => i.Id).Select(i => i.Id).ToListAsync(cancellationToken))
        {
            using var run = new LedgerImportRun(id, scopes, logger);
            try
            {
                while (most > 0 && await run.NextAsync(cancellationToken))
                {
                    took = true;
                    most--;
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Its batch waits for the next round; the imports behind it do not wait for it.
                failed ??= ExceptionDispatchInfo.Capture(e);
            }
        }
        failed?.Throw();
        return took;
    }

    /// <summary>Rows that nobody fetched in time hold people's data for nothing.</summary>
    public static Task<int> ForgetRefusedAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - LedgerImport.RefusedKeptFor;
        return db.LedgerImportRows.Where(r => db.LedgerImports.Any(i => i.Id == r.ImportId && i.Refused > 0 && i.FinishedAt < before)).ExecuteDeleteAsync(cancellationToken);
    }
}

/// <summary>One import as far as this instance takes it: the file is opened once, and read on from batch to batch.</summary>
internal sealed class LedgerImportRun(Guid importId, IServiceScopeFactory scopes, ILogger logger) : IDisposable
{
    /// <summary>Any number that nothing else in this database locks by: two imports that bring the same people take turns.</summary>
    private const long RegisterLock = 0x51_4A_50_02;

    /// <summary>What PostgreSQL refused undoes the command and not the claim.</summary>
    private const string BeforeCommand = "before_command";

    private byte[]? _file;
    private IEnumerator<LedgerFileRow>? _rows;
    private int _position;

    /// <returns>Whether there was a batch to take.</returns>
    public async Task<bool> NextAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await ClaimAsync(db, cancellationToken) is not { } import) return false;
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({RegisterLock})", cancellationToken);
        await transaction.CreateSavepointAsync(BeforeCommand, cancellationToken);
        var failure = await TakeAsync(scope.ServiceProvider, db, import, cancellationToken);
        // Somebody saved one of these people this moment: the same rows once more.
        if (failure == AccessErrors.ChangedMeanwhile.Code) return true;
        if (failure is not null)
        {
            if (failure == LedgerImportFailures.Unexpected) await transaction.RollbackToSavepointAsync(BeforeCommand, cancellationToken);
            await FailAsync(scope.ServiceProvider, db, failure, cancellationToken);
        }
        // With the last row, or with what ended it, the file is gone.
        await db.LedgerImportParts.Where(p => p.ImportId == importId && db.LedgerImports.Any(i => i.Id == importId && i.FinishedAt != null)).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public void Dispose() => _rows?.Dispose();

    /// <summary>Whoever else is at work skips what is claimed; the claim ends with the transaction.</summary>
    private async Task<LedgerImport?> ClaimAsync(PortalDbContext db, CancellationToken cancellationToken) => (await db.LedgerImports.FromSql($"""
        SELECT * FROM ledger_imports WHERE id = {importId} AND finished_at IS NULL FOR UPDATE SKIP LOCKED
        """).AsNoTracking().ToListAsync(cancellationToken)) is [var import] ? import : null;

    /// <returns>The code of what ends the import; <c>null</c> where nothing does.</returns>
    private async Task<string?> TakeAsync(IServiceProvider services, PortalDbContext db, LedgerImport import, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await ReadAsync(services, db, import, cancellationToken);
            if (rows.Count == 0) return LedgerImportFailures.FileChanged;
            // As they are now: a post that ended opens nothing any more.
            var user = services.GetRequiredService<CurrentUser>();
            await user.ActAsAsync(import.SenderId, cancellationToken);
            user.Origin = new(import.OriginAddress, import.SessionId);
            var taken = await services.GetRequiredService<IMediator>().Send(new ImportLedgerRows(importId, rows), cancellationToken);
            return !taken.IsError ? null : taken.FirstError.Type == ErrorType.Forbidden ? LedgerImportFailures.PostLost : taken.FirstError.Code;
        }
        catch (Exception e) when (e is not OperationCanceledException && (e as DbException ?? e.InnerException as DbException) is not { IsTransient: true })
        {
            // A bug must not keep the import waiting for ever; the same file can be sent again. What may pass is tried again with the next round.
            logger.LogError(e, "Import {Import} failed behind row {Row}", importId, import.Done);
            return LedgerImportFailures.Unexpected;
        }
    }

    private async Task<List<LedgerFileRow>> ReadAsync(IServiceProvider services, PortalDbContext db, LedgerImport import, CancellationToken cancellationToken)
    {
        _file ??= await OpenAsync(services.GetRequiredService<IPersonalDataCipher>(), db, cancellationToken);
        // Another instance went on meanwhile, or this batch is taken once more.
        if (_rows is null || _position > import.Done)
        {
            _rows?.Dispose();
            (_rows, _position) = (LedgerFile.Rows(_file).GetEnumerator(), 0);
        }
        for (; _position < import.Done; _position++) _rows.MoveNext();
        var rows = new List<LedgerFileRow>(ImportLedgerRows.BatchSize);
        while (rows.Count < ImportLedgerRows.BatchSize && _rows.MoveNext()) rows.Add(_rows.Current);
        _position += rows.Count;
        return rows;
    }

    private async Task<byte[]> OpenAsync(IPersonalDataCipher cipher, PortalDbContext db, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        await foreach (var part in db.LedgerImportParts.AsNoTracking().Where(p => p.ImportId == importId).OrderBy(p => p.Position).AsAsyncEnumerable().WithCancellation(cancellationToken))
            file.Write(Convert.FromBase64String(cipher.Reveal(part.Content, PersonalDataKind.UploadedFile)));
        return file.ToArray();
    }

    private async Task FailAsync(IServiceProvider services, PortalDbContext db, string code, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var import = await db.LedgerImports.SingleAsync(i => i.Id == importId, cancellationToken);
        import.Fail(code, services.GetRequiredService<TimeProvider>().GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>What ends an import before its last row, as the sentences' codes.</summary>
internal static class LedgerImportFailures
{
    /// <summary>Whoever sent it holds no post any more by which this may be done.</summary>
    public const string PostLost = "LedgerImport.PostLost";

    /// <summary>The file has fewer rows than when it was sent.</summary>
    public const string FileChanged = "LedgerImport.FileChanged";
    public const string Unexpected = "Unexpected";
}
