using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using QingjiangpuPortal.Application.Files;

namespace QingjiangpuPortal.Web.Security;

/// <summary>
/// The id of an upload that waits for its form, sealed: whoever has the ticket made the upload, so nobody can look at or
/// send along another's picture.
/// </summary>
public sealed class UploadTickets(IDataProtectionProvider protection)
{
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("uploads").ToTimeLimitedDataProtector();

    public string Seal(Guid uploadId) => _protector.Protect(uploadId.ToString("N"), UploadPhoto.KeptFor);

    /// <summary><c>null</c> when it is not ours, or too old.</summary>
    public Guid? Open(string? ticket)
    {
        try
        {
            return ticket is null ? null : Guid.ParseExact(_protector.Unprotect(ticket), "N");
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
