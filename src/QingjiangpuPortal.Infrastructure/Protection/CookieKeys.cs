using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace QingjiangpuPortal.Infrastructure.Protection;

/// <summary>
/// The keys that seal cookies and forms are in the database too; at rest they are sealed with the data key of their
/// purpose. Those that were stored in clear before need no decryptor and stay readable until they expire.
/// </summary>
internal sealed class CookieKeyEncryptor(DataKeys keys) : IXmlEncryptor
{
    internal const int Context = 0;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var text = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var sealedText = keys.Current(KeyPurpose.Cookies).Seal(text, Context);
        CryptographicOperations.ZeroMemory(text);
        return new(new XElement("sealed", Convert.ToBase64String(sealedText)), typeof(CookieKeyDecryptor));
    }
}

/// <summary>Made by the data-protection system, which hands it the services.</summary>
internal sealed class CookieKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var sealedText = Convert.FromBase64String(encryptedElement.Value);
        var key = services.GetRequiredService<DataKeys>().Find(KeyPurpose.Cookies, DataKey.VersionOf(sealedText));
        return XElement.Parse(Encoding.UTF8.GetString(key.Open(sealedText, CookieKeyEncryptor.Context)));
    }
}
