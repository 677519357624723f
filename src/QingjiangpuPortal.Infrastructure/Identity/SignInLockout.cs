using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Identity;

/// <summary>Tries to sign in with one mobile number, known or not.</summary>
internal sealed class SignInTries
{
    public byte[] PhoneIndex { get; init; } = null!;
    public int Count { get; init; }
    public DateTimeOffset LastAt { get; init; }
    public DateTimeOffset? ClosedUntil { get; init; }
}

internal sealed class SignInTriesMapping : IEntityTypeConfiguration<SignInTries>
{
    public void Configure(EntityTypeBuilder<SignInTries> builder)
    {
        builder.ToTable("sign_in_tries");
        builder.HasKey(t => t.PhoneIndex);
        builder.HasIndex(t => t.LastAt);
    }
}

/// <summary>
/// One statement counts and decides, by itself and at once: it must hold although the command fails, and however many
/// tries arrive together.
/// </summary>
internal sealed class SignInLockout(PortalDbContext db, TimeProvider clock) : ISignInLockout
{
    private const int MaxTries = 5;
    private static readonly TimeSpan ClosedFor = TimeSpan.FromMinutes(15);

    public async Task<DateTimeOffset?> TryAsync(byte[] phoneIndex, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // The fifth try may be made and closes the number for all that follow; a right one opens it again.
        var counted = await db.Database.ExecuteSqlAsync($"""
            INSERT INTO sign_in_tries AS tries (phone_index, count, last_at, closed_until) VALUES ({phoneIndex}, 1, {now}, NULL)
            ON CONFLICT (phone_index) DO UPDATE SET
                count = CASE WHEN tries.last_at <= {now - ClosedFor} THEN 1 ELSE tries.count + 1 END,
                last_at = {now},
                closed_until = CASE WHEN tries.last_at > {now - ClosedFor} AND tries.count + 1 >= {MaxTries} THEN {now + ClosedFor} END
            WHERE tries.closed_until IS NULL OR tries.closed_until <= {now}
            """, cancellationToken);
        return counted == 1 ? null : await ClosedUntilAsync(phoneIndex, cancellationToken) ?? now;
    }

    public Task<DateTimeOffset?> ClosedUntilAsync(byte[] phoneIndex, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.Set<SignInTries>().Where(t => t.PhoneIndex == phoneIndex && t.ClosedUntil > now).Select(t => t.ClosedUntil).SingleOrDefaultAsync(cancellationToken);
    }

    public Task ForgiveAsync(byte[] phoneIndex, CancellationToken cancellationToken) =>
        db.Set<SignInTries>().Where(t => t.PhoneIndex == phoneIndex).ExecuteDeleteAsync(cancellationToken);
}
