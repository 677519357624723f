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
public sealed class CurrentUser(PortalDbContext db, IPersonalDataCipher cipher, TimeProvider clock) : ICurrentUser
{
    public Guid? PersonId { get; private set; }
    public IReadOnlyList<HeldPost> Posts { get; private set; } = [];
    public bool IsSystem { get; private set; }

    /// <summary>The name to greet the user by, masked: 李**, or 138****8000 where there is no name.</summary>
    public string? DisplayName { get; private set; }

    /// <summary>Somebody who signed in came over the network.</summary>
    public async Task ActAsAsync(Guid personId, CancellationToken cancellationToken)
    {
        if (await PersonOf(db, personId, ChinaTime.DayOf(clock.GetUtcNow()), cancellationToken) is not { } person) return;
        PersonId = personId;
        Posts = person.Posts;
        DisplayName = person.Name is { } name
            ? PersonName.Mask(cipher.Reveal(name, PersonalDataKind.Name))
            : MobileNumber.Mask(cipher.Reveal(person.Phone, PersonalDataKind.Phone));
    }

    /// <summary>For the portal's workers and the operator's command line.</summary>
    public void ActAsSystem() => IsSystem = true;

    private static readonly Func<PortalDbContext, Guid, DateOnly, CancellationToken, Task<SignedInPerson?>> PersonOf =
        EF.CompileAsyncQuery((PortalDbContext db, Guid personId, DateOnly today, CancellationToken cancellationToken) =>
            db.People.AsNoTracking().Where(p => p.Id == personId)
                .Select(p => new SignedInPerson(p.Name, p.Phone, db.Posts
                    .Where(post => post.PersonId == personId && post.ValidFrom <= today && (post.ValidTo == null || post.ValidTo > today))
                    .OrderBy(post => post.UnitCode).Select(post => new HeldPost(post.Kind, post.UnitCode)).ToList()))
                .FirstOrDefault());

    private sealed record SignedInPerson(Protected? Name, Protected Phone, List<HeldPost> Posts);
}
