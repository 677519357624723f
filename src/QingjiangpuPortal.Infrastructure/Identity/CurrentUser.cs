using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Identity;

/// <summary>
/// The user of this scope: nobody, until a web request or one of the portal's workers takes it. Posts are read from the
/// database on every request, so that a post that ended opens nothing any more.
/// </summary>
public sealed class CurrentUser(PortalDbContext db, TimeProvider clock) : ICurrentUser
{
    public Guid? PersonId { get; private set; }
    public IReadOnlyList<HeldPost> Posts { get; private set; } = [];
    public bool IsSystem { get; private set; }

    /// <summary>Somebody who signed in came over the network.</summary>
    public async Task ActAsAsync(Guid personId, CancellationToken cancellationToken)
    {
        PersonId = personId;
        Posts = await PostsOf(db, personId, ChinaTime.DayOf(clock.GetUtcNow())).ToListAsync(cancellationToken);
    }

    /// <summary>For the portal's workers and the operator's command line.</summary>
    public void ActAsSystem() => IsSystem = true;

    private static readonly Func<PortalDbContext, Guid, DateOnly, IAsyncEnumerable<HeldPost>> PostsOf =
        EF.CompileAsyncQuery((PortalDbContext db, Guid personId, DateOnly today) =>
            db.Posts.Where(p => p.PersonId == personId && p.ValidFrom <= today && (p.ValidTo == null || p.ValidTo > today))
                .OrderBy(p => p.UnitCode).Select(p => new HeldPost(p.Kind, p.UnitCode)));
}
