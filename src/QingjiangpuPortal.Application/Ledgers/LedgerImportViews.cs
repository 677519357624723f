using System.Text.Json;
using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Ledgers;

namespace QingjiangpuPortal.Application.Ledgers;

/// <summary>The user's own imports, the latest first.</summary>
public sealed record ListLedgerImports(string? After = null) : IQuery<Page<LedgerImportSummary>>
{
    public Permission Permission => Permission.ImportLedger;
}

/// <param name="FailureCode">What ended it before its last row.</param>
public sealed record LedgerImportSummary(
    Guid Id, LedgerSource Source, DateOnly AsOf, int Rows, int Done, int Refused, int Changed, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, string? FailureCode);

/// <summary>One of the user's own imports, how far it is, and the rows that were not taken.</summary>
/// <param name="After">The number of the last row of the page before.</param>
public sealed record GetLedgerImport(Guid Id, int? After = null) : IQuery<LedgerImportView>
{
    public const int PageSize = 50;

    public Permission Permission => Permission.ImportLedger;
}

/// <param name="RefusedUntil">Until when the refused rows are kept; <c>null</c> while it goes on.</param>
public sealed record LedgerImportView(LedgerImportSummary Import, IReadOnlyList<RefusedLedgerRow> Refused, int? Next, DateTimeOffset? RefusedUntil);

/// <param name="Number">As the spreadsheet counts it.</param>
public sealed record RefusedLedgerRow(int Number, IReadOnlyList<LedgerRowProblem> Problems);

/// <summary>取回没有导入的行: in clear, as they were sent, each with its reasons; for a file that is put right and sent again. A command, because rows leave the portal.</summary>
public sealed record TakeRefusedRows(Guid Id) : ICommand<IReadOnlyList<RefusedLedgerCells>>, IAuditedAs, IAbout
{
    public Permission Permission => Permission.ImportLedger;
    public AuditKind AuditKind => AuditKind.Export;
    public AuditSubject? Subject => AuditSubject.Of<LedgerImport>(Id);
}

public sealed record RefusedLedgerCells(IReadOnlyDictionary<string, string> Cells, IReadOnlyList<LedgerRowProblem> Problems);

internal sealed class LedgerImportViewsHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher) :
    IRequestHandler<ListLedgerImports, ErrorOr<Page<LedgerImportSummary>>>, IRequestHandler<GetLedgerImport, ErrorOr<LedgerImportView>>,
    IRequestHandler<TakeRefusedRows, ErrorOr<IReadOnlyList<RefusedLedgerCells>>>
{
    public async Task<ErrorOr<Page<LedgerImportSummary>>> Handle(ListLedgerImports request, CancellationToken cancellationToken)
    {
        var imports = Own();
        if (Cursor.Parse(request.After) is { } after) imports = imports.Where(i => i.Id < after.Id);
        var rows = await imports.OrderByDescending(i => i.Id).Take(Page<LedgerImportSummary>.Size + 1).ToListAsync(cancellationToken);
        var page = rows.ToPage(i => new(i.StartedAt, i.Id));
        return new Page<LedgerImportSummary>([.. page.Items.Select(Summary)], page.Next);
    }

    public async Task<ErrorOr<LedgerImportView>> Handle(GetLedgerImport request, CancellationToken cancellationToken)
    {
        if (await Own().SingleOrDefaultAsync(i => i.Id == request.Id, cancellationToken) is not { } import) return LedgerErrors.ImportNotFound;
        var after = request.After ?? 0;
        var refused = await db.LedgerImportRows.Where(r => r.ImportId == import.Id && r.Number > after).OrderBy(r => r.Number).Take(GetLedgerImport.PageSize + 1)
            .Select(r => new { r.Number, r.Problems }).ToListAsync(cancellationToken);
        var hasMore = refused.Count > GetLedgerImport.PageSize;
        if (hasMore) refused.RemoveAt(GetLedgerImport.PageSize);
        return new LedgerImportView(
            Summary(import), refused.ConvertAll(r => new RefusedLedgerRow(r.Number, LedgerRowProblem.Read(r.Problems))), hasMore ? refused[^1].Number : null,
            import.FinishedAt + LedgerImport.RefusedKeptFor);
    }

    public async Task<ErrorOr<IReadOnlyList<RefusedLedgerCells>>> Handle(TakeRefusedRows request, CancellationToken cancellationToken)
    {
        if (!await Own().AnyAsync(i => i.Id == request.Id, cancellationToken)) return LedgerErrors.ImportNotFound;
        var refused = await db.LedgerImportRows.AsNoTracking().Where(r => r.ImportId == request.Id).OrderBy(r => r.Number).ToListAsync(cancellationToken);
        return refused.ConvertAll(r => new RefusedLedgerCells(
            JsonSerializer.Deserialize<Dictionary<string, string>>(cipher.Reveal(r.Content, PersonalDataKind.ImportedRow))!, LedgerRowProblem.Read(r.Problems)));
    }

    private IQueryable<LedgerImport> Own()
    {
        var me = user.PersonId;
        return db.LedgerImports.AsNoTracking().Where(i => i.SenderId == me);
    }

    private static LedgerImportSummary Summary(LedgerImport import) => new(
        import.Id, import.Source, import.AsOf, import.Rows, import.Done, import.Refused, import.Changed, import.StartedAt, import.FinishedAt, import.FailureCode);
}
