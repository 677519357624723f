using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace QingjiangpuPortal.Infrastructure.Identity;

/// <summary>
/// The cookie of a session: 256 random bits, nothing else. Behind TLS its name binds it to this host and to TLS
/// (<c>__Host-</c>, RFC 6265bis); the demo on http cannot have that.
/// </summary>
public static class SessionCookie
{
    private const string PlainName = "portal-session";
    private const string BoundName = "__Host-" + PlainName;
    private const int KeySize = 32;

    /// <summary>The hash of the key that the browser sent; <c>null</c> when it sent none that could be ours.</summary>
    public static byte[]? KeyHashOf(HttpRequest request)
    {
        Span<byte> key = stackalloc byte[KeySize + 1];
        return request.Cookies[NameFor(request)] is { Length: < 64 } sent && Base64Url.IsValid(sent) && Base64Url.TryDecodeFromChars(sent, key, out var size) && size == KeySize
            ? SHA256.HashData(key[..KeySize])
            : null;
    }

    /// <summary>Gives the browser a new key and answers its hash.</summary>
    public static byte[] Renew(HttpContext http, DateTimeOffset until)
    {
        var key = RandomNumberGenerator.GetBytes(KeySize);
        http.Response.Cookies.Append(NameFor(http.Request), Base64Url.EncodeToString(key), Options(http.Request, until));
        return SHA256.HashData(key);
    }

    public static void Delete(HttpContext http) => http.Response.Cookies.Delete(NameFor(http.Request), Options(http.Request, until: null));

    private static string NameFor(HttpRequest request) => request.IsHttps ? BoundName : PlainName;

    private static CookieOptions Options(HttpRequest request, DateTimeOffset? until) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = request.IsHttps,
        Path = "/",
        Expires = until,
    };
}
