using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Protection;

/// <summary>How far a rotation came in one column, so that a killed one goes on there.</summary>
public sealed class RotationProgress
{
    private RotationProgress() { }

    /// <summary>The version that everything is brought to.</summary>
    public int Version { get; private set; }
    public string ColumnName { get; private set; } = null!;

    /// <summary>The last id that was done.</summary>
    public Guid LastId { get; private set; }
    public long Rows { get; private set; }
}

/// <summary>What a rotation is doing: so many rows of that column are done in this run.</summary>
public sealed record RotationStep(string Column, long Rows);

/// <param name="Retired">The versions that no row carries any more.</param>
public sealed record RotationResult(int Version, CryptographicSuite Suite, long Rows, IReadOnlyList<int> Retired);

/// <summary>
/// Makes the next data key and brings every protected column to it while the portal runs: small batches in the order of
/// ids, each a transaction with its progress. A row that somebody changed meanwhile is left to them and looked at again.
/// Columns without ciphertext of an older version cost one pass over their table.
/// </summary>
public sealed class KeyRotation(PortalDbContext db, NpgsqlDataSource source, KeyFileSource files, DataKeys keys, PortalSettings settings, TimeProvider clock)
{
    private const int BatchSize = 500;

    /// <summary>After so long nobody seals with the key before: every instance has read the new one, and has saved what it began before.</summary>
    public static readonly TimeSpan SettledAfter = 2 * DataKeys.MaxAge;

    /// <summary>Makes the next key and rotates to it, or goes on with a rotation that was cut off.</summary>
    /// <exception cref="InvalidOperationException">It cannot be done now; the sentence says why.</exception>
    public async Task<RotationResult> RotateAsync(CryptographicSuite? suite, IProgress<RotationStep> progress, CancellationToken cancellationToken)
    {
        await using var alone = await KeyLock.TakeAsync(source, cancellationToken);
        var target = await TargetAsync(suite, cancellationToken);
        keys.Open();
        var columns = ProtectedColumn.In(db.Model);
        long rows = 0;
        while (true)
        {
            foreach (var column in columns) rows += await SweepAsync(column, target.Version, progress, cancellationToken);
            await db.RotationProgress.ExecuteDeleteAsync(cancellationToken);
            var left = (await RowsPerVersionAsync(cancellationToken)).Where(c => c.Version != target.Version).Sum(c => c.Rows);
            var unsettled = target.CreatedAt + SettledAfter - clock.GetUtcNow();
            if (left == 0 && unsettled <= TimeSpan.Zero) break;
            // Other instances may seal with the old key for a little while yet; then what they sealed is found.
            if (left == 0) await Task.Delay(unsettled, clock, cancellationToken);
        }
        return new(target.Version, target.Suite, rows, await RetireAsync(target.Version, cancellationToken));
    }

