using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.Audit;

/// <summary>One line of the trail, and the proof that it is in the chain.</summary>
public sealed record GetAuditEntry(Guid Id) : IQuery<AuditEntryDetails>
{
    public Permission Permission => Permission.ReadAudit;
}

/// <param name="Seal"><c>null</c> until it is sealed, which takes minutes.</param>
public sealed record AuditEntryDetails(AuditRow Row, AuditSeal? Seal);

/// <param name="Proof">With the leaf's hash and its position leads to the root (RFC 9162, section 2.1.3.2), so that one line can be shown without the others.</param>
public sealed record AuditSeal(AuditBatch Batch, int Position, byte[] Hash, IReadOnlyList<byte[]> Proof);

internal sealed class GetAuditEntryHandler(PortalDb db, IPersonalDataCipher cipher) : IRequestHandler<GetAuditEntry, ErrorOr<AuditEntryDetails>>
{
    public async Task<ErrorOr<AuditEntryDetails>> Handle(GetAuditEntry request, CancellationToken cancellationToken)
    {
        var rows = await db.AuditEntries.Where(e => e.Id == request.Id).ToRowsAsync(db, cipher, cancellationToken);
        if (rows is not [var row]) return Failure.NotFound("Audit.NotFound");
        return new AuditEntryDetails(row, await SealOfAsync(row.Line, cancellationToken));
    }

    private async Task<AuditSeal?> SealOfAsync(AuditEntry line, CancellationToken cancellationToken)
    {
        var leaf = await db.AuditLeaves.AsNoTracking().SingleOrDefaultAsync(l => l.EntryId == line.Id && l.RecordedAt == line.RecordedAt, cancellationToken);
        if (leaf is null || await db.AuditBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Number == leaf.Batch, cancellationToken) is not { } batch) return null;
        var leaves = await db.AuditLeaves.Where(l => l.Batch == leaf.Batch).OrderBy(l => l.Position).Select(l => l.Hash).ToArrayAsync(cancellationToken);
        // Where leaves are missing there is no proof; 'audit verify' says which.
        return leaf.Position < leaves.Length ? new AuditSeal(batch, leaf.Position, leaf.Hash, MerkleTree.Proof(leaves, leaf.Position)) : null;
    }
}
