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
    public RequestOrigin Origin { get; set; } = RequestOrigin.Unknown;

    /// <summary>As it is stored; who greets the user reveals and masks it.</summary>
    public Protected? Name { get; private set; }
    public Protected? Phone { get; private set; }

    /// <summary>Somebody who signed in came over the network.</summary>
    public async Task ActAsAsync(Guid personId, CancellationToken cancellationToken)
    {
        if (await PersonOf(db, personId, ChinaTime.DayOf(clock.GetUtcNow()), cancellationToken) is not { } person) return;
        PersonId = personId;
        Posts = person.Posts;
        (Name, Phone) = (person.Name, person.Phone);
    }

    /// <summary>For the portal's workers and the operator's command line.</summary>
    public void ActAsSystem() => IsSystem = true;

    private static readonly Func<PortalDbContext, Guid, DateOnly, CancellationToken, Task<SignedInPerson?>> PersonOf =
        EF.CompileAsyncQuery((PortalDbContext db, Guid personId, DateOnly today, CancellationToken cancellationToken) =>
            db.People.AsNoTracking().Where(p => p.Id == personId)
                .Select(p => new SignedInPerson(p.Name, p.Phone, db.Posts
                    .Where(post => post.PersonId == personId && post.ValidFrom <= today && (post.ValidTo == null || post.ValidTo > today))
                    // A deputy's ends with the post it stands in for, whoever ends that at the same moment.
                    .Where(post => post.DeputyOf == null || db.Posts.Any(own => own.Id == post.DeputyOf && own.ValidFrom <= today && (own.ValidTo == null || own.ValidTo > today)))
                    .OrderBy(post => post.UnitCode)
                    .Select(post => new HeldPost(post.Kind, post.UnitCode,
                        db.Posts.Where(own => own.Id == post.DeputyOf).Select(own => (Guid?)own.PersonId).FirstOrDefault())).ToList()))
                .FirstOrDefault());

    private sealed record SignedInPerson(Protected? Name, Protected Phone, List<HeldPost> Posts);
}
