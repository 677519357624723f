using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Infrastructure.Protection;

/// <summary>
/// AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce, and HMAC-SHA-256 (RFC 2104) as blind index. A ciphertext is
/// key version (4 bytes, big-endian) ‖ nonce (12) ‖ encrypted text ‖ tag (16); version and kind are authenticated too.
/// </summary>
internal sealed class PersonalDataCipher(PersonalDataKeys keys) : IPersonalDataCipher
{
    private const int VersionSize = 4;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public Protected Protect(string value, PersonalDataKind kind)
    {
        var plain = Encoding.UTF8.GetBytes(value);
        var sealedText = new byte[VersionSize + NonceSize + plain.Length + TagSize];
        BinaryPrimitives.WriteInt32BigEndian(sealedText, keys.CurrentVersion);
        var nonce = sealedText.AsSpan(VersionSize, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(keys.EncryptionKey(keys.CurrentVersion), TagSize);
        aes.Encrypt(nonce, plain, sealedText.AsSpan(VersionSize + NonceSize, plain.Length), sealedText.AsSpan(^TagSize..), Context(keys.CurrentVersion, kind));
        return new(sealedText, BlindIndex(value, kind));
    }

    public string Reveal(Protected value, PersonalDataKind kind)
    {
        var sealedText = value.Ciphertext.AsSpan();
        if (sealedText.Length < VersionSize + NonceSize + TagSize) throw new CryptographicException("The ciphertext is too short.");
        var version = BinaryPrimitives.ReadInt32BigEndian(sealedText);
        var plain = new byte[sealedText.Length - VersionSize - NonceSize - TagSize];
        using var aes = new AesGcm(keys.EncryptionKey(version), TagSize);
        aes.Decrypt(sealedText.Slice(VersionSize, NonceSize), sealedText[(VersionSize + NonceSize)..^TagSize], sealedText[^TagSize..], plain, Context(version, kind));
        return Encoding.UTF8.GetString(plain);
    }

    public byte[] BlindIndex(string value, PersonalDataKind kind) =>
        HMACSHA256.HashData(keys.IndexKey, Encoding.UTF8.GetBytes($"{(int)kind}\n{value.Normalize(NormalizationForm.FormKC)}"));

    private static byte[] Context(int version, PersonalDataKind kind)
    {
        var context = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(context, version);
        BinaryPrimitives.WriteInt32BigEndian(context.AsSpan(4), (int)kind);
        return context;
    }
}
