using System.Buffers.Binary;
using System.Security.Cryptography;

namespace QingjiangpuPortal.Infrastructure.Protection;

/// <summary>What a data key is for. One key never serves two purposes.</summary>
public enum KeyPurpose
{
    /// <summary>Seals personal data; the one that is rotated.</summary>
    Encryption = 1,

    /// <summary>The keyed hash by which a whole value is found again.</summary>
    BlindIndex = 2,

    /// <summary>The keyed hash of each character of a name.</summary>
    NameCharacters = 3,

    /// <summary>Seals the keys of ASP.NET Core that seal cookies and forms.</summary>
    Cookies = 4,
}

/// <summary>
/// A key in clear, in memory only. What it seals is: version (4 bytes, big-endian) ‖ nonce (12) ‖ encrypted text ‖ tag (16).
/// The version, by which the key and so the suite is found again, and the context are authenticated.
/// </summary>
internal sealed record DataKey(KeyPurpose Purpose, int Version, CryptographicSuite Suite, byte[] Key)
{
    private const int VersionSize = 4;
    private const int Overhead = VersionSize + ICryptographicSuite.NonceSize + ICryptographicSuite.TagSize;

    public static DataKey New(KeyPurpose purpose, int version, CryptographicSuite suite) => new(
        purpose, version, suite, RandomNumberGenerator.GetBytes(
            purpose is KeyPurpose.Encryption or KeyPurpose.Cookies ? suite.Algorithms().KeySize : ICryptographicSuite.MacSize));

    /// <exception cref="CryptographicException">It is too short to be anything sealed.</exception>
    public static int VersionOf(ReadOnlySpan<byte> sealedText) => sealedText.Length >= Overhead
        ? BinaryPrimitives.ReadInt32BigEndian(sealedText)
        : throw new CryptographicException("The ciphertext is too short.");

    public byte[] Seal(ReadOnlySpan<byte> text, int context)
    {
        var sealedText = new byte[Overhead + text.Length];
        BinaryPrimitives.WriteInt32BigEndian(sealedText, Version);
        var nonce = sealedText.AsSpan(VersionSize, ICryptographicSuite.NonceSize);
        RandomNumberGenerator.Fill(nonce);
        Suite.Algorithms().Seal(Key, nonce, text, Authenticated(context), sealedText.AsSpan(VersionSize + ICryptographicSuite.NonceSize));
        return sealedText;
    }

    public byte[] Open(ReadOnlySpan<byte> sealedText, int context)
    {
        var text = new byte[sealedText.Length - Overhead];
        Suite.Algorithms().Open(
            Key, sealedText.Slice(VersionSize, ICryptographicSuite.NonceSize), sealedText[(VersionSize + ICryptographicSuite.NonceSize)..],
            Authenticated(context), text);
        return text;
    }

    public byte[] Mac(ReadOnlySpan<byte> data) => Suite.Algorithms().Mac(Key, data);

    /// <summary>Never the key.</summary>
    public override string ToString() => $"{Purpose} {Version} ({Suite})";

    private byte[] Authenticated(int context)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(bytes, Version);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), context);
        return bytes;
    }
}
