using System.Security.Cryptography;
using System.Text;

namespace QingjiangpuPortal.Application.Common;

/// <summary>SHA-256 of text, for what is compared but never read back.</summary>
public static class Hash
{
    public static byte[] Of(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
