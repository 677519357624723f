using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Audit;

namespace QingjiangpuPortal.Application.Audit;

/// <summary>How far the trail is sealed.</summary>
public sealed record GetAuditChain : IQuery<AuditChainState>
{
    public Permission Permission => Permission.ReadAudit;
}

/// <param name="Last">The last sealed batch; <c>null</c> before the first.</param>
public sealed record AuditChainState(AuditBatch? Last);

internal sealed class GetAuditChainHandler(PortalDb db) : IRequestHandler<GetAuditChain, ErrorOr<AuditChainState>>
{
    public async Task<ErrorOr<AuditChainState>> Handle(GetAuditChain request, CancellationToken cancellationToken) =>
        new AuditChainState(await db.AuditBatches.AsNoTracking().OrderByDescending(b => b.Number).FirstOrDefaultAsync(cancellationToken));
}
