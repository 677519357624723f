using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Protection;

/// <summary>What the operator does to keys, beside <see cref="KeyRotation"/>.</summary>
public sealed class KeyCommands(PortalDbContext db, KeyFileSource files, TimeProvider clock)
{
    /// <summary>
    /// Brings a key file of the old form to master keys: its data keys are wrapped and put into the database, then the file
    /// is replaced. Cut off anywhere, it is done again: until the file is replaced the portal works with the old one.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is nothing to upgrade.</exception>
    public async Task UpgradeAsync(CancellationToken cancellationToken)
    {
        var old = files.Read();
        if (!old.IsOldForm) throw new InvalidOperationException($"The key file '{old.Path}' holds master keys already.");
        var next = old.Path + ".new";
        var wrapped = await db.WrappedKeys.AsNoTracking().ToListAsync(cancellationToken);
        if (wrapped.Count == 0)
        {
            File.Delete(next);
            KeyFile.Create(next);
            var file = KeyFile.Read(next);
            db.WrappedKeys.AddRange(old.OldForm.Select(key => WrappedKey.Of(key, file, clock.GetUtcNow())));
            db.AuditEntries.Add(KeyAudit.Line("UpgradeKeys", file.Current, reason: null, clock));
            await db.SaveChangesAsync(cancellationToken);
        }
        else
        {
            // Cut off last time between the database and the file: only a file that opens every key may take the old one's place.
            var file = KeyFile.Read(next);
            foreach (var key in wrapped) key.Unwrap(file);
        }
        File.Move(next, old.Path, overwrite: true);
    }

    /// <summary>Wraps every data key under the file's current master key. Whoever has only the file of before can read none of them then.</summary>
    /// <returns>How many were under another.</returns>
    public async Task<int> RotateMasterAsync(CancellationToken cancellationToken)
    {
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
