using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>
/// Takes rows for itself and does one command to them in the same short transaction: a second instance passes them over, a
/// user's save waits or is passed over, and whatever stops it in between leaves them as they were.
/// </summary>
internal static class ClaimedReports
{
    /// <param name="claim">Selects ids as <c>"Value"</c>, FOR UPDATE SKIP LOCKED.</param>
    /// <returns>What was claimed.</returns>
    /// <exception cref="InvalidOperationException">The command was refused; nothing was changed.</exception>
    public static async Task<IReadOnlyList<Guid>> DoAsync(
        IServiceProvider services, FormattableString claim, Func<IReadOnlyList<Guid>, IRequest<ErrorOr<int>>> command, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<PortalDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var ids = await db.Database.SqlQuery<Guid>(claim).ToListAsync(cancellationToken);
        if (ids.Count == 0) return ids;
        var done = await services.GetRequiredService<IMediator>().Send(command(ids), cancellationToken);
        // Also a conflict: with the rows held there is nobody to have one with.
        if (done.IsError) throw new InvalidOperationException(done.FirstError.Code);
        await transaction.CommitAsync(cancellationToken);
        return ids;
    }
}
