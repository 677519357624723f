using System.Security.Cryptography;

namespace QingjiangpuPortal.Infrastructure.Protection;

internal sealed class InternationalSuite : ICryptographicSuite
{
    public int KeySize => 32;

    public void Seal(byte[] key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> text, ReadOnlySpan<byte> context, Span<byte> sealedText)
    {
        using var aes = new AesGcm(key, ICryptographicSuite.TagSize);
        aes.Encrypt(nonce, text, sealedText[..text.Length], sealedText[text.Length..], context);
    }

    public void Open(byte[] key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedText, ReadOnlySpan<byte> context, Span<byte> text)
    {
        using var aes = new AesGcm(key, ICryptographicSuite.TagSize);
        aes.Decrypt(nonce, sealedText[..text.Length], sealedText[text.Length..], text, context);
    }

    public byte[] Mac(byte[] key, ReadOnlySpan<byte> data) => HMACSHA256.HashData(key, data);
}
