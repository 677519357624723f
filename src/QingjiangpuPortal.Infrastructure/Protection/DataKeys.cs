using System.Collections.Frozen;
using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Protection;

/// <summary>
/// The data keys in memory: opened from the database with the key file at the first need, and read again every
/// <see cref="MaxAge"/> and whenever something carries a version that is not known yet, so that instances follow a rotation
/// without a restart. Reading is synchronous: it happens once a minute, in the middle of whatever needs a key.
/// </summary>
public sealed class DataKeys(KeyFileSource source, PortalSettings settings, IServiceScopeFactory scopes, TimeProvider clock, ILogger<DataKeys> logger)
{
    /// <summary>How long an instance may go on sealing with a key after another instance made the next.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    /// <summary>Any number that nothing else in this database locks by.</summary>
    private const long FirstKeysLock = 0x51_4A_50_02;

    private readonly Lock _reading = new();
    private volatile Opened? _opened;

    /// <summary>Opens the keys now. Before anybody needs one, so that a wrong file stops the start.</summary>
    /// <exception cref="InvalidKeyFileException">The file is missing or wrong, or is not this database's.</exception>
    public void Open()
    {
        lock (_reading) _opened = Read();
    }

    internal DataKey Current(KeyPurpose purpose) => Fresh().Current[purpose];

    /// <exception cref="CryptographicException">Neither the database nor the file knows it.</exception>
    internal DataKey Find(KeyPurpose purpose, int version)
    {
        if (Fresh().All.TryGetValue((purpose, version), out var key)) return key;
        Open();
        return _opened!.All.GetValueOrDefault((purpose, version)) ?? throw new CryptographicException($"There is no key version {version}.");
    }

    private Opened Fresh()
    {
        if (_opened is { } opened && clock.GetElapsedTime(opened.At) < MaxAge) return opened;
        lock (_reading)
        {
            if (_opened is not { } known) return _opened = Read();
            if (clock.GetElapsedTime(known.At) < MaxAge) return known;
            try
            {
                return _opened = Read();
            }
            catch (Exception e) when (e is DbException or InvalidOperationException or InvalidKeyFileException)
            {
                // What was opened stays open: a database that is away or a file half written must not stop the portal.
                logger.LogError(e, "The keys could not be read again; those in memory go on");
                return _opened = known with { At = clock.GetTimestamp() };
            }
        }
    }

    private Opened Read()
    {
        var file = source.Read();
        var keys = file.IsOldForm ? file.OldForm : Unwrapped(file);
        return new(
            clock.GetTimestamp(), keys.ToFrozenDictionary(k => (k.Purpose, k.Version)),
            keys.GroupBy(k => k.Purpose).ToFrozenDictionary(g => g.Key, g => g.Last()));
    }

    private List<DataKey> Unwrapped(KeyFile file)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var rows = db.WrappedKeys.AsNoTracking().OrderBy(k => k.Version).ToList();
        if (rows.Count == 0) rows = MakeFirst(db, file);
        return rows.ConvertAll(row => row.Unwrap(file));
    }

    /// <summary>A new database gets its keys from whoever needs one first.</summary>
    private List<WrappedKey> MakeFirst(PortalDbContext db, KeyFile file)
    {
        using var transaction = db.Database.BeginTransaction();
        db.Database.ExecuteSql($"SELECT pg_advisory_xact_lock({FirstKeysLock})");
        if (db.WrappedKeys.AsNoTracking().ToList() is { Count: > 0 } others) return others;
        if (db.People.Any() || db.GridReports.Any(r => r.ContactPhone != null))
            throw new InvalidKeyFileException($"This database holds protected data and no keys, so it was sealed with a key file of the old form; '{file.Path}' is another one. Restore the file that belongs to it, then run 'keys upgrade'.");
        var made = Enum.GetValues<KeyPurpose>().Select(purpose => WrappedKey.Of(DataKey.New(purpose, 1, settings.Cryptography), file, clock.GetUtcNow())).ToList();
        db.WrappedKeys.AddRange(made);
        db.SaveChanges();
        transaction.Commit();
        return made;
    }

    private sealed record Opened(long At, FrozenDictionary<(KeyPurpose, int), DataKey> All, FrozenDictionary<KeyPurpose, DataKey> Current);
}

/// <summary>Where the key file is.</summary>
public sealed class KeyFileSource(DataDirectory data, PortalSettings settings)
{
    public string Path { get; } = settings.KeyFileIn(data);

    /// <exception cref="InvalidKeyFileException">The file is missing or wrong.</exception>
    public KeyFile Read()
    {
        // Only the demo makes its own: in production a missing file is a fault, and new keys would hide it.
        if (settings.Demo && !File.Exists(Path)) KeyFile.Create(Path);
        return KeyFile.Read(Path);
    }
}
