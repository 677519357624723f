using Microsoft.EntityFrameworkCore;
using Npgsql;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Protection;

/// <summary>What the operator does to keys, beside <see cref="KeyRotation"/>.</summary>
public sealed class KeyCommands(PortalDbContext db, NpgsqlDataSource source, KeyFileSource files, TimeProvider clock)
{
    /// <summary>
    /// Brings a key file of the old form to master keys: its data keys are wrapped and put into the database, then the file
    /// is replaced and stays beside it as <c>.old</c>. Cut off anywhere, it is done again: until the file is replaced the
    /// portal works with the old one.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is nothing to upgrade, or somebody else works on the keys.</exception>
    public async Task UpgradeAsync(CancellationToken cancellationToken)
    {
        await using var alone = await KeyLock.TakeAsync(source, cancellationToken);
        var old = files.Read();
        if (!old.IsOldForm) throw new InvalidOperationException($"The key file '{old.Path}' holds master keys already.");
        var next = old.Path + ".new";
        if (!await db.WrappedKeys.AnyAsync(cancellationToken))
        {
            File.Delete(next);
            KeyFile.Create(next);
            var file = KeyFile.Read(next);
            db.WrappedKeys.AddRange(old.OldForm.Select(key => WrappedKey.Of(key, file, clock.GetUtcNow())));
            db.AuditEntries.Add(KeyAudit.Line("UpgradeKeys", file.Current, reason: null, clock));
            await db.SaveChangesAsync(cancellationToken);
        }
        // Now or the last time, when it was cut off: only a file that opens every key may take the old one's place.
        var written = KeyFile.Read(next);
        foreach (var key in await ListAsync(cancellationToken)) key.Unwrap(written);
        File.Replace(next, old.Path, old.Path + ".old");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(old.Path + ".old", UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Wraps every data key under the file's current master key. Whoever has only the file of before can read none of them then.</summary>
    /// <returns>How many were under another.</returns>
    /// <exception cref="InvalidOperationException">It cannot be done now; the sentence says why.</exception>
    public async Task<int> RotateMasterAsync(CancellationToken cancellationToken)
    {
        await using var alone = await KeyLock.TakeAsync(source, cancellationToken);
        var file = files.Read();
        if (file.IsOldForm) throw new InvalidOperationException($"The key file '{file.Path}' is of the old form and has no master key. Run 'keys upgrade' first.");
        var others = await db.WrappedKeys.Where(k => k.MasterVersion != file.Current).ToListAsync(cancellationToken);
        if (others.Count == 0) return 0;
        foreach (var key in others) key.Wrap(key.Unwrap(file), file);
        db.AuditEntries.Add(KeyAudit.Line("RotateMasterKey", file.Current, reason: null, clock));
        await db.SaveChangesAsync(cancellationToken);
        return others.Count;
    }

    public Task<List<WrappedKey>> ListAsync(CancellationToken cancellationToken) =>
        db.WrappedKeys.AsNoTracking().OrderBy(k => k.Purpose).ThenBy(k => k.Version).ToListAsync(cancellationToken);
}

/// <summary>Of rotations, upgrades and the like one works at a time, whoever started them and wherever.</summary>
internal sealed class KeyLock : IAsyncDisposable
{
    /// <summary>Any number that nothing else in this database locks by.</summary>
    private const long Number = 0x51_4A_50_03;

    private readonly NpgsqlConnection _connection;

    private KeyLock(NpgsqlConnection connection) => _connection = connection;

    /// <exception cref="InvalidOperationException">Somebody else holds it.</exception>
    public static async Task<KeyLock> TakeAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var take = new NpgsqlCommand($"SELECT pg_try_advisory_lock({Number})", connection);
        if ((bool)(await take.ExecuteScalarAsync(cancellationToken))!) return new(connection);
        await connection.DisposeAsync();
        throw new InvalidOperationException("Another rotation or upgrade of keys is running.");
    }

    public async ValueTask DisposeAsync()
    {
        // Connections go back to their pool as they are.
        await using (var release = new NpgsqlCommand($"SELECT pg_advisory_unlock({Number})", _connection)) await release.ExecuteNonQueryAsync();
        await _connection.DisposeAsync();
    }
}
