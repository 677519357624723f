using System.Text.Json;
using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;

namespace QingjiangpuPortal.Application.Ledgers;

/// <summary>
/// The next rows of an import, sent by the portal's worker as the person whose file it is: good rows are taken, bad ones are kept with their reasons. One
/// save, so that rows and progress are one thing.
/// </summary>
/// <param name="Rows">Those that follow the rows which the import has gone through.</param>
public sealed record ImportLedgerRows(Guid ImportId, IReadOnlyList<LedgerFileRow> Rows) : ICommand<Success>, IAbout
{
    public const int BatchSize = 500;

    public Permission Permission => Permission.ImportLedger;
    public AuditSubject? Subject => AuditSubject.Of<LedgerImport>(ImportId);
}

internal sealed class ImportLedgerRowsHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, IPlaceDirectory places, TimeProvider clock)
    : IRequestHandler<ImportLedgerRows, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(ImportLedgerRows request, CancellationToken cancellationToken)
    {
        var me = user.PersonId;
        if (await db.LedgerImports.SingleOrDefaultAsync(i => i.Id == request.ImportId && i.SenderId == me, cancellationToken) is not { IsFinished: false } import)
            return LedgerErrors.ImportNotFound;
        var (at, map) = (clock.GetUtcNow(), await places.CurrentAsync(cancellationToken));
        var rows = request.Rows.Select(row => new LedgerRow(row, map, import.AsOf)).ToList();
        var batch = new LedgerBatch(db, cipher, user.ScopeFor(request.Permission), import, at);
        await batch.LoadAsync(rows, cancellationToken);
        var changed = rows.Count(row => row.Problems.Count == 0 && batch.Take(row));
        var refused = rows.Where(row => row.Problems.Count > 0).ToList();
        db.LedgerImportRows.AddRange(refused.Select(row => LedgerImportRow.Of(
            OrderedId.Next(at), import.Id, row.Number, LedgerRowProblem.Write(row.Problems),
            cipher.Protect(JsonSerializer.Serialize(row.Cells), PersonalDataKind.ImportedRow))));
        import.Advance(rows.Count, refused.Count, changed, at);
        return Result.Success;
    }
}
