using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Access;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.Access;

/// <summary>解除封禁 before its time.</summary>
public sealed record EndBlock(Guid BlockId) : ICommand<Success>, IAuditedAs, IAbout
{
    public Permission Permission => Permission.OperatePortal;
    public AuditKind AuditKind => AuditKind.Rights;
    public AuditSubject? Subject => AuditSubject.Of<BlockedSource>(BlockId);
}

internal sealed class EndBlockHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<EndBlock, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(EndBlock request, CancellationToken cancellationToken)
    {
        var block = await db.BlockedSources.SingleOrDefaultAsync(b => b.Id == request.BlockId, cancellationToken);
        return block is null ? Failure.NotFound("Block.NotFound") : block.End(user.PersonId, clock.GetUtcNow());
    }
}
