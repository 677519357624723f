using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Identity;

/// <summary>
/// The user of this scope: nobody, until a web request or one of the portal's workers takes it. Session and posts are read
/// from the database on every request, so that a session or a post that ended opens nothing any more.
/// </summary>
public sealed class CurrentUser(PortalDbContext db, SessionRules rules, TimeProvider clock) : ICurrentUser
{
    /// <summary>How often a session notes that it was seen: a write for every request would be one for every page.</summary>
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(3);

    public Guid? PersonId { get; private set; }
    public IReadOnlyList<HeldPost> Posts { get; private set; } = [];
    public bool IsSystem { get; private set; }
    public RequestOrigin Origin { get; set; } = RequestOrigin.Unknown;

    /// <summary>As it is stored; who greets the user reveals and masks it.</summary>
    public Protected? Name { get; private set; }
    public Protected? Phone { get; private set; }

    /// <summary>未读消息: how many notifications the user has not read, for the header; read with the posts in one round trip.</summary>
    public int Unread { get; private set; }

    /// <summary>When the session ends unless there is a further request; <c>null</c> without a session.</summary>
    public DateTimeOffset? SessionExpiresAt { get; private set; }

    /// <summary>There are posts, but this session lacks the second factor without which they are not to be used.</summary>
    public bool LacksSecondFactor { get; private set; }

    /// <summary>Takes up the session of this key, if it is still open.</summary>
    /// <param name="isActivity">Whether the request counts as one of the user's, and moves the expiry on.</param>
    public async Task<bool> ResumeAsync(byte[] keyHash, bool isActivity, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await SessionOf(db, keyHash, now, cancellationToken) is not { } session) return false;
        await ActAsAsync(session.PersonId, cancellationToken);
        LacksSecondFactor = rules.StaffNeedSecondFactor && !session.HasSecondFactor && Posts.Count > 0;
        if (LacksSecondFactor) Posts = [];
        Origin = Origin with { SessionId = session.Id };
        SessionExpiresAt = session.ExpiresAt;
        if (isActivity && now - session.SeenAt >= SeenEvery) await SeeAsync(session, now, cancellationToken);
        return true;
    }

    /// <summary>Without a session: for who calls the portal's requests in process.</summary>
    public async Task ActAsAsync(Guid personId, CancellationToken cancellationToken)
    {
        if (await PersonOf(db, personId, ChinaTime.DayOf(clock.GetUtcNow()), cancellationToken) is not { } person) return;
        PersonId = personId;
        Posts = person.Posts;
        (Name, Phone, Unread) = (person.Name, person.Phone, person.Unread);
    }

    /// <summary>For the portal's workers and the operator's command line.</summary>
    public void ActAsSystem() => IsSystem = true;

    private async Task SeeAsync(ResumedSession session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var expires = now + session.IdleFor < session.EndsAt ? now + session.IdleFor : session.EndsAt;
        // Not where it was ended this moment.
        await db.Sessions.Where(s => s.Id == session.Id && s.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.SeenAt, now).SetProperty(x => x.ExpiresAt, expires), cancellationToken);
        SessionExpiresAt = expires;
    }

    private static readonly Func<PortalDbContext, byte[], DateTimeOffset, CancellationToken, Task<ResumedSession?>> SessionOf =
        EF.CompileAsyncQuery((PortalDbContext db, byte[] keyHash, DateTimeOffset now, CancellationToken cancellationToken) =>
            db.Sessions.AsNoTracking().Where(s => s.KeyHash == keyHash && s.EndedAt == null && s.ExpiresAt > now)
                .Select(s => new ResumedSession(s.Id, s.PersonId, s.HasSecondFactor, s.SeenAt, s.ExpiresAt, s.EndsAt, s.IdleFor))
                .FirstOrDefault());

    private sealed record ResumedSession(
        Guid Id, Guid PersonId, bool HasSecondFactor, DateTimeOffset SeenAt, DateTimeOffset ExpiresAt, DateTimeOffset EndsAt, TimeSpan IdleFor);

    private static readonly Func<PortalDbContext, Guid, DateOnly, CancellationToken, Task<SignedInPerson?>> PersonOf =
        EF.CompileAsyncQuery((PortalDbContext db, Guid personId, DateOnly today, CancellationToken cancellationToken) =>
            db.People.AsNoTracking().Where(p => p.Id == personId)
                .Select(p => new SignedInPerson(p.Name, p.Phone, db.Posts
                    .Where(post => post.PersonId == personId && post.ValidFrom <= today && (post.ValidTo == null || post.ValidTo > today))
                    // A deputy's ends with the post it stands in for, whoever ends that at the same moment.
                    .Where(post => post.DeputyOf == null || db.Posts.Any(own => own.Id == post.DeputyOf && own.ValidFrom <= today && (own.ValidTo == null || own.ValidTo > today)))
                    .OrderBy(post => post.UnitCode)
                    .Select(post => new HeldPost(post.Kind, post.UnitCode,
                        db.Posts.Where(own => own.Id == post.DeputyOf).Select(own => (Guid?)own.PersonId).FirstOrDefault())).ToList(),
                    db.Notifications.Count(n => n.PersonId == personId && n.ReadAt == null)))
                .FirstOrDefault());

    private sealed record SignedInPerson(Protected? Name, Protected Phone, List<HeldPost> Posts, int Unread);
}
