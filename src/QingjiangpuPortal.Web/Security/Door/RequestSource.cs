using System.Net;
using System.Net.Sockets;
using System.Security.Claims;

namespace QingjiangpuPortal.Web.Security.Door;

/// <summary>How the portal recognises where a request comes from: its address, its account, its device.</summary>
internal static class RequestSource
{
    private const string DeviceCookie = "portal-device";

    /// <summary>The address; of IPv6 the /64, because a household has all of one.</summary>
    public static string Address(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is { IsIPv4MappedToIPv6: true }) address = address.MapToIPv4();
        return address switch
        {
            null => "",
            { AddressFamily: AddressFamily.InterNetworkV6 } => new IPNetwork(Prefix64(address), 64).ToString(),
            _ => address.ToString(),
        };
    }

    /// <summary><c>null</c> when nobody is signed in.</summary>
    public static string? Account(HttpContext context) => context.User.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary><c>null</c> for a browser that never sent a form.</summary>
    public static string? KnownDevice(HttpContext context) =>
        context.Request.Cookies[DeviceCookie] is { Length: 32 } known ? known : context.Items[DeviceCookie] as string;

    /// <summary>A random cookie, given with the first form; a device that throws it away still has its address's limit.</summary>
    public static string Device(HttpContext context)
    {
        if (KnownDevice(context) is { } known) return known;
        var device = Guid.NewGuid().ToString("N");
        context.Items[DeviceCookie] = device;
        context.Response.Cookies.Append(DeviceCookie, device, new()
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = TimeSpan.FromDays(365),
        });
        return device;
    }

    private static IPAddress Prefix64(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new(bytes);
    }
}
