namespace QingjiangpuPortal.Infrastructure.Protection;

/// <summary>Which algorithms a data key is for; stored with the key, so that both kinds live side by side.</summary>
public enum CryptographicSuite
{
    /// <summary>AES-256-GCM (NIST SP 800-38D) and HMAC-SHA-256 (RFC 2104), of .NET.</summary>
    International = 1,

    /// <summary>商用密码: SM4-GCM (GB/T 32907, RFC 8998) and HMAC with SM3 (GB/T 32905), of BouncyCastle.</summary>
    Commercial = 2,
}

/// <summary>The algorithms themselves: authenticated encryption, and a keyed hash of 32 bytes.</summary>
internal interface ICryptographicSuite
{
    const int NonceSize = 12;
    const int TagSize = 16;

    /// <summary>Of the keys for <see cref="Seal"/>; keys for <see cref="Mac"/> are <see cref="MacSize"/> long.</summary>
    int KeySize { get; }

    /// <summary>The length of a keyed hash and of its key, in both suites.</summary>
    const int MacSize = 32;

    /// <param name="context">Authenticated beside the text: it opens in the same context only.</param>
    /// <param name="sealedText">The encrypted text and the tag.</param>
    void Seal(byte[] key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> text, ReadOnlySpan<byte> context, Span<byte> sealedText);

    /// <exception cref="System.Security.Cryptography.CryptographicException">Key, nonce, context or text are not those it was sealed with.</exception>
    void Open(byte[] key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedText, ReadOnlySpan<byte> context, Span<byte> text);

    byte[] Mac(byte[] key, ReadOnlySpan<byte> data);
}

internal static class CryptographicSuites
{
    private static readonly InternationalSuite International = new();
    private static readonly CommercialSuite Commercial = new();

    public static ICryptographicSuite Algorithms(this CryptographicSuite suite) => suite switch
    {
        CryptographicSuite.International => International,
        CryptographicSuite.Commercial => Commercial,
        _ => throw new ArgumentOutOfRangeException(nameof(suite), suite, "No algorithms are known by this name."),
    };
}
