namespace QingjiangpuPortal.Domain.Common;

/// <summary>
/// Personal data at rest: a ciphertext that carries its key's version, and, where the value must be found again, a keyed
/// blind index. Two equal values have different ciphertexts; comparison is by blind index only, explicitly.
/// </summary>
public sealed class Protected
{
    private Protected() { }

    public Protected(byte[] ciphertext, byte[] blindIndex)
    {
        Ciphertext = ciphertext;
        BlindIndex = blindIndex;
    }

    public byte[] Ciphertext { get; private set; } = null!;

    /// <summary>HMAC-SHA-256 of the normalised value under a key of its own, 32 bytes.</summary>
    public byte[] BlindIndex { get; private set; } = null!;

    /// <summary>Never the value: what is logged by accident says nothing.</summary>
    public override string ToString() => "[protected]";
}
