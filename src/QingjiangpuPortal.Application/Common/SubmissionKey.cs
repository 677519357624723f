using System.Buffers.Text;
using System.Security.Cryptography;

namespace QingjiangpuPortal.Application.Common;

/// <summary>
/// The random key that every filing form carries (128 bits, base64url). The private link's token is derived from it and from
/// what was sent, so that a repeated submission is given the same receipt although only hashes are stored, and the same key
/// with other content has a link of its own.
/// </summary>
public static class SubmissionKey
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    public static bool IsWellFormed(string? key) => key is { Length: 22 } && Base64Url.IsValid(key);

    public static string LinkToken(string key, byte[] contentHash) =>
        Base64Url.EncodeToString(Hash.Of($"private link\n{key}\n{Convert.ToHexString(contentHash)}").AsSpan(0, 16));
}
