using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Web.Security.Door;

namespace QingjiangpuPortal.Web.Security;

/// <summary>
/// The id of an upload that waits for its form, sealed for the device that made it: nobody else can look at the picture or
/// send it along, whatever address they got hold of.
/// </summary>
public sealed class UploadTickets(IDataProtectionProvider protection, IHttpContextAccessor accessor)
{
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("uploads").ToTimeLimitedDataProtector();

    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("A ticket belongs to a request.");

    public string Seal(Guid uploadId) => _protector.Protect($"{uploadId:N} {RequestSource.Device(Http)}", UploadPhoto.KeptFor);

    /// <summary><c>null</c> when it is not ours, another device's, or too old.</summary>
    public Guid? Open(string? ticket)
    {
        try
        {
            return ticket is not null && _protector.Unprotect(ticket).Split(' ') is [var id, var device] && device == RequestSource.KnownDevice(Http)
                ? Guid.ParseExact(id, "N")
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
