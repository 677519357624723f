using System.Linq.Expressions;
using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Access;

namespace QingjiangpuPortal.Application.Access;

/// <summary>封禁名单: who is not answered at the moment, the latest first.</summary>
public sealed record ListBlockedSources(string? After = null) : IQuery<Page<BlockedSourceRow>>
{
    public Permission Permission => Permission.OperatePortal;
}

/// <param name="Network"><c>null</c> for an account, which is named by nothing but its id: the administrator opens no personal data.</param>
/// <param name="IsAutomatic">The portal did it itself.</param>
public sealed record BlockedSourceRow(Guid Id, string? Network, Guid? PersonId, string Reason, bool IsAutomatic, DateTimeOffset BlockedAt, DateTimeOffset Until);

internal sealed class ListBlockedSourcesHandler(PortalDb db, TimeProvider clock) : IRequestHandler<ListBlockedSources, ErrorOr<Page<BlockedSourceRow>>>
{
    public async Task<ErrorOr<Page<BlockedSourceRow>>> Handle(ListBlockedSources request, CancellationToken cancellationToken)
    {
        var blocks = db.BlockedSources.Where(BlockedSources.StandsAt(clock.GetUtcNow()));
        if (Cursor.Parse(request.After) is { } after)
            blocks = blocks.Where(b => b.BlockedAt <= after.At && (b.BlockedAt < after.At || b.Id < after.Id));
        var rows = await blocks.OrderByDescending(b => b.BlockedAt).ThenByDescending(b => b.Id).Take(Page<BlockedSourceRow>.Size + 1)
            .Select(b => new BlockedSourceRow(b.Id, b.Network, b.PersonId, b.Reason, b.BlockedById == null, b.BlockedAt, b.Until))
            .ToListAsync(cancellationToken);
        return rows.ToPage(row => new(row.BlockedAt, row.Id));
    }
}

public static class BlockedSources
{
    public static Expression<Func<BlockedSource, bool>> StandsAt(DateTimeOffset now) => b => b.EndedAt == null && b.Until > now;

    internal static Task<bool> StandsAsync(this PortalDb db, string network, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.BlockedSources.Where(StandsAt(now)).AnyAsync(b => b.Network == network, cancellationToken);
}
