using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace QingjiangpuPortal.Domain.Accounts;

/// <summary>
/// Time-based one-time passwords (RFC 6238 over HMAC-SHA-1, 30-second steps, six digits: what every authenticator app
/// does). Our own twenty lines, because Identity's provider reads the machine's clock and does not say which step matched,
/// without which a code could be given twice.
/// </summary>
public static class Totp
{
    public const int SecretSize = 20;
    public const int StepSeconds = 30;

    /// <summary>Steps before and after the present one that are accepted: clocks of phones are seconds off.</summary>
    private const int Drift = 1;

    public static long StepAt(DateTimeOffset at) => at.ToUnixTimeSeconds() / StepSeconds;

    public static string CodeOf(ReadOnlySpan<byte> secret, long step, int digits = 6)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The algorithm of RFC 6238 that apps know; HMAC does not suffer from SHA-1's collisions.
        HMACSHA1.HashData(secret, counter, mac);
#pragma warning restore CA5350
        // Dynamic truncation, RFC 4226 section 5.3.
        var number = BinaryPrimitives.ReadInt32BigEndian(mac[(mac[^1] & 0xF)..]) & int.MaxValue;
        return (number % (long)Math.Pow(10, digits)).ToString("D" + digits, CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code this is, if it is later than the last one that was used; <c>null</c> otherwise.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset at, long lastUsedStep)
    {
        var now = StepAt(at);
        long? matched = null;
        for (var step = now - Drift; step <= now + Drift; step++)
            if (step > lastUsedStep && CryptographicOperations.FixedTimeEquals(
                System.Text.Encoding.ASCII.GetBytes(CodeOf(secret, step)), System.Text.Encoding.ASCII.GetBytes(code)))
                matched ??= step;
        return matched;
    }
}

/// <summary>Base32 (RFC 4648): how authenticator apps take a secret.</summary>
public static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Without padding; the length must be a multiple of five bytes.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new System.Text.StringBuilder(bytes.Length * 8 / 5);
        for (var i = 0; i < bytes.Length; i += 5)
        {
            long block = 0;
            for (var j = 0; j < 5; j++) block = (block << 8) | bytes[i + j];
            for (var shift = 35; shift >= 0; shift -= 5) text.Append(Alphabet[(int)(block >> shift) & 31]);
        }
        return text.ToString();
    }

    public static byte[] Decode(string text)
    {
        var bytes = new byte[text.Length * 5 / 8];
        for (var i = 0; i * 8 < text.Length; i++)
        {
            long block = 0;
            foreach (var c in text.AsSpan(i * 8, 8)) block = (block << 5) | (long)Alphabet.IndexOf(c, StringComparison.Ordinal);
            for (var j = 4; j >= 0; j--, block >>= 8) bytes[(i * 5) + j] = (byte)block;
        }
        return bytes;
    }
}