    /// <summary>How many values each key version seals, in all columns.</summary>
    public async Task<IReadOnlyList<(int Version, long Rows)>> RowsPerVersionAsync(CancellationToken cancellationToken)
    {
        var counts = new SortedDictionary<int, long>();
        foreach (var column in ProtectedColumn.In(db.Model))
        {
            await using var count = source.CreateCommand(
                $"SELECT substring({column.Ciphertext} FROM 1 FOR 4), count(*) FROM {column.Table} WHERE {column.Ciphertext} IS NOT NULL GROUP BY 1");
            // Counting a million rows takes longer than a page would ever wait.
            count.CommandTimeout = 0;
            await using var reader = await count.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var version = BinaryPrimitives.ReadInt32BigEndian(reader.GetFieldValue<byte[]>(0));
                counts[version] = counts.GetValueOrDefault(version) + reader.GetInt64(1);
            }
        }
        return [.. counts.Select(c => (c.Key, c.Value))];
    }

    private async Task<WrappedKey> TargetAsync(CryptographicSuite? suite, CancellationToken cancellationToken)
    {
        var file = files.Read();
        if (file.IsOldForm) throw new InvalidOperationException($"The key file '{file.Path}' is of the old form, which holds the data keys itself. Run 'keys upgrade' first.");
        keys.Open();
        var inUse = await db.WrappedKeys.AsNoTracking().Where(k => k.Purpose == KeyPurpose.Encryption && k.RetiredAt == null)
            .OrderBy(k => k.Version).ToListAsync(cancellationToken);
        var last = inUse[^1];
        if (inUse.Count > 1)
        {
            if (suite is { } other && other != last.Suite)
                throw new InvalidOperationException($"A rotation to version {last.Version} ({last.Suite}) is not finished. Finish it first: 'keys rotate'.");
            return last;
        }
        var next = WrappedKey.Of(DataKey.New(KeyPurpose.Encryption, last.Version + 1, suite ?? settings.Cryptography), file, clock.GetUtcNow());
        db.WrappedKeys.Add(next);
        db.AuditEntries.Add(KeyAudit.Line("RotateKeys", next.Version, $"{last.Suite} -> {next.Suite}", clock));
        await db.SaveChangesAsync(cancellationToken);
        return next;
    }

    private async Task<long> SweepAsync(ProtectedColumn column, int version, IProgress<RotationStep> progress, CancellationToken cancellationToken)
    {
        var current = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(current, version);
        var last = await db.RotationProgress.Where(p => p.Version == version && p.ColumnName == column.Name)
            .Select(p => p.LastId).SingleOrDefaultAsync(cancellationToken);
        long done = 0;
        while (await OldAsync(column, current, last, cancellationToken) is { Count: > 0 } batch)
        {
            done += await SealAgainAsync(column, version, batch, cancellationToken);
            last = batch[^1].Id;
            progress.Report(new(column.Name, done));
        }
        return done;
    }

    private async Task<List<(Guid Id, byte[] Ciphertext)>> OldAsync(ProtectedColumn column, byte[] current, Guid after, CancellationToken cancellationToken)
    {
        await using var select = source.CreateCommand($"""
            SELECT {column.Key}, {column.Ciphertext} FROM {column.Table}
            WHERE {column.Key} > $1 AND {column.Ciphertext} IS NOT NULL AND substring({column.Ciphertext} FROM 1 FOR 4) <> $2
            ORDER BY {column.Key} LIMIT {BatchSize}
            """);
        select.CommandTimeout = 0;
        select.Parameters.Add(new() { Value = after });
        select.Parameters.Add(new() { Value = current });
        var rows = new List<(Guid, byte[])>(BatchSize);
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) rows.Add((reader.GetGuid(0), reader.GetFieldValue<byte[]>(1)));
        return rows;
    }

    /// <summary>Two statements of one batch are one transaction: the rows, where they are still as they were read, and the progress.</summary>
    private async Task<int> SealAgainAsync(ProtectedColumn column, int version, List<(Guid Id, byte[] Ciphertext)> rows, CancellationToken cancellationToken)
    {
        var sealedAgain = rows.Select(row => SealAgain(column, row.Id, row.Ciphertext)).ToArray();
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new($"""
            UPDATE {column.Table} AS t SET {column.Ciphertext} = b.sealed_again
            FROM unnest($1, $2, $3) AS b(id, before, sealed_again)
            WHERE t.{column.Key} = b.id AND t.{column.Ciphertext} = b.before
            """)
        {
            Parameters =
            {
                new() { Value = rows.ConvertAll(r => r.Id).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                new() { Value = rows.ConvertAll(r => r.Ciphertext).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
                new() { Value = sealedAgain, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
            },
        });
        batch.BatchCommands.Add(new("""
            INSERT INTO key_rotation_progress AS p (version, column_name, last_id, rows) VALUES ($1, $2, $3, $4)
            ON CONFLICT (version, column_name) DO UPDATE SET last_id = excluded.last_id, rows = p.rows + excluded.rows
            """)
        {
            Parameters = { new() { Value = version }, new() { Value = column.Name }, new() { Value = rows[^1].Id }, new() { Value = (long)rows.Count } },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return rows.Count;
    }

    /// <exception cref="InvalidOperationException">It does not open; says which it is, and nothing of it.</exception>
    private byte[] SealAgain(ProtectedColumn column, Guid id, byte[] ciphertext)
    {
        try
        {
            return PersonalDataCipher.SealAgain(keys, ciphertext, column.Kind);
        }
        catch (CryptographicException e)
        {
            throw new InvalidOperationException($"The ciphertext in {column.Name} of {column.Key} {id} does not open with the keys of this database: {e.Message}", e);
        }
    }

    private async Task<IReadOnlyList<int>> RetireAsync(int version, CancellationToken cancellationToken)
    {
        var old = await db.WrappedKeys.Where(k => k.Purpose == KeyPurpose.Encryption && k.Version != version && k.RetiredAt == null).ToListAsync(cancellationToken);
        foreach (var key in old)
        {
            key.Retire(clock.GetUtcNow());
            db.AuditEntries.Add(KeyAudit.Line("RetireKey", key.Version, reason: null, clock));
        }
        await db.SaveChangesAsync(cancellationToken);
        return old.ConvertAll(k => k.Version);
    }
}

/// <summary>What the operator does to keys leaves a line in the audit trail, in the same transaction.</summary>
internal static class KeyAudit
{
    public static AuditEntry Line(string action, int version, string? reason, TimeProvider clock)
    {
        var at = clock.GetUtcNow();
        return AuditEntry.Of(
            Guid.CreateVersion7(at), at,
            new(AuditKind.Keys, action, nameof(WrappedKey), version.ToString(System.Globalization.CultureInfo.InvariantCulture), PersonId: null, AuditEntry.Done, reason),
            new(ActorId: null, IsSystem: true, Post: null, Address: null, SessionId: null));
    }
}
