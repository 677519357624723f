using System.Security.Cryptography;
using System.Text.Json;

namespace QingjiangpuPortal.Infrastructure.Protection;

/// <summary>
/// The keys of <see cref="PersonalDataCipher"/>: one file outside the database and the repository, JSON
/// <c>{"current":1,"encryption":{"1":"base64 of 32 bytes"},"index":"base64 of 32 bytes"}</c>, readable by the portal only.
/// Every version that ciphertexts still carry must stay in it.
/// </summary>
public sealed class PersonalDataKeys
{
    private const int KeySize = 32;
    private readonly Dictionary<int, byte[]> _encryption;

    private PersonalDataKeys(int current, Dictionary<int, byte[]> encryption, byte[] index)
    {
        CurrentVersion = current;
        _encryption = encryption;
        IndexKey = index;
    }

    internal int CurrentVersion { get; }
    internal byte[] IndexKey { get; }

    internal byte[] EncryptionKey(int version) =>
        _encryption.GetValueOrDefault(version) ?? throw new CryptographicException($"Key version {version} is not in the key file.");

    /// <summary>Keys for one run, for tests that need none of yesterday's.</summary>
    public static PersonalDataKeys Random() =>
        new(1, new() { [1] = RandomNumberGenerator.GetBytes(KeySize) }, RandomNumberGenerator.GetBytes(KeySize));

    /// <exception cref="InvalidKeyFileException">The file is missing or wrong; the sentence names it and what to do.</exception>
    public static PersonalDataKeys Read(string path)
    {
        if (!File.Exists(path))
            throw new InvalidKeyFileException($"The key file '{path}' is missing. Without it no protected name or number can be read. Restore it from the backup, or create a first one with 'keys new' of the Admin command line.");
        try
        {
            var file = JsonSerializer.Deserialize<KeyFile>(File.ReadAllText(path), JsonSerializerOptions.Web) ?? throw new JsonException("It is empty.");
            var encryption = file.Encryption.ToDictionary(e => int.Parse(e.Key, System.Globalization.CultureInfo.InvariantCulture), e => Key(e.Value));
            if (!encryption.ContainsKey(file.Current)) throw new FormatException($"It has no encryption key of the current version {file.Current}.");
            return new(file.Current, encryption, Key(file.Index));
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentNullException)
        {
            throw new InvalidKeyFileException($"The key file '{path}' is not a key file: {e.Message}", e);
        }

        static byte[] Key(string base64) => Convert.FromBase64String(base64) is { Length: KeySize } key
            ? key : throw new FormatException($"A key is not {KeySize} bytes long.");
    }

    /// <summary>Writes a file of fresh keys, for the owner's eyes only.</summary>
    /// <exception cref="IOException">There is a file already: keys are never overwritten.</exception>
    public static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(path, options);
        JsonSerializer.Serialize(stream, new KeyFile(1, new() { ["1"] = NewKey() }, NewKey()), JsonSerializerOptions.Web);

        static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize));
    }

    private sealed record KeyFile(int Current, Dictionary<string, string> Encryption, string Index);
}

/// <summary>The key file is missing or wrong; the message is a sentence for the operator.</summary>
public sealed class InvalidKeyFileException(string message, Exception? innerException = null) : Exception(message, innerException);
