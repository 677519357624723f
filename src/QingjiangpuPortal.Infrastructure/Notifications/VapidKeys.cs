using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace QingjiangpuPortal.Infrastructure.Notifications;

/// <summary>The portal's own pair of keys for push services (RFC 8292), base64url: a point of P-256 without compression, and its scalar.</summary>
internal sealed record VapidKeys(string PublicKey, string PrivateKey)
{
    public const string FileName = "web-push.json";

    /// <summary>
    /// The configured pair, or the one in the folder of the keys, which is made the first time. Browsers subscribe with the public
    /// key: another pair ends all subscriptions. <c>null</c> where there is none and none can be written.
    /// </summary>
    public static VapidKeys? Find(WebPushSettings settings, string folder)
    {
        if (settings is { PublicKey: { } publicKey, PrivateKey: { } privateKey }) return new(publicKey, privateKey);
        var path = Path.Combine(folder, FileName);
        try
        {
            if (!File.Exists(path)) Write(path, Create());
            return JsonSerializer.Deserialize<VapidKeys>(File.ReadAllText(path), JsonSerializerOptions.Web);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public static VapidKeys Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = key.ExportParameters(includePrivateParameters: true);
        return new(Base64Url.EncodeToString([0x04, .. parameters.Q.X!, .. parameters.Q.Y!]), Base64Url.EncodeToString(parameters.D!));
    }

    public static bool IsPair(string publicKey, string privateKey)
    {
        try
        {
            var point = Base64Url.DecodeFromChars(publicKey);
            if (point is not [0x04, .. { Length: 64 } coordinates]) return false;
            using var key = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                D = Base64Url.DecodeFromChars(privateKey),
                Q = new() { X = coordinates[..32], Y = coordinates[32..] },
            });
            return key.VerifyData("pair"u8, key.SignData("pair"u8, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Whole or not at all, and of two instances that begin at once the first one's.</summary>
    private static void Write(string path, VapidKeys keys)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options)) JsonSerializer.Serialize(file, keys, JsonSerializerOptions.Web);
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
