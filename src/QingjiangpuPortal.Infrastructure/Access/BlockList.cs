using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using QingjiangpuPortal.Application.Access;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Access;

/// <summary>
/// The blocked sources in memory, read anew every few seconds by one of the requests: a check costs no way to the database.
/// While the database is away the last list stands.
/// </summary>
public sealed class BlockList(IServiceScopeFactory scopes, TimeProvider clock, ILogger<BlockList> logger) : IDisposable
{
    /// <summary>How long another instance may not know of a change.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);

    /// <summary>More than ever stand at once; what exceeds it is the oldest.</summary>
    private const int MaxEntries = 10_000;

    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Reading _last = new([], DateTimeOffset.MinValue);

    /// <summary>The block that this source meets; <c>null</c> when there is none.</summary>
    public async ValueTask<StandingBlock?> FindAsync(IPAddress? address, string? account, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - _last.At >= KeptFor && await _reading.WaitAsync(TimeSpan.Zero, cancellationToken)) await ReadAsync(now, cancellationToken);
        var list = _last.Blocks;
        if (list.Count == 0) return null;
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        var personId = Guid.TryParse(account, out var id) ? id : (Guid?)null;
        return list.FirstOrDefault(b => b.Until > now
            && (b.Network is { } network ? plain is not null && network.Contains(plain) : personId is not null && b.PersonId == personId));
    }

    public void Dispose() => _reading.Dispose();

    private async Task ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var rows = await scope.ServiceProvider.GetRequiredService<PortalDbContext>().BlockedSources.Where(BlockedSources.StandsAt(now))
                .OrderByDescending(b => b.BlockedAt).Take(MaxEntries).Select(b => new { b.Network, b.PersonId, b.Until }).ToListAsync(cancellationToken);
            _last = new([.. rows.Select(r => new StandingBlock(r.Network is null ? null : IPNetwork.Parse(r.Network), r.PersonId, r.Until))], now);
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            logger.LogWarning(e, "The list of blocked sources could not be read");
            _last = _last with { At = now };
        }
        finally
        {
            _reading.Release();
        }
    }

    private sealed record Reading(IReadOnlyList<StandingBlock> Blocks, DateTimeOffset At);
}

/// <summary>A source that is not answered, and until when.</summary>
public sealed record StandingBlock(IPNetwork? Network, Guid? PersonId, DateTimeOffset Until);
