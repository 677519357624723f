using System.Security.Cryptography;
using System.Text;

namespace QingjiangpuPortal.Infrastructure.Protection;

/// <summary>A data key at rest: sealed under a master key, with everything that is said about it authenticated.</summary>
public sealed class WrappedKey
{
    private WrappedKey() { }

    public KeyPurpose Purpose { get; private set; }
    public int Version { get; private set; }
    public CryptographicSuite Suite { get; private set; }
    public int MasterVersion { get; private set; }

    /// <summary>Nonce ‖ encrypted key ‖ tag.</summary>
    public byte[] Wrapped { get; private set; } = null!;
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When no row carried it any more. It still opens what an old back-up brings back.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    internal static WrappedKey Of(DataKey key, KeyFile file, DateTimeOffset at)
    {
        var row = new WrappedKey { Purpose = key.Purpose, Version = key.Version, Suite = key.Suite, CreatedAt = at };
        row.Wrap(key, file);
        return row;
    }

    /// <summary>Under the file's current master key; the data key stays what it is.</summary>
    internal void Wrap(DataKey key, KeyFile file)
    {
        MasterVersion = file.Current;
        Wrapped = new byte[ICryptographicSuite.NonceSize + key.Key.Length + ICryptographicSuite.TagSize];
        var nonce = Wrapped.AsSpan(0, ICryptographicSuite.NonceSize);
        RandomNumberGenerator.Fill(nonce);
        Suite.Algorithms().Seal(file.WrappingKey(file.Current, Suite)!, nonce, key.Key, Context(), Wrapped.AsSpan(ICryptographicSuite.NonceSize));
    }

    /// <exception cref="InvalidKeyFileException">The file has not the master key that this was wrapped under.</exception>
    internal DataKey Unwrap(KeyFile file)
    {
        if (file.WrappingKey(MasterVersion, Suite) is not { } wrapping)
            throw new InvalidKeyFileException($"The key file '{file.Path}' has no master key {MasterVersion}, under which the data key {Purpose} {Version} of this database is wrapped. Restore the file that belongs to it.");
        var key = new byte[Wrapped.Length - ICryptographicSuite.NonceSize - ICryptographicSuite.TagSize];
        try
        {
            Suite.Algorithms().Open(wrapping, Wrapped.AsSpan(0, ICryptographicSuite.NonceSize), Wrapped.AsSpan(ICryptographicSuite.NonceSize), Context(), key);
        }
        catch (CryptographicException e)
        {
            throw new InvalidKeyFileException($"The key file '{file.Path}' does not belong to this database: its master key {MasterVersion} does not open the data key {Purpose} {Version}. Restore the file that does.", e);
        }
        return new(Purpose, Version, Suite, key);
    }

    internal void Retire(DateTimeOffset at) => RetiredAt = at;

    private byte[] Context() => Encoding.UTF8.GetBytes($"{Purpose}\n{Version}\n{Suite}\n{MasterVersion}");
}
