using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Access;

/// <summary>A challenge that was answered, until it would have expired anyway.</summary>
public sealed class SpentChallenge
{
    public Guid Id { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>Lets an answer count once, whichever instance it reaches: the key of the table decides.</summary>
public sealed class SpentChallenges(PortalDbContext db)
{
    /// <returns>Whether this was its first use.</returns>
    public async Task<bool> SpendAsync(Guid id, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO spent_challenges (id, expires_at) VALUES ({id}, {expiresAt}) ON CONFLICT DO NOTHING", cancellationToken) == 1;
}
